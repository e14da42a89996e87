import { roleNoNamespaceRelabel } from '../../../shared/rules/role-no-namespace-relabel.ts';
import { group, rule } from '../../support/rbac.ts';
import { boundIn, boundWide, roleOffence } from '../../support/rbac-cases.ts';
import { testRule } from '../../support/test-rule.ts';

const ops = group('ops');
const patch = rule('patch', 'namespaces');

testRule(roleNoNamespaceRelabel, {
  compliant: {
    'creating namespaces': boundWide(ops, [rule('create', 'namespaces')]),
    'named namespaces': boundWide(ops, [rule('update', 'namespaces', { resourceNames: ['shop'] })]),
    'its own namespace': boundIn('shop', ops, [patch]),
  },
  nonCompliant: {
    'patching any': {
      given: boundWide(ops, [patch]),
      reports: [roleOffence('change any namespace in the whole cluster', 'MEDIUM', [patch])],
    },
    'updating any': {
      given: boundWide(ops, [rule('update', 'namespaces')]),
      reports: [
        roleOffence('change any namespace in the whole cluster', 'MEDIUM', [
          rule('update', 'namespaces'),
        ]),
      ],
    },
  },
});
