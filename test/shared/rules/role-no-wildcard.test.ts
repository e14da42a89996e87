import { roleNoWildcard } from '../../../shared/rules/role-no-wildcard.ts';
import { group, rule } from '../../support/rbac.ts';
import { boundIn, boundWide, roleOffence } from '../../support/rbac-cases.ts';
import { testRule } from '../../support/test-rule.ts';

const ops = group('ops');
const everything = rule('*', '*', { apiGroups: ['*'] });
const core = rule('*', '*');
const apps = rule('*', '*', { apiGroups: ['apps', 'shop.example.com'] });

testRule(roleNoWildcard, {
  compliant: {
    'every verb on one resource': boundWide(ops, [rule('*', 'pods')]),
    'one verb on every resource': boundWide(ops, [rule('get', '*', { apiGroups: ['*'] })]),
    'a star before a subresource': boundWide(ops, [rule('*', '*/scale', { apiGroups: ['*'] })]),
    'custom resources alone': boundWide(ops, [
      rule('*', '*', { apiGroups: ['shop.example.com', 'gateway.networking.k8s.io'] }),
    ]),
    'what is narrowed to names': boundWide(ops, [
      rule('*', '*', { apiGroups: ['*'], resourceNames: ['shop'] }),
    ]),
    'a declared cluster admin': boundWide(ops, [everything], {
      config: { clusterAdmins: [{ kind: 'exact', principal: 'group:ops' }] },
    }),
  },
  nonCompliant: {
    'everything over the whole cluster': {
      given: boundWide(ops, [everything]),
      reports: [roleOffence('do anything in the whole cluster', 'HIGH', [everything])],
    },
    'everything of the core group': {
      given: boundWide(ops, [core]),
      reports: [roleOffence('do anything in the whole cluster', 'HIGH', [core])],
    },
    'everything of the core group and of another': {
      given: boundWide(ops, [rule('*', '*', { apiGroups: ['', 'apps'] })]),
      reports: [
        roleOffence('do anything in the whole cluster', 'HIGH', [
          rule('*', '*', { apiGroups: ['', 'apps'] }),
        ]),
      ],
    },
    'everything in a sensitive namespace': {
      given: boundIn('kube-system', ops, [everything]),
      reports: [
        roleOffence('do anything in namespace kube-system', 'MEDIUM', [everything], 'kube-system'),
      ],
    },
    'all of two other groups': {
      given: boundWide(ops, [rule('*', '*', { apiGroups: ['batch', 'apps'] })]),
      reports: [
        roleOffence('do anything to what apps, batch has in the whole cluster', 'LOW', [
          rule('*', '*', { apiGroups: ['batch', 'apps'] }),
        ]),
      ],
    },
    'everything in one namespace': {
      given: boundIn('shop', ops, [everything]),
      reports: [roleOffence('do anything in namespace shop', 'MEDIUM', [everything], 'shop')],
    },
    'all of another group that Kubernetes brings': {
      given: boundWide(ops, [apps]),
      reports: [roleOffence('do anything to what apps has in the whole cluster', 'LOW', [apps])],
    },
    'all of a group of Kubernetes that has a domain': {
      given: boundIn('shop', ops, [rule('*', '*', { apiGroups: ['networking.k8s.io'] })]),
      reports: [
        roleOffence(
          'do anything to what networking.k8s.io has in namespace shop',
          'LOW',
          [rule('*', '*', { apiGroups: ['networking.k8s.io'] })],
          'shop',
        ),
      ],
    },
  },
});
