import { roleNoTokenCreate } from '../../../shared/rules/role-no-token-create.ts';
import { group, rule } from '../../support/rbac.ts';
import { boundIn, boundWide, roleOffence } from '../../support/rbac-cases.ts';
import { testRule } from '../../support/test-rule.ts';

const ops = group('ops');
const mint = rule('create', 'serviceaccounts/token');
const pods = rule('create', 'pods');

testRule(roleNoTokenCreate, {
  compliant: {
    'tokens of the named': boundWide(ops, [
      rule('create', 'serviceaccounts/token', { resourceNames: ['web'] }),
    ]),
    'service accounts themselves': boundWide(ops, [rule('create', 'serviceaccounts')]),
    'an ordinary namespace, where it runs pods anyway': boundIn('shop', ops, [mint, pods]),
  },
  nonCompliant: {
    'tokens of anybody': {
      given: boundWide(ops, [mint]),
      reports: [roleOffence('mint tokens of any account in the whole cluster', 'HIGH', [mint])],
    },
    'a sensitive namespace, where it runs pods as well': {
      given: boundIn('kube-system', ops, [mint, pods]),
      reports: [
        roleOffence(
          'mint tokens of any account in namespace kube-system',
          'HIGH',
          [mint],
          'kube-system',
        ),
      ],
    },
    'an ordinary namespace': {
      given: boundIn('shop', ops, [mint]),
      reports: [
        roleOffence('mint tokens of any account in namespace shop', 'HIGH', [mint], 'shop'),
      ],
    },
  },
});
