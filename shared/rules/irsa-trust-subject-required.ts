import { type ProviderGuard, providerGuards, soleIssuerOf } from '../iam/provider-guards.ts';
import { sortedStatement, statementJson } from '../iam/statement-json.ts';
import { type LooseProvider, tightenedTrust } from '../iam/tightened-trust.ts';
import { eksIssuerOf, mayDenySubjects } from '../iam/web-identity.ts';
import { parseArn } from '../model/arn.ts';
import { factKeys } from '../model/fact-key.ts';
import type { Statement } from '../model/policy-document.ts';
import type { Role } from '../model/principal.ts';
import { shellCommand } from '../model/shell.ts';
import type { Violation } from '../model/violation.ts';
import { defineRule, notApplicable, type Outcome, undecided } from './rule.ts';

export const irsaTrustSubjectRequired = defineRule({
  id: 'irsa-trust-subject-required',
  subject: 'trustStatement',
  severity: 'CRITICAL',
  title: 'Every service account of a cluster may assume an IAM role',
  requires:
    "A trust statement for an EKS OIDC provider holds tokens to named subjects: a positive condition on that issuer's sub that not every service account meets.",
  because:
    'Without it any pod of the cluster, in any namespace, gets the permissions of the role by naming it, and so does whoever can start a pod.',
  remedy:
    'Add StringEquals on the sub of the issuer in question with system:serviceaccount:NAMESPACE:SERVICE_ACCOUNT, without ForAllValues: and IfExists.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/cross-account-access.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html',
  ],
  controls: { owasp: ['K03'], mitre: ['T1078.004', 'T1528'] },

  *check({ role, statement }, facts) {
    const guards = providerGuards(statement);
    const open = guards.filter(({ guard }) => guard === 'open');
    const fragile = guards.filter(({ guard }) => guard === 'fragile');
    const offending = open.length > 0 ? open : fragile;
    if (offending.length > 0) {
      const statements = facts.get(factKeys.trustPolicy(role.arn))?.statements ?? [statement];
      const [proven, denied] = splitByDeny(offending, statements);
      if (proven.length > 0) yield violationOf(role, statement, proven, statements);
      const [first] = denied;
      if (first) return undecided(`a Deny in the same document may refuse ${first.provider}`);
    }
    return outcomeOf(guards);
  },
});

/** What no Deny of the document touches is proven; the rest waits for an evaluator. */
function splitByDeny(
  offending: readonly ProviderGuard[],
  statements: readonly Statement[],
): readonly [readonly ProviderGuard[], readonly ProviderGuard[]] {
  const denies = ({ provider }: ProviderGuard) =>
    statements.some((statement) => mayDenySubjects(statement, provider));
  return [offending.filter((guard) => !denies(guard)), offending.filter(denies)];
}

function outcomeOf(guards: readonly ProviderGuard[]): Outcome | undefined {
  const unknown = guards.find(({ guard }) => guard === 'unknown');
  if (unknown !== undefined) return undecided(unknown.reason);
  const [first] = guards;
  if (first === undefined) return notApplicable('it lets in no tokens of an EKS cluster');
  const closed = guards.every(({ guard }) => guard === 'closed');
  return closed ? notApplicable(first.reason) : undefined;
}

function violationOf(
  role: Role,
  statement: Statement,
  offending: readonly ProviderGuard[],
  statements: readonly Statement[],
): Violation {
  const open = offending.some(({ guard }) => guard === 'open');
  return {
    message: messageOf(role, statement, offending),
    evidence: { roleArn: role.arn, statement: statementJson(statement) },
    fingerprint: { roleArn: role.arn, statement: statementJson(sortedStatement(statement)) },
    ...(!open && { severity: 'MEDIUM' as const }),
    command: shellCommand([
      ...['aws', 'iam', 'update-assume-role-policy', '--role-name', role.name],
      '--policy-document',
      JSON.stringify(
        tightenedTrust(statements, statement, looseProviders(role, statement, offending)),
      ),
    ]),
  };
}

function messageOf(
  { arn }: Role,
  statement: Statement,
  offending: readonly ProviderGuard[],
): string {
  const issuers = offending.map(({ issuer }) => issuer).join(' and ');
  if (offending.some(({ guard }) => guard === 'fragile')) {
    return `${arn} names its service accounts in a condition that tokens of ${issuers} without a subject pass.`;
  }
  return offending.some(({ issuer }) => issuer === undefined)
    ? everybodyMessage(arn, statement)
    : `Any service account with a token of ${issuers} may assume ${arn}.`;
}

function everybodyMessage(arn: string, statement: Statement): string {
  if (statement.conditions.length === 0) {
    return `Anybody with a token of any OIDC provider may assume ${arn}.`;
  }
  const sole = soleIssuerOf(statement);
  return sole?.namesSubjects
    ? `${arn} trusts every OIDC provider: only its condition on ${sole.issuer}:sub holds it to named subjects.`
    : `Anybody whose token of ${sole?.issuer ?? 'any OIDC provider'} meets its conditions may assume ${arn}.`;
}

/** What takes the place of everybody: the cluster that the statement tells of, else one that only its owner knows. */
function looseProviders(
  role: Role,
  statement: Statement,
  offending: readonly ProviderGuard[],
): readonly LooseProvider[] {
  return offending.flatMap(({ provider, issuer }) => {
    if (issuer !== undefined) return [{ arn: provider, issuer }];
    const sole = soleIssuerOf(statement)?.issuer;
    const named = sole === undefined ? namedClusters(statement) : [];
    return named.length > 0 ? named : [ownProvider(role, sole ?? 'OIDC_ISSUER')];
  });
}

function namedClusters({ principals }: Statement): readonly LooseProvider[] {
  return (principals?.byType['Federated'] ?? []).flatMap((arn) => {
    const issuer = eksIssuerOf(arn);
    return issuer === undefined ? [] : [{ arn, issuer }];
  });
}

/** A Federated principal is a provider of the account of its role. */
function ownProvider(role: Role, issuer: string): LooseProvider {
  const arn = parseArn(role.arn);
  return {
    arn: `arn:${arn?.partition}:iam::${arn?.accountId}:oidc-provider/${issuer}`,
    issuer,
  };
}
