import { fluxNoCrossNamespaceRefs } from '../../../shared/rules/flux-no-cross-namespace-refs.ts';
import type { Known } from '../../support/facts.ts';
import {
  controller,
  payments,
  rbacKnown,
  tenantAndOthers,
  withTenant,
} from '../../support/operators.ts';
import { testRule } from '../../support/test-rule.ts';

const adminsOnly: Known = { facts: rbacKnown({}) };
const evidence = {
  namespace: 'flux-system',
  name: 'helm-controller',
  flag: '--no-cross-namespace-refs',
};
const message = 'flux-system/helm-controller follows references into other namespaces';

testRule(fluxNoCrossNamespaceRefs, {
  compliant: {
    'the flag': given(['helm-controller', '--no-cross-namespace-refs=true']),
  },
  nonCompliant: {
    'its absence, LOW where cluster admins alone write': {
      given: given(['helm-controller'], adminsOnly),
      reports: [{ message: `${message}.`, severity: 'LOW', evidence }],
    },
    'the flag switched off where there are tenants': {
      given: given(['helm-controller', '--no-cross-namespace-refs=false'], {
        config: withTenant,
        facts: tenantAndOthers,
      }),
      reports: [
        {
          message: `${message}, and tenant team-a shares the cluster with others.`,
          severity: 'HIGH',
          evidence,
        },
      ],
    },
  },
  notApplicable: {
    'source-controller, which has no such flag': {
      given: given(['source-controller']),
      because: 'it follows no references between namespaces',
    },
    'another Deployment with the label of Flux': {
      given: given(['web']),
      because: 'it follows no references between namespaces',
    },
  },
});

function given([name = '', ...args]: readonly string[], known: Known = {}) {
  return { subject: { cluster: payments, controller: controller(name, ...args) }, known };
}
