import type { Violation } from '../../../shared/model/violation.ts';
import { awsAuthReadable } from '../../../shared/rules/aws-auth-readable.ts';
import { awsAuth, roleLine } from '../../support/aws-auth.ts';
import { ci } from '../../support/eks.ts';
import { testRule } from '../../support/test-rule.ts';

testRule(awsAuthReadable, {
  compliant: {
    'what is read whole': { subject: awsAuth({ roles: [roleLine(ci)] }), known: {} },
  },
  nonCompliant: {
    'a key in other case, and entries with the same fault and another': {
      given: {
        subject: awsAuth({
          faults: [
            { key: 'maproles', message: 'nobody reads it: the key is mapRoles' },
            { key: 'mapUsers', place: 1, message: 'groups is left out: it is not a list' },
            { key: 'mapUsers', place: 1, message: 'it is dropped: no userarn' },
            { key: 'mapUsers', place: 4, message: 'it is dropped: no userarn' },
          ],
        }),
        known: {},
      },
      reports: [
        isUnread('maproles: nobody reads it: the key is mapRoles', ''),
        isUnread('mapUsers: groups is left out: it is not a list', ' (entry 2)'),
        isUnread('mapUsers: it is dropped: no userarn', ' (entry 2, 5)'),
      ],
    },
  },
});

function isUnread(fault: string, entries: string): Violation {
  return {
    message: `aws-auth of payments in eu-west-1, ${fault}${entries}.`,
    evidence: { fault },
    key: fault,
  };
}
