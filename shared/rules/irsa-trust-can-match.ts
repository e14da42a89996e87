import { type Facts, unread } from '../access/facts.ts';
import { confirm, type IrsaTrust, irsaTrustOf, outcomeOf } from '../access/irsa-trust.ts';
import { decideToken } from '../iam/oidc-token.ts';
import { sortedStatement, statementJson } from '../iam/statement-json.ts';
import { allowsOf, withOneAllow } from '../iam/statements-of.ts';
import { type Admission, type TrustReach, unknownIssuer } from '../iam/trust-reach.ts';
import { whyNobody } from '../iam/why-nobody.ts';
import { factKeys } from '../model/fact-key.ts';
import { defineRule, undecided } from './rule.ts';

export const irsaTrustCanMatch = defineRule({
  id: 'irsa-trust-can-match',
  subject: 'trustStatement',
  severity: 'LOW',
  title: 'Trust statement for EKS tokens lets nobody in',
  requires:
    'A trust statement for EKS tokens can grant: IAM has the provider, its conditions are on that issuer and on names that there can be, and the provider knows the audience.',
  because:
    'The workload that it was written for cannot work, and a statement that seems to say something is widened in haste, or starts to grant when somebody makes the missing part.',
  remedy:
    'Correct the provider, the issuer in the condition keys, the service account or the audience; or delete the statement. A star under StringEquals is a letter: StringLike knows patterns.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html',
  ],
  controls: { owasp: ['K03'] },
  absorbs: ['irsa-annotation-matches-trust', 'workload-role-used'],

  *check(subject, facts) {
    const trust = irsaTrustOf(facts, subject);
    if (trust.reaches.length === 0) return outcomeOf(trust);
    confirm(facts, trust);
    const verdicts = trust.reaches.map((reach) => verdictOn(facts, trust, reach));
    if (verdicts.some(({ open }) => open === true)) return undefined;
    if (verdicts.some(({ open }) => open === unread)) {
      // Asked again without ifRead, which ends the check where nothing is known to let anybody in.
      for (const { provider } of trust.reaches) facts.get(factKeys.oidcProvider(provider));
    }
    const unclear = verdicts.find(({ open }) => open === 'unknown');
    if (unclear !== undefined) return undecided(unclear.reason);
    const { role, statement, document } = trust;
    const reasons = [...new Set(verdicts.map(({ reason }) => reason))].toSorted();
    yield {
      message: `A trust statement of ${role.arn} lets nobody in: ${reasons.join('; ')}.`,
      evidence: { roleArn: role.arn, statement: statementJson(statement), reasons },
      fingerprint: { roleArn: role.arn, statement: statementJson(sortedStatement(statement)) },
      // Where nothing else lets anybody in, it is why nobody uses the role, and why it refuses whoever names it.
      ...(allowsOf(document).length === 1 && { grant: role.arn }),
    };
    return undefined;
  },
});

/** Whether a statement lets in tokens of one issuer, and why not. */
interface Verdict {
  readonly open: boolean | 'unknown' | typeof unread;
  readonly reason: string;
}

function verdictOn(facts: Facts, trust: IrsaTrust, reach: TrustReach): Verdict {
  const { admissions, complete, everybody, provider, issuer } = reach;
  if (admissions.length === 0) {
    return complete
      ? { open: false, reason: whyClosed(trust, reach) }
      : { open: 'unknown', reason: `its conditions on tokens of ${issuer} are too many to try` };
  }
  if (everybody) return { open: true, reason: '' };
  const known = facts.ifRead(() => facts.get(factKeys.oidcProvider(provider)));
  if (known === unread) return { open: unread, reason: '' };
  if (known === undefined) return { open: false, reason: `IAM has no provider ${provider}` };
  const open = admissions.some((admission) => suits(trust, admission, known.clientIds));
  return { open, reason: `${provider} knows no audience that the statement takes` };
}

function whyClosed({ role, statement, document }: IrsaTrust, reach: TrustReach): string {
  if (reach.issuer === unknownIssuer)
    return 'tokens of any other issuer do not meet its conditions';
  return whyNobody(role.arn, statement, document, reach).reason;
}

/** IAM refuses tokens for an audience that the provider does not list. */
function suits(
  { role, statement, document }: IrsaTrust,
  { token }: Admission,
  clientIds: readonly string[],
): boolean {
  const judged = withOneAllow(document, statement);
  return clientIds.some(
    (aud) => decideToken(judged, role.arn, { ...token, aud }).outcome !== 'denied',
  );
}
