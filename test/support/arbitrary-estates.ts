import fc from 'fast-check';
import type { FactMap } from '../../shared/model/estate.ts';
import { absent, type Fact, present, unread } from '../../shared/model/fact.ts';
import { type FactKey, factKeys, type ListKey } from '../../shared/model/fact-key.ts';
import type { PolicyDocument } from '../../shared/model/policy-document.ts';
import { cluster, policy, wholeCluster } from './eks.ts';
import { prodRef, roleArn, sampleAccount } from './estate.ts';
import { actions, condition, federated, role, services, statement, user } from './iam.ts';

/** Readings of a small estate with everything in it, made by chance at one moment: any fact may be unread, absent or left out. */
export function arbitraryFacts(readAt: number): fc.Arbitrary<FactMap> {
  return fc.tuple(...lists, ...facts).map((readings) => {
    const read = readings.flatMap(([key, reading]) =>
      reading === undefined ? [] : [[key, factOf(reading, readAt)] as const],
    );
    return new Map<FactKey<unknown>, Fact<unknown>>(read);
  });
}

type Reading = { readonly value: unknown } | 'absent' | 'unread';
type Keyed = readonly [FactKey<unknown>, Reading | undefined];

function factOf(reading: Reading, readAt: number): Fact<unknown> {
  if (reading === 'absent') return absent(readAt);
  return reading === 'unread' ? unread('denied', readAt) : present(reading.value, readAt);
}

const arns = ['ci', 'node', 'pod'].map(roleArn);
const userArn = `arn:aws:iam::${sampleAccount.accountId}:user/ana`;
const groupArn = `arn:aws:iam::${sampleAccount.accountId}:group/devs`;
const policyArn = `arn:aws:iam::${sampleAccount.accountId}:policy/app`;
const issuer = 'oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF';
const provider = `arn:aws:iam::${sampleAccount.accountId}:oidc-provider/${issuer}`;

const refs = [prodRef, { region: 'eu-west-1', name: 'dev' }] as const;

const lists: readonly fc.Arbitrary<Keyed>[] = [
  list(factKeys.clusters('eu-west-1'), ['prod', 'dev']),
  list(factKeys.roles(), arns),
  list(factKeys.users(), [userArn]),
  list(factKeys.groups(), [groupArn]),
  list(factKeys.oidcProviders(), [provider]),
  ...refs.flatMap((ref) => [
    list(factKeys.accessEntries(ref), arns),
    list(factKeys.podIdentityAssociations(ref), ['web/app']),
    list(factKeys.nodegroups(ref), ['workers']),
    list(factKeys.fargateProfiles(ref), ['batch']),
    list(factKeys.identityProviderConfigs(ref), ['okta']),
    list(factKeys.capabilities(ref), ['argocd']),
  ]),
];

const facts: readonly fc.Arbitrary<Keyed>[] = [
  fact(factKeys.clusterVersions('eu-west-1'), [
    [{ version: '1.34', versionStatus: 'STANDARD_SUPPORT' }],
    [{ version: '1.34', versionStatus: 'UNSUPPORTED' }],
  ]),
  ...arns.flatMap((arn) => [
    fact(factKeys.role(arn), [role(arn, 0), role(arn, 1)]),
    fact(factKeys.trustPolicy(arn), trusts()),
    fact(factKeys.rolePolicies(arn), permissions([])),
    fact(factKeys.roleLastUsed(arn), [{}, { lastUsedDate: Date.UTC(2026, 1, 1) }]),
  ]),
  fact(factKeys.user(userArn), [user(userArn)]),
  fact(factKeys.userPolicies(userArn), permissions(['devs'])),
  fact(factKeys.groupPolicies(groupArn), permissions([])),
  fact(
    factKeys.managedPolicy(policyArn),
    documents().map((document) => ({ arn: policyArn, name: 'app', document })),
  ),
  fact(
    factKeys.oidcProvider(provider),
    [[], ['sts.amazonaws.com']].map((clientIds) => ({ arn: provider, issuer, clientIds })),
  ),
  ...refs.flatMap(clusterFacts),
];

function clusterFacts(ref: (typeof refs)[number]): readonly fc.Arbitrary<Keyed>[] {
  const autoMode = { enabled: true, nodeRoleArn: roleArn('node') };
  const association = { namespace: 'web', serviceAccount: 'app', disableSessionTags: false };
  return [
    fact(factKeys.cluster(ref), [
      cluster(ref),
      cluster({ ...ref, authenticationMode: 'CONFIG_MAP' }),
      cluster({ ...ref, computeConfig: autoMode }),
    ]),
    ...arns.flatMap((principalArn) => [
      fact(
        factKeys.accessEntry(ref, principalArn),
        ['STANDARD', 'EC2_LINUX'].map((type) => ({ principalArn, type, kubernetesGroups: [] })),
      ),
      fact(factKeys.accessPolicies(ref, principalArn), [
        [],
        [policy('AmazonEKSClusterAdminPolicy', wholeCluster)],
      ]),
    ]),
    fact(
      factKeys.podIdentityAssociation(ref, 'web/app'),
      arns.map((arn) => ({ ...association, roleArn: arn, targetRoleArn: roleArn('pod') })),
    ),
    fact(
      factKeys.nodegroup(ref, 'workers'),
      arns.map((nodeRole) => ({ name: 'workers', nodeRole, autoScalingGroups: [] })),
    ),
    fact(factKeys.metadataOptions(ref, 'workers'), [{}, { httpTokens: 'optional' }]),
    fact(
      factKeys.fargateProfile(ref, 'batch'),
      arns.map((podExecutionRoleArn) => ({ name: 'batch', podExecutionRoleArn })),
    ),
    fact(factKeys.identityProviderConfig(ref, 'okta'), [{ issuerUrl: 'a' }, { issuerUrl: 'b' }]),
    fact(
      factKeys.capability(ref, 'argocd'),
      arns.map((arn) => ({ name: 'argocd', type: 'ARGOCD', roleArn: arn, rbacRoleMappings: [] })),
    ),
  ];
}

function list(key: ListKey, items: readonly string[]): fc.Arbitrary<Keyed> {
  return reading(key, fc.shuffledSubarray([...items]));
}

function fact(key: FactKey<unknown>, values: readonly unknown[]): fc.Arbitrary<Keyed> {
  return reading(key, fc.constantFrom(...values));
}

/** Mostly a value, so that rules have something to judge. */
function reading(key: FactKey<unknown>, values: fc.Arbitrary<unknown>): fc.Arbitrary<Keyed> {
  return fc.oneof(
    { weight: 6, arbitrary: values.map((value): Keyed => [key, { value }]) },
    { weight: 1, arbitrary: fc.constantFrom<Keyed>([key, 'absent'], [key, 'unread']) },
    { weight: 2, arbitrary: fc.constant<Keyed>([key, undefined]) },
  );
}

function trusts(): readonly PolicyDocument[] {
  const web = {
    principals: federated(provider),
    actions: actions('sts:AssumeRoleWithWebIdentity'),
  };
  const sub = condition('StringLike', `${issuer}:sub`, 'system:serviceaccount:web:*');
  const pods = { principals: services('pods.eks.amazonaws.com'), actions: actions('sts:*') };
  return [
    { statements: [] },
    { statements: [statement(web)] },
    { statements: [statement({ ...web, conditions: [sub] }), statement(pods)] },
  ];
}

function documents(): readonly PolicyDocument[] {
  return ['*', 'eks:CreateAccessEntry'].map((action) => ({
    statements: [statement({ actions: actions(action), resources: actions('*') })],
  }));
}

function permissions(groups: readonly string[]): readonly unknown[] {
  const [document] = documents();
  return [
    { inline: [], attached: [], groups },
    { inline: [{ name: 'all', document }], attached: [policyArn], groups },
    { inline: [{ name: 'odd', fault: 'not JSON' }], attached: [], boundary: policyArn, groups },
  ];
}
