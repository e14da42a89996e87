import {
  confirm,
  irsaTrustOf,
  isAboutEverybody,
  issuersOf,
  offenceOf,
  outcomeOf,
  trustViolation,
} from '../access/irsa-trust.ts';
import { otherServiceAccounts } from '../access/named-reach.ts';
import { defineRule, notApplicable } from './rule.ts';

export const irsaTrustServiceAccountFixed = defineRule({
  id: 'irsa-trust-service-account-fixed',
  subject: 'trustStatement',
  severity: 'MEDIUM',
  title: 'Service accounts that nobody named may assume an IAM role',
  requires:
    'No pattern on the sub of an EKS token leaves the name of the service account open. HIGH in a sensitive namespace.',
  because:
    'Whoever may create a service account in the namespace, or a pod that runs as one of those there, gets the permissions of the role.',
  remedy: 'Name the service accounts in full under StringEquals, one value for each.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html',
    'https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html',
  ],
  controls: { owasp: ['K03'], mitre: ['T1078.004', 'T1528'] },
  absorbs: ['irsa-trust-audience-required'],

  *check(subject, facts) {
    const trust = irsaTrustOf(facts, subject);
    if (isAboutEverybody(trust)) return notApplicable('it is about everybody and names no cluster');
    const { sensitiveNamespaces } = facts.config();
    const offences = trust.reaches.flatMap((reach) => {
      const wide = otherServiceAccounts(reach, sensitiveNamespaces);
      return wide === undefined ? [] : [offenceOf(reach, wide.severity, wide.admission)];
    });
    if (offences.length > 0) {
      confirm(facts, trust);
      yield trustViolation(trust, offences, {
        message: `Any service account that fits a pattern may assume ${trust.role.arn} with a token of ${issuersOf(offences)}`,
        hold: 'serviceAccounts',
      });
    }
    return outcomeOf(trust);
  },
});
