import { adminStanding } from '../access/admin-standing.ts';
import { setMaxSessionDuration, updateAssumeRolePolicy } from '../access/remedy-commands.ts';
import { type UserCaller, userCallers } from '../access/user-callers.ts';
import { statementEvidence } from '../iam/evidence.ts';
import { withSecondFactor } from '../iam/required-factor.ts';
import { parseIamArn } from '../model/arn.ts';
import type { ClusterRef } from '../model/cluster.ts';
import { factKeys } from '../model/fact-key.ts';
import type { PolicyDocument } from '../model/policy-document.ts';
import type { Role } from '../model/principal.ts';
import { lowered } from '../model/severity.ts';
import type { Violation } from '../model/violation.ts';
import { defineRule, notApplicable, undecided } from './rule.ts';

export const mappedAdminRequiresMfa = defineRule({
  id: 'mapped-admin-requires-mfa',
  subject: 'accessEntry',
  severity: 'MEDIUM',
  title: 'Cluster admin is one stolen password or key away',
  requires:
    'A role that an access entry makes cluster admin, and that IAM users or another account as a whole may assume, asks them for aws:MultiFactorAuthPresent true, and its sessions last no longer than four hours.',
  because:
    'An access key or password that leaks is enough to become cluster admin. Bool with IfExists is no guard: requests signed by long-lived keys do not carry the key at all, and pass.',
  remedy:
    'Add Bool aws:MultiFactorAuthPresent true to the statement, and set the MaxSessionDuration of the role to four hours or less. Or let people in by IAM Identity Center instead.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-settings.html',
  ],
  controls: { owasp: ['K03'], mitre: ['T1078.004'] },

  *check({ cluster, entry: { principalArn } }, facts) {
    const standing = adminStanding(facts, cluster, principalArn, 'cluster-admin');
    if ('outcome' in standing) return standing;
    const trust = facts.get(factKeys.trustPolicy(principalArn));
    if (trust === undefined) return notApplicable('the role does not exist');
    const callers = userCallers(facts, principalArn, trust);
    if (callers.length === 0) return undefined;
    if ('doubt' in standing) return undecided(standing.doubt);
    yield* withoutFactor(cluster, principalArn, trust, callers);
    const role = facts.get(factKeys.role(principalArn));
    if (role === undefined) return notApplicable('the role does not exist');
    if (role.maxSessionDuration === undefined) {
      return undecided(`how long sessions of ${principalArn} may last was not read`);
    }
    yield* longSessions(cluster, role, role.maxSessionDuration);
    return undefined;
  },
});

function* withoutFactor(
  cluster: ClusterRef,
  principalArn: string,
  trust: PolicyDocument,
  callers: readonly UserCaller[],
): Iterable<Violation> {
  const weak = callers.flatMap(({ who, withoutFactor: decision }) =>
    decision === undefined ? [] : [{ who, decision }],
  );
  if (weak.length === 0) return;
  const who = weak.map((caller) => caller.who).toSorted();
  const deciding = weak
    .flatMap(({ decision }) => decision.deciding)
    .filter(({ source }) => trust.statements.includes(source));
  const sure = weak.some(({ decision }) => decision.outcome === 'allowed');
  yield {
    key: 'mfa',
    message: `${principalArn}, which is cluster admin of ${cluster.name} in ${cluster.region}, asks no second factor of ${who.join(', ')}.`,
    evidence: { principalArn, callers: who, statements: statementEvidence(deciding) },
    ...(!sure && { severity: lowered('MEDIUM') }),
    command: updateAssumeRolePolicy(
      parseIamArn(principalArn)?.name ?? principalArn,
      withSecondFactor(
        trust,
        deciding.map(({ source }) => source),
      ),
    ),
  };
}

function* longSessions(
  cluster: ClusterRef,
  { arn, name }: Role,
  seconds: number,
): Iterable<Violation> {
  if (seconds <= longestSession) return;
  yield {
    key: 'session-duration',
    message: `Sessions of ${arn}, which is cluster admin of ${cluster.name} in ${cluster.region}, last up to ${Number((seconds / 3600).toFixed(2))} hours.`,
    evidence: { principalArn: arn, maxSessionDuration: seconds },
    command: setMaxSessionDuration(name, longestSession),
  };
}

/** Four hours, in seconds. */
const longestSession = 4 * 60 * 60;
