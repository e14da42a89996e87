import { matchesWildcard } from '../iam/wildcard.ts';
import {
  type AwsAuthMatch,
  awsAuthMatcher,
  liveMappings,
  mappedArn,
  whyNeverMatches,
} from '../kubernetes/aws-auth.ts';
import { canonicalArn } from '../kubernetes/canonical-arn.ts';
import type { AssociatedAccessPolicy } from '../model/access-entry.ts';
import type { AwsAuthMapping, AwsAuthMappings } from '../model/aws-auth.ts';
import {
  type Cluster,
  type ClusterRef,
  honoursAccessEntries,
  honoursAwsAuth,
} from '../model/cluster.ts';
import { factKeys } from '../model/fact-key.ts';
import type { Link } from '../model/who-can.ts';
import { strictly } from './chosen-username.ts';
import { defaultUsername } from './default-username.ts';
import type { FactReader } from './fact-reader.ts';

/** Somebody of IAM whom a cluster lets in, and as whom. */
export interface LetIn {
  /** An ARN, or the pattern that aws-auth has. */
  readonly principal: string;
  readonly by: Link;
  /** May hold templates, as groups may; empty where a line of aws-auth has none. Absent where it is not known. */
  readonly username?: string;
  /** Every principal of this account goes by its own ARN. */
  readonly usersOfAccount?: string;
  readonly groups: readonly string[];
  readonly policies: readonly AssociatedAccessPolicy[];
}

/** Whom IAM lets into a cluster. */
export interface Doors {
  /** Without lines of aws-auth that an access entry overrides. */
  readonly everybody: readonly LetIn[];
  /** What one principal, or a session of a role, is let in by. More than one where aws-auth may take any of them. */
  of(principalArn: string): readonly LetIn[];
}

/**
 * Where a principal has both, the access entry counts.
 * https://docs.aws.amazon.com/eks/latest/userguide/migrating-access-entries.html
 */
export function doorsOf(facts: FactReader, ref: ClusterRef, cluster: Cluster | undefined): Doors {
  const entries = cluster && !honoursAccessEntries(cluster) ? [] : letInByEntries(facts, ref);
  const mappings = cluster && !honoursAwsAuth(cluster) ? undefined : mappingsIn(facts, ref);
  const byArn = Map.groupBy(entries, ({ principal }) => comparable(principal));
  const lines = mappings === undefined ? [] : letInByLines(mappings);
  const matches = awsAuthMatcher(mappings ?? noMappings);
  return {
    everybody: [...entries, ...lines.filter(({ principal }) => !byArn.has(comparable(principal)))],
    of: (arn) => byArn.get(comparable(arn)) ?? matches(arn).map(letInByMatch),
  };
}

const noMappings: AwsAuthMappings = { roles: [], users: [], accounts: [], faults: [] };

function mappingsIn(facts: FactReader, ref: ClusterRef): AwsAuthMappings | undefined {
  return facts.value(factKeys.awsAuth(ref))?.mappings;
}

/** Roles without their path, and in lower case, in which aws-auth compares ARNs. */
function comparable(arn: string): string {
  return (canonicalArn(arn) ?? arn).toLowerCase();
}

function letInByEntries(facts: FactReader, ref: ClusterRef): readonly LetIn[] {
  return facts.items(factKeys.accessEntries(ref)).map((principal) => {
    const entry = facts.value(factKeys.accessEntry(ref, principal));
    const policies = facts.value(factKeys.accessPolicies(ref, principal)) ?? [];
    if (entry === undefined) return { principal, by: ofUnreadType, groups: [], policies };
    return {
      principal,
      by: { kind: 'access entry', name: entry.type },
      username: strictly(entry.username ?? defaultUsername(principal) ?? principal),
      groups: entry.kubernetesGroups,
      policies,
    };
  });
}

const ofUnreadType: Link = { kind: 'access entry', name: 'of unread type' };

/** Lines that count, whether or not there is a principal that they let in. */
function letInByLines(mappings: AwsAuthMappings): readonly LetIn[] {
  const { roles, users } = liveMappings(mappings);
  const lines: readonly AwsAuthMapping[] = [
    ...roles.map((mapping) => ({ kind: 'role' as const, mapping })),
    ...users.map((mapping) => ({ kind: 'user' as const, mapping })),
  ];
  return [
    ...lines.filter(({ mapping }) => whyNeverMatches(mapping) === undefined).map(letInByMatch),
    ...[...new Set(mappings.accounts)].map((accountId) => ({
      principal: `any principal of account ${accountId}`,
      by: { kind: 'aws-auth' as const, name: 'mapAccounts' },
      usersOfAccount: accountId,
      groups: [],
      policies: [],
    })),
  ];
}

function letInByMatch(match: AwsAuthMatch): LetIn {
  if (match.kind === 'account') {
    const { username } = match;
    const by = { kind: 'aws-auth', name: 'mapAccounts' } as const;
    return { principal: username, by, username, groups: [], policies: [] };
  }
  const { username, groups, place } = match.mapping;
  const list = match.kind === 'role' ? 'mapRoles' : 'mapUsers';
  return {
    principal: mappedArn(match.mapping),
    by: { kind: 'aws-auth', name: `${list}[${place}]` },
    username,
    groups,
    policies: [],
  };
}

/** Whether an access policy over namespaces takes in this one. */
export function isInScope(namespaces: readonly string[], namespace: string): boolean {
  return namespaces.some((pattern) => matchesWildcard(pattern, namespace));
}
