import { roleNoNodeProxy } from '../../../shared/rules/role-no-node-proxy.ts';
import { group, rule } from '../../support/rbac.ts';
import { boundIn, boundWide, roleOffence } from '../../support/rbac-cases.ts';
import { testRule } from '../../support/test-rule.ts';

const ops = group('ops');
const proxy = rule('get', 'nodes/proxy');

testRule(roleNoNodeProxy, {
  compliant: {
    'nodes themselves': boundWide(ops, [rule('get', 'nodes')]),
    'their metrics': boundWide(ops, [rule('get', 'nodes/metrics,nodes/stats')]),
    'a role counted in a namespace, where no node is': boundIn('shop', ops, [proxy]),
  },
  nonCompliant: {
    'getting, which is enough': {
      given: boundWide(ops, [proxy]),
      reports: [roleOffence('reach kubelets in the whole cluster', 'HIGH', [proxy])],
    },
    'one node by name': {
      given: boundWide(ops, [rule('create', 'nodes/proxy', { resourceNames: ['a'] })]),
      reports: [
        roleOffence('reach kubelets in the whole cluster', 'HIGH', [
          rule('create', 'nodes/proxy', { resourceNames: ['a'] }),
        ]),
      ],
    },
    'any subresource of that name': {
      given: boundWide(ops, [rule('update', '*/proxy')]),
      reports: [
        roleOffence('reach kubelets in the whole cluster', 'HIGH', [rule('update', '*/proxy')]),
      ],
    },
  },
});
