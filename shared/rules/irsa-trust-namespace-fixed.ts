import {
  confirm,
  irsaTrustOf,
  isAboutEverybody,
  issuersOf,
  offenceOf,
  outcomeOf,
  trustViolation,
} from '../access/irsa-trust.ts';
import { otherNamespaces } from '../access/named-reach.ts';
import { defineRule, notApplicable } from './rule.ts';

export const irsaTrustNamespaceFixed = defineRule({
  id: 'irsa-trust-namespace-fixed',
  subject: 'trustStatement',
  severity: 'HIGH',
  title: 'Service accounts of other namespaces may assume an IAM role',
  requires:
    'No pattern on the sub of an EKS token matches more than one namespace. A star does not stop at a colon: system:serviceaccount:pay* matches namespace pay-evil as well.',
  because:
    'Whoever may create a namespace whose name fits, or a service account in one that does, gets the permissions of the role.',
  remedy:
    'Name namespace and service account in full under StringEquals, one value for each service account.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html',
  ],
  controls: { owasp: ['K03'], mitre: ['T1078.004', 'T1528'] },
  absorbs: ['irsa-trust-service-account-fixed', 'irsa-trust-audience-required'],

  *check(subject, facts) {
    const trust = irsaTrustOf(facts, subject);
    if (isAboutEverybody(trust)) return notApplicable('it is about everybody and names no cluster');
    const offences = trust.reaches.flatMap((reach) => {
      const wide = otherNamespaces(reach);
      return wide === undefined ? [] : [offenceOf(reach, wide.severity, wide.admission)];
    });
    if (offences.length > 0) {
      confirm(facts, trust);
      yield trustViolation(trust, offences, {
        message: `Service accounts of any namespace that fits a pattern may assume ${trust.role.arn} with a token of ${issuersOf(offences)}`,
        hold: 'serviceAccounts',
      });
    }
    return outcomeOf(trust);
  },
});
