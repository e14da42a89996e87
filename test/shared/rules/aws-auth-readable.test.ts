import { awsAuthReadable } from '../../../shared/rules/aws-auth-readable.ts';
import { awsAuth, roleLine } from '../../support/aws-auth.ts';
import { ci } from '../../support/eks.ts';
import { testRule } from '../../support/test-rule.ts';

testRule(awsAuthReadable, {
  compliant: {
    'what is read whole': { subject: awsAuth({ roles: [roleLine(ci)] }), known: {} },
  },
  nonCompliant: {
    'a key in other case, and an entry with two faults': {
      given: {
        subject: awsAuth({
          faults: [
            { key: 'maproles', message: 'nobody reads it: the key is mapRoles' },
            { key: 'mapUsers', place: 1, message: 'groups is left out: it is not a list' },
            { key: 'mapUsers', place: 1, message: 'it is dropped: no userarn' },
          ],
        }),
        known: {},
      },
      reports: [
        {
          message:
            'maproles in aws-auth of payments in eu-west-1: nobody reads it: the key is mapRoles.',
          evidence: { where: 'maproles', faults: ['nobody reads it: the key is mapRoles'] },
          key: 'maproles',
        },
        {
          message:
            'entry 2 of mapUsers in aws-auth of payments in eu-west-1: groups is left out: it is not a list; it is dropped: no userarn.',
          evidence: {
            where: 'entry 2 of mapUsers',
            faults: ['groups is left out: it is not a list', 'it is dropped: no userarn'],
          },
          key: 'entry 2 of mapUsers',
        },
      ],
    },
  },
});
