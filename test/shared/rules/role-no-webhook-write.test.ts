import { roleNoWebhookWrite } from '../../../shared/rules/role-no-webhook-write.ts';
import { group, rule } from '../../support/rbac.ts';
import { boundIn, boundWide, roleOffence } from '../../support/rbac-cases.ts';
import { testRule } from '../../support/test-rule.ts';

const ops = group('ops');
const admission = { apiGroups: ['admissionregistration.k8s.io'] };
const webhooks = rule('update', 'mutatingwebhookconfigurations', admission);
const removal = rule('delete', 'validatingadmissionpolicybindings', admission);
const services = rule('create', 'apiservices', { apiGroups: ['apiregistration.k8s.io'] });

testRule(roleNoWebhookWrite, {
  compliant: {
    'reading webhooks': boundWide(ops, [rule('get,list,watch', '*', admission)]),
    'its own webhook by name': boundWide(ops, [
      rule('update', 'mutatingwebhookconfigurations', { ...admission, resourceNames: ['ours'] }),
    ]),
    'a role counted in a namespace, where there are none': boundIn('shop', ops, [webhooks]),
  },
  nonCompliant: {
    'any webhook': {
      given: boundWide(ops, [webhooks]),
      reports: [roleOffence('change admission in the whole cluster', 'HIGH', [webhooks])],
    },
    'taking away a policy': {
      given: boundWide(ops, [removal]),
      reports: [roleOffence('change admission in the whole cluster', 'HIGH', [removal])],
    },
    'a new API service': {
      given: boundWide(ops, [services]),
      reports: [roleOffence('change admission in the whole cluster', 'HIGH', [services])],
    },
  },
});
