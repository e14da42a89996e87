import { fluxNoRemoteBases } from '../../../shared/rules/flux-no-remote-bases.ts';
import type { Known } from '../../support/facts.ts';
import {
  controller,
  payments,
  rbacKnown,
  tenantAndOthers,
  withTenant,
} from '../../support/operators.ts';
import { testRule } from '../../support/test-rule.ts';

const evidence = {
  namespace: 'flux-system',
  name: 'kustomize-controller',
  flag: '--no-remote-bases',
};
const message = 'flux-system/kustomize-controller fetches bases from any address';

testRule(fluxNoRemoteBases, {
  compliant: {
    'the flag': given(['kustomize-controller', '--no-remote-bases=true']),
    'the flag on a shard': given(['kustomize-controller-shard-1', '--no-remote-bases']),
  },
  nonCompliant: {
    'its absence, LOW where cluster admins alone write': {
      given: given(['kustomize-controller'], { facts: rbacKnown({}) }),
      reports: [{ message: `${message}.`, severity: 'LOW', evidence }],
    },
    'its absence where there are tenants': {
      given: given(['kustomize-controller'], { config: withTenant, facts: tenantAndOthers }),
      reports: [
        {
          message: `${message}, and tenant team-a shares the cluster with others.`,
          severity: 'MEDIUM',
          evidence,
        },
      ],
    },
  },
  notApplicable: {
    'helm-controller': {
      given: given(['helm-controller']),
      because: 'it builds no kustomizations',
    },
  },
});

function given([name = '', ...args]: readonly string[], known: Known = {}) {
  return { subject: { cluster: payments, controller: controller(name, ...args) }, known };
}
