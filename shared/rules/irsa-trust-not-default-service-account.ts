import { unread } from '../access/facts.ts';
import {
  confirm,
  irsaTrustOf,
  isAboutEverybody,
  issuersOf,
  type Offence,
  offenceOf,
  outcomeOf,
  trustViolation,
} from '../access/irsa-trust.ts';
import { isPrivileged } from '../access/role-dangers.ts';
import { serviceAccountOf } from '../iam/service-account-subject.ts';
import type { Admission, TrustReach } from '../iam/trust-reach.ts';
import { defineRule, notApplicable } from './rule.ts';

export const irsaTrustNotDefaultServiceAccount = defineRule({
  id: 'irsa-trust-not-default-service-account',
  subject: 'trustStatement',
  severity: 'MEDIUM',
  title: 'Every pod that names no service account may assume a role',
  requires:
    'The sub of a trust statement does not name the service account default. HIGH where the role fails a HIGH or CRITICAL permission rule.',
  because:
    'Pods that name no service account run as default, so each of them in the namespace, today and later, may assume the role without anybody meaning it.',
  remedy: 'Give the workload a service account of its own and name that in the trust policy.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html',
    'https://kubernetes.io/docs/concepts/security/service-accounts/',
  ],
  controls: { cis: ['4.1.5'], owasp: ['K03'] },

  *check(subject, facts) {
    const trust = irsaTrustOf(facts, subject);
    if (isAboutEverybody(trust)) return notApplicable('it is about everybody and names no cluster');
    const found = trust.reaches.flatMap((reach) =>
      defaultsOf(reach).map((admission) => ({ reach, admission })),
    );
    if (found.length === 0) return outcomeOf(trust);
    confirm(facts, trust);
    const { arn } = trust.role;
    const privileged = facts.ifRead(() => isPrivileged(facts, arn));
    const severity = privileged === true ? 'HIGH' : 'MEDIUM';
    const offences = found.map(({ reach, admission }) => offenceOf(reach, severity, admission));
    const powers = privileged === true ? ', which can do a great deal,' : '';
    yield trustViolation(trust, offences, {
      message: `Every pod of ${namespacesOf(offences)} that names no service account may assume ${arn}${powers} with a token of ${issuersOf(offences)}`,
      hold: 'serviceAccounts',
    });
    // Asked again without ifRead: where the policies are unread, the severity above is provisional.
    if (privileged === unread) isPrivileged(facts, arn);
    return outcomeOf(trust);
  },
});

/** What a wildcard lets in is for irsa-trust-service-account-fixed; one token speaks for all namespaces that fit. */
function defaultsOf({ admissions }: TrustReach): readonly Admission[] {
  const named = admissions.filter(
    ({ token, nameOpen }) => !nameOpen && serviceAccountOf(token.sub ?? '')?.name === 'default',
  );
  const open = named.find(({ namespaceOpen }) => namespaceOpen);
  return named.filter((admission) => !admission.namespaceOpen || admission === open);
}

function namespacesOf(offences: readonly Offence[]): string {
  const namespaces = offences.map(({ admission }) =>
    admission.namespaceOpen
      ? 'any namespace'
      : serviceAccountOf(admission.token.sub ?? '')?.namespace,
  );
  return [...new Set(namespaces)].toSorted().join(' and ');
}
