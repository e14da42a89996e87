import {
  confirm,
  type IrsaTrust,
  irsaTrustOf,
  issuersOf,
  type Offence,
  offenceOf,
  outcomeOf,
  trustViolation,
} from '../access/irsa-trust.ts';
import { otherNamespaces, otherServiceAccounts } from '../access/named-reach.ts';
import type { LooseProvider } from '../iam/tightened-trust.ts';
import { type TrustReach, unknownIssuer } from '../iam/trust-reach.ts';
import { defineRule } from './rule.ts';

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
  absorbs: [
    'irsa-trust-namespace-fixed',
    'irsa-trust-service-account-fixed',
    'irsa-trust-audience-required',
  ],
  controls: { owasp: ['K03'], mitre: ['T1078.004', 'T1528'] },

  *check(subject, facts) {
    const trust = irsaTrustOf(facts, subject);
    const open = widest(trust.reaches.flatMap(openTo));
    const fragile = trust.reaches.flatMap((reach) =>
      fragileFor(reach, facts.config().sensitiveNamespaces),
    );
    const offences = open.length > 0 ? open : fragile;
    if (offences.length > 0) {
      confirm(facts, trust);
      const everybody = trust.reaches.some((reach) => reach.everybody);
      yield trustViolation(trust, offences, {
        message: everybody ? everybodyMessage(trust, offences) : messageOf(trust, open, fragile),
        hold: 'subjects',
        ...(everybody && { loose: meant(trust, offences) }),
      });
    }
    return outcomeOf(trust);
  },
});

/** Whatever subjects a statement for everybody names, they are those of any issuer that the account comes to trust. */
function openTo(reach: TrustReach): readonly Offence[] {
  const admission = reach.everySubject ?? (reach.everybody ? reach.admissions[0] : undefined);
  return admission === undefined ? [] : [offenceOf(reach, 'CRITICAL', admission)];
}

/** An issuer that no policy names stands for every other. */
function widest(open: readonly Offence[]): readonly Offence[] {
  const unknown = open.filter(({ issuer }) => issuer === unknownIssuer);
  return unknown.length > 0 ? unknown : open;
}

/** Never milder than the findings that it absorbs. */
function fragileFor(reach: TrustReach, sensitiveNamespaces: readonly string[]): readonly Offence[] {
  const { noSubject, admissions } = reach;
  // Without a token of EKS that passes, the statement asks for tokens that no cluster makes.
  if (noSubject === undefined || admissions.length === 0) return [];
  const wider = otherNamespaces(reach) ?? otherServiceAccounts(reach, sensitiveNamespaces);
  return [offenceOf(reach, wider?.severity ?? 'MEDIUM', noSubject)];
}

function messageOf(
  { role }: IrsaTrust,
  open: readonly Offence[],
  fragile: readonly Offence[],
): string {
  return open.length > 0
    ? `Any service account with a token of ${issuersOf(open)} may assume ${role.arn}`
    : `${role.arn} names its service accounts in a condition that tokens of ${issuersOf(fragile)} without a subject pass`;
}

function everybodyMessage(
  { role, statement, reaches }: IrsaTrust,
  open: readonly Offence[],
): string {
  if (statement.conditions.length === 0) {
    return `Anybody with a token of any OIDC provider may assume ${role.arn}`;
  }
  if (open.some(({ issuer }) => issuer === unknownIssuer)) {
    return `Anybody whose token of any OIDC provider meets its conditions may assume ${role.arn}`;
  }
  const unnamed = reaches.some(({ everySubject }) => everySubject !== undefined);
  return unnamed
    ? `Anybody whose token of ${issuersOf(open)} meets its conditions may assume ${role.arn}`
    : `${role.arn} trusts every OIDC provider: only its condition on ${open.map(({ issuer }) => `${issuer}:sub`).join(' and ')} holds it to named subjects`;
}

/** What takes the place of everybody: the clusters that the statement tells of, else one that only its owner knows. */
function meant(
  { reaches, statement: { principals } }: IrsaTrust,
  open: readonly Offence[],
): readonly LooseProvider[] {
  const unknown = open.find(({ issuer }) => issuer === unknownIssuer);
  if (unknown === undefined) return open;
  const named = principals?.negated ? [] : (principals?.byType['Federated'] ?? []);
  const clusters = reaches.filter(({ provider }) => named.includes(provider));
  return clusters.length === 0
    ? [unknown]
    : clusters.map(({ provider, issuer }) => ({ arn: provider, issuer }));
}
