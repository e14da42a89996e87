import { type Fact, present } from '../../shared/model/fact.ts';
import { type FactKey, factKeys } from '../../shared/model/fact-key.ts';
import type { PrincipalPolicies } from '../../shared/model/principal.ts';
import { role, user } from '../support/iam.ts';
import { identityDocument, type TrustKind, trustDocument, type World } from './documents.ts';

type KeyedFact = readonly [FactKey<unknown>, Fact<unknown>];

const managedPolicies = 250;
const users = 50;

/** Roles of every kind, users, managed policies and OIDC providers of an account. */
export function* iamFacts(world: World, roles: number): Iterable<KeyedFact> {
  const arns = Array.from({ length: roles }, (_, n) => roleArn(world, n));
  yield [factKeys.roles(), present(arns, 1)];
  for (const arn of arns) yield* roleFacts(world, arn);
  yield* userFacts(world);
  yield* policyFacts(world);
  yield* providerFacts(world);
  yield [factKeys.accountSummary(), present({ assumeRolePolicySizeQuota: 2_048 }, 1)];
}

/** One in twenty is service-linked and one in twenty belongs to Identity Center, by their paths. */
function roleArn({ accountId }: World, n: number): string {
  const path =
    n % 20 === 0
      ? 'aws-service-role/eks.amazonaws.com/'
      : n % 20 === 1
        ? 'aws-reserved/sso.amazonaws.com/'
        : '';
  return `arn:aws:iam::${accountId}:role/${path}app-${n}`;
}

function* roleFacts(world: World, arn: string): Iterable<KeyedFact> {
  const { random } = world;
  const trust = trustDocument(world, random.pick(trustKinds));
  yield [factKeys.role(arn), present(role(arn), 1)];
  yield [factKeys.trustPolicy(arn), present(trust, 1)];
  yield [factKeys.rolePolicies(arn), present(policies(world), 1)];
  const lastUsedDate = Date.UTC(random.chance(0.1) ? 2025 : 2026, random.below(10), 1);
  yield [factKeys.roleLastUsed(arn), present({ lastUsedDate }, 1)];
}

/** As often as accounts that run EKS have them. */
const trustKinds: readonly [TrustKind, ...TrustKind[]] = [
  ...(['irsa', 'irsa', 'irsa', 'pod-identity', 'service'] as const),
  ...(['service', 'service', 'service', 'account', 'account'] as const),
];

function policies(world: World): PrincipalPolicies {
  const { random } = world;
  const inline = Array.from({ length: random.below(3) }, (_, n) => ({
    name: `inline-${n}`,
    document: identityDocument(world),
  }));
  const attached = Array.from({ length: 1 + random.below(3) }, () =>
    policyArn(world, random.below(managedPolicies)),
  );
  return { inline, attached: [...new Set(attached)].sort(), groups: [] };
}

function policyArn({ accountId }: World, n: number): string {
  return `arn:aws:iam::${accountId}:policy/policy-${n}`;
}

function* userFacts(world: World): Iterable<KeyedFact> {
  const arns = Array.from(
    { length: users },
    (_, n) => `arn:aws:iam::${world.accountId}:user/u-${n}`,
  );
  yield [factKeys.users(), present(arns, 1)];
  yield [factKeys.groups(), present([], 1)];
  for (const arn of arns) {
    yield [factKeys.user(arn), present(user(arn), 1)];
    yield [factKeys.userPolicies(arn), present(policies(world), 1)];
  }
}

function* policyFacts(world: World): Iterable<KeyedFact> {
  const arns = Array.from({ length: managedPolicies }, (_, n) => policyArn(world, n));
  yield [factKeys.managedPolicies(), present(arns, 1)];
  for (const arn of arns) {
    const name = arn.slice(arn.lastIndexOf('/') + 1);
    const policy = { arn, name, document: identityDocument(world) };
    yield [factKeys.managedPolicy(arn), present(policy, 1)];
  }
}

function* providerFacts({ accountId, issuers }: World): Iterable<KeyedFact> {
  const arnOf = (issuer: string) => `arn:aws:iam::${accountId}:oidc-provider/${issuer}`;
  yield [factKeys.oidcProviders(), present(issuers.map(arnOf), 1)];
  for (const issuer of issuers) {
    const provider = { arn: arnOf(issuer), issuer, clientIds: ['sts.amazonaws.com'] };
    yield [factKeys.oidcProvider(provider.arn), present(provider, 1)];
  }
}
