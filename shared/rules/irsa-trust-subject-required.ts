import { type ProviderGuard, providerGuards } from '../iam/provider-guards.ts';
import { sortedStatement, statementJson } from '../iam/statement-json.ts';
import { type LooseProvider, tightenedTrust } from '../iam/tightened-trust.ts';
import { mayDenySubjects } from '../iam/web-identity.ts';
import { parseArn } from '../model/arn.ts';
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
      const statements = facts.trustPolicy(role.arn) ?? [statement];
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
    message: messageOf(role, offending),
    evidence: { roleArn: role.arn, statement: statementJson(statement) },
    fingerprint: { roleArn: role.arn, statement: statementJson(sortedStatement(statement)) },
    ...(!open && { severity: 'MEDIUM' as const }),
    command: shellCommand([
      ...['aws', 'iam', 'update-assume-role-policy', '--role-name', role.name],
      '--policy-document',
      JSON.stringify(tightenedTrust(statements, statement, offending.map(looseProvider(role)))),
    ]),
  };
}

function messageOf({ arn }: Role, offending: readonly ProviderGuard[]): string {
  const issuers = offending.map(({ issuer }) => issuer).join(' and ');
  if (offending.some(({ guard }) => guard === 'fragile')) {
    return `${arn} names its service accounts in a condition that tokens of ${issuers} without a subject pass.`;
  }
  return offending.some(({ issuer }) => issuer === undefined)
    ? `Anybody with a token of any OIDC provider may assume ${arn}.`
    : `Any service account with a token of ${issuers} may assume ${arn}.`;
}

/** Where anybody's tokens are let in, only the owner knows which cluster was meant. */
function looseProvider(role: Role): (guard: ProviderGuard) => LooseProvider {
  const arn = parseArn(role.arn);
  return ({ provider, issuer }) =>
    issuer === undefined
      ? {
          arn: `arn:${arn?.partition}:iam::${arn?.accountId}:oidc-provider/OIDC_ISSUER`,
          issuer: 'OIDC_ISSUER',
        }
      : { arn: provider, issuer };
}
