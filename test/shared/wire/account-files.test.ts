import { describe, expect, test } from 'vitest';
import { type FactKey, factKeys } from '../../../shared/model/fact-key.ts';
import type { Json } from '../../../shared/model/json.ts';
import { factsOf } from '../../../shared/wire/facts-of.ts';
import { snapshotPaths } from '../../../shared/wire/snapshot-path.ts';
import {
  account,
  allowDocument,
  allowPolicy,
  defaultsDocument,
  groupArn,
  groupDocument,
  offeredDocument,
  organizationDocument,
  policyArn,
  policyDocument,
  providerArn,
  providerDocument,
  roleArn,
  roleDocument,
  summaryDocument,
  userArn,
  versionsDocument,
  viewPolicyArn,
} from '../../support/raw-answers.ts';

const newYear = Date.UTC(2025, 0, 1);
const region = 'eu-west-1';
const iamPath = snapshotPaths.iam();

describe('one document, one fact', () => {
  test.each<[string, FactKey<unknown>, Json, unknown]>([
    [
      snapshotPaths.accountSummary(),
      factKeys.accountSummary(),
      summaryDocument,
      { assumeRolePolicySizeQuota: 2_048 },
    ],
    [
      snapshotPaths.clusterVersions(region),
      factKeys.clusterVersions(region),
      versionsDocument,
      [
        {
          version: '1.33',
          versionStatus: 'STANDARD_SUPPORT',
          endOfStandardSupport: newYear,
          endOfExtendedSupport: newYear,
        },
      ],
    ],
    [
      snapshotPaths.clusterVersions(region),
      factKeys.clusterVersions(region),
      { clusterVersions: [{ clusterVersion: '1.36', versionStatus: 'X' }], nextToken: null },
      [{ version: '1.36', versionStatus: 'X' }],
    ],
    [
      snapshotPaths.accessPolicies(region),
      factKeys.offeredAccessPolicies(region),
      { accessPolicies: [...offeredDocument.accessPolicies, { name: 'A', arn: 'arn:a' }] },
      ['arn:a', viewPolicyArn].sort(),
    ],
    [
      snapshotPaths.instanceMetadataDefaults(region),
      factKeys.instanceMetadataDefaults(region),
      defaultsDocument,
      { httpTokens: 'required', httpPutResponseHopLimit: 1 },
    ],
    [
      snapshotPaths.instanceMetadataDefaults(region),
      factKeys.instanceMetadataDefaults(region),
      { AccountLevel: {} },
      {},
    ],
    [
      snapshotPaths.instanceMetadataDefaults(region),
      factKeys.instanceMetadataDefaults(region),
      { AccountLevel: { HttpTokens: 'no-preference', HttpPutResponseHopLimit: -1 } },
      {},
    ],
    [
      snapshotPaths.organizationPolicies(),
      factKeys.organizationPolicies(),
      organizationDocument,
      [
        {
          type: 'SERVICE_CONTROL_POLICY',
          targetPath: 'r-ab12/111122223333',
          name: 'FullAWSAccess',
          policy: { document: allowPolicy },
        },
      ],
    ],
    [
      snapshotPaths.organizationPolicies(),
      factKeys.organizationPolicies(),
      [
        { type: 'RESOURCE_CONTROL_POLICY', targetPath: 'r-1', document: { Statement: 1 } },
        { type: 'SERVICE_CONTROL_POLICY', targetPath: 'r-1', document: allowDocument },
      ],
      [
        {
          type: 'RESOURCE_CONTROL_POLICY',
          targetPath: 'r-1',
          name: 'RESOURCE_CONTROL_POLICY of r-1',
          policy: { fault: 'Statement: expected an object or an array of objects' },
        },
        {
          type: 'SERVICE_CONTROL_POLICY',
          targetPath: 'r-1',
          name: 'SERVICE_CONTROL_POLICY of r-1',
          policy: { document: allowPolicy },
        },
      ],
    ],
  ])('%s tells %s', (path, key, json, value) => {
    expect(read(path, json)).toStrictEqual([[key, present(value)]]);
  });

  test.each<[string, Json, string]>([
    [
      snapshotPaths.accountSummary(),
      { SummaryMap: {} },
      'SummaryMap.AssumeRolePolicySizeQuota: expected number',
    ],
    [snapshotPaths.clusterVersions(region), {}, 'clusterVersions: expected array'],
    [
      snapshotPaths.clusterVersions(region),
      { clusterVersions: [{ clusterVersion: '1.36' }] },
      'clusterVersions[0].versionStatus: expected string',
    ],
    [
      snapshotPaths.clusterVersions(region),
      { ...versionsDocument, nextToken: 'x' },
      'the list has more pages than this',
    ],
    [
      snapshotPaths.clusterVersions(region),
      {
        clusterVersions: [
          { clusterVersion: '1', versionStatus: 'X', endOfStandardSupportDate: 'soon' },
        ],
      },
      'clusterVersions[0].endOfStandardSupportDate: expected a time',
    ],
    [
      snapshotPaths.accessPolicies(region),
      { accessPolicies: [{}] },
      'accessPolicies[0].arn: expected string',
    ],
    [
      snapshotPaths.accessPolicies(region),
      { ...offeredDocument, nextToken: 'x' },
      'the list has more pages than this',
    ],
    [snapshotPaths.instanceMetadataDefaults(region), {}, 'AccountLevel: expected object'],
    [
      snapshotPaths.instanceMetadataDefaults(region),
      { AccountLevel: { HttpTokens: true } },
      'AccountLevel.HttpTokens: expected string',
    ],
    [snapshotPaths.organizationPolicies(), {}, 'expected array'],
    [
      snapshotPaths.organizationPolicies(),
      [{ type: 'TAG_POLICY', targetPath: 'r-1', document: {} }],
      '[0].type: expected "SERVICE_CONTROL_POLICY" or "RESOURCE_CONTROL_POLICY"',
    ],
  ])('%s with %j is unread', (path, json, reason) => {
    expect(read(path, json).map(([, fact]) => fact)).toEqual([unread(reason)]);
  });
});

describe('an identity provider', () => {
  const path = snapshotPaths.oidcProviders();
  const key = factKeys.oidcProvider(providerArn);
  const provider = {
    arn: providerArn,
    issuer: 'oidc.eks.eu-west-1.amazonaws.com/id/ABC',
    clientIds: ['sts.amazonaws.com'],
  };

  test.each([
    ['as IAM gives it', 'oidc.eks.eu-west-1.amazonaws.com/id/ABC'],
    ['with a scheme', 'https://oidc.eks.eu-west-1.amazonaws.com/id/ABC'],
    ['with a slash at its end', 'oidc.eks.eu-west-1.amazonaws.com/id/ABC/'],
    ['with a host in capitals', 'HTTPS://OIDC.EKS.eu-west-1.amazonaws.com/id/ABC'],
  ])('has an issuer, %s', (_, Url) => {
    expect(read(path, { ...providerDocument, Url }, providerArn)).toStrictEqual([
      [key, present(provider)],
    ]);
  });

  test('has the case of its path kept, and is listed', () => {
    const answer = { path, readAt: 1, outcome: { kind: 'items', items: [providerArn] } } as const;
    expect(factsOf(answer, account)).toEqual([[factKeys.oidcProviders(), present([providerArn])]]);
    expect(read(path, { ...providerDocument, Url: 'Login.example/Tenant' }, providerArn)).toEqual([
      [key, present({ ...provider, issuer: 'login.example/Tenant' })],
    ]);
  });

  test.each<[object, string]>([
    [{ Arn: roleArn }, `Arn: expected ${providerArn}`],
    [{ Url: null }, 'Url: expected string'],
    [{ ClientIDList: null }, 'ClientIDList: expected array'],
    [{ ClientIDList: [1] }, 'ClientIDList[0]: expected string'],
  ])('with %j is unread', (members, reason) => {
    expect(read(path, { ...providerDocument, ...members }, providerArn)).toEqual([
      [key, unread(reason)],
    ]);
  });
});

describe('the other principals', () => {
  test('a group comes with its policies', () => {
    expect(read(iamPath, groupDocument, groupArn)).toStrictEqual([
      [factKeys.group(groupArn), present({ arn: groupArn, name: 'admins' })],
      [
        factKeys.groupPolicies(groupArn),
        present({ inline: [], attached: [policyArn], groups: [] }),
      ],
    ]);
  });

  test('a group without a name is unread, and its policies are not', () => {
    const [group, policies] = read(iamPath, { ...groupDocument, GroupName: null }, groupArn);
    expect(group?.[1]).toEqual(unread('GroupName: expected string'));
    expect(policies?.[1].read).toBe(true);
  });

  test('a managed policy is one fact', () => {
    expect(read(iamPath, policyDocument, policyArn)).toStrictEqual([
      [
        factKeys.managedPolicy(policyArn),
        present({ arn: policyArn, name: 'deploy', document: allowPolicy }),
      ],
    ]);
  });

  test('a role has what only some answers have', () => {
    const members = { MaxSessionDuration: 3_600, Tags: [{ Key: 'team', Value: 'web' }] };
    const [role] = read(iamPath, { ...roleDocument, ...members }, roleArn);
    expect(role?.[1]).toMatchObject({
      value: { maxSessionDuration: 3_600, tags: { team: 'web' } },
    });
  });

  test.each<[string, Json | undefined, object]>([
    [
      'has been used',
      { LastUsedDate: '2025-01-01T00:00:00Z', Region: region },
      present({ lastUsedDate: newYear }),
    ],
    ['has never been used', {}, present({})],
    ['does not say', undefined, unread('RoleLastUsed: expected object')],
    [
      'says something odd',
      { LastUsedDate: 'x' },
      unread('RoleLastUsed.LastUsedDate: expected a time'),
    ],
  ])('a role that %s', (_, RoleLastUsed, fact) => {
    const { RoleLastUsed: _left, ...rest } = roleDocument;
    const json = RoleLastUsed === undefined ? rest : { ...rest, RoleLastUsed };
    expect(new Map(read(iamPath, json, roleArn)).get(factKeys.roleLastUsed(roleArn))).toEqual(fact);
  });

  test('nothing is believed of a document under the name of another kind', () => {
    expect(read(iamPath, policyDocument, userArn).map(([, fact]) => fact)).toEqual([
      unread(`Arn: expected ${userArn}`),
      unread(`Arn: expected ${userArn}`),
    ]);
  });
});

function read(path: string, json: Json, item?: string) {
  const of = item === undefined ? {} : { item };
  return factsOf({ path, ...of, readAt: 1, outcome: { kind: 'document', json } }, account);
}

function present(value: unknown) {
  return { read: true, value, readAt: 1 };
}

function unread(reason: string) {
  return { read: false, reason, readAt: 1 };
}
