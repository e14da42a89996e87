import { parseIamArn } from '../model/arn.ts';
import { factKeys, type ListKey } from '../model/fact-key.ts';
import { readEventSelectors, readTrail, readTrailStatus } from './cloudtrail.ts';
import { document, elements, wholeList } from './contents.ts';
import type { ElementsContent, FileKind, ItemList, Reader } from './file-kind.ts';
import { readAccountSummary, readOidcProvider } from './iam-account.ts';
import {
  readGroupPolicies,
  readManagedPolicy,
  readRolePolicies,
  readUserPolicies,
} from './iam-policies.ts';
import {
  readGroup,
  readRole,
  readRoleLastUsed,
  readTrustPolicy,
  readUser,
} from './iam-principals.ts';
import { readOrganizationPolicies } from './organizations.ts';
import type { Parsed } from './parsed.ts';

/** The files of an account, a row each. */
export const accountFiles = {
  iam: { path: 'iam/account-authorization-details.json', content: authorizationDetails },
  accountSummary: {
    path: 'iam/account-summary.json',
    content: () => document(factKeys.accountSummary(), readAccountSummary),
  },
  oidcProviders: { path: 'iam/open-id-connect-providers.json', content: oidcProviders },
  organizationPolicies: {
    path: 'organizations/policies.json',
    content: () => ({
      ...document(factKeys.organizationPolicies(), readOrganizationPolicies),
      optional: true,
    }),
  },
  trails: { path: 'cloudtrail/trails.json', content: trails },
} as const satisfies Readonly<Record<string, FileKind<void>>>;

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html */
function authorizationDetails(): ElementsContent {
  return {
    holds: 'elements',
    name: ['Arn'],
    lists: [
      iamList('RoleDetailList', 'role', factKeys.roles()),
      iamList('UserDetailList', 'user', factKeys.users()),
      iamList('GroupDetailList', 'group', factKeys.groups()),
      iamList('Policies', 'policy', factKeys.managedPolicies()),
    ],
    parts: {},
    whole: iamReaders,
  };
}

function iamList(member: string, kind: string, key: ListKey): ItemList {
  const has = (item: string) => parseIamArn(item)?.kind === kind;
  return { key, member, has, read: (items) => readIamArns(items, has) };
}

/** An answer about the whole file names what belongs to the other lists too. */
function readIamArns(
  arns: readonly string[],
  has: (arn: string) => boolean,
): Parsed<readonly string[]> {
  const odd = arns.find((arn) => parseIamArn(arn) === undefined);
  if (odd !== undefined) return { error: `${JSON.stringify(odd)} is not the ARN of an IAM object` };
  return { ok: arns.filter(has) };
}

function iamReaders(arn: string): Readonly<Record<string, Reader>> {
  switch (parseIamArn(arn)?.kind) {
    case 'role':
      return {
        role: { key: factKeys.role(arn), read: (json) => readRole(json, arn) },
        trustPolicy: { key: factKeys.trustPolicy(arn), read: (json) => readTrustPolicy(json, arn) },
        policies: { key: factKeys.rolePolicies(arn), read: (json) => readRolePolicies(json, arn) },
        lastUsed: { key: factKeys.roleLastUsed(arn), read: (json) => readRoleLastUsed(json, arn) },
      };
    case 'user':
      return {
        user: { key: factKeys.user(arn), read: (json) => readUser(json, arn) },
        policies: { key: factKeys.userPolicies(arn), read: (json) => readUserPolicies(json, arn) },
      };
    case 'group':
      return {
        group: { key: factKeys.group(arn), read: (json) => readGroup(json, arn) },
        policies: {
          key: factKeys.groupPolicies(arn),
          read: (json) => readGroupPolicies(json, arn),
        },
      };
    case 'policy':
      return {
        policy: { key: factKeys.managedPolicy(arn), read: (json) => readManagedPolicy(json, arn) },
      };
    default:
      return {};
  }
}

/** Answers of GetOpenIDConnectProvider, which do not name their ARN, with it added. */
function oidcProviders(): ElementsContent {
  return {
    holds: 'elements',
    name: ['Arn'],
    lists: [wholeList(factKeys.oidcProviders())],
    parts: {},
    whole: (arn) => ({
      provider: { key: factKeys.oidcProvider(arn), read: (json) => readOidcProvider(json, arn) },
    }),
  };
}

function trails(): ElementsContent {
  return elements(factKeys.trails(), ['TrailARN'], {
    trail: (arn) => ({ key: factKeys.trail(arn), read: (json) => readTrail(json, arn) }),
    status: (arn) => ({ key: factKeys.trailStatus(arn), read: readTrailStatus }),
    eventSelectors: (arn) => ({ key: factKeys.eventSelectors(arn), read: readEventSelectors }),
  });
}
