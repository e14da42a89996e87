import { bindingDefaultUntampered } from '../../../shared/rules/binding-default-untampered.ts';
import { account, clusterRoleBinding, group, roleBinding, user } from '../../support/rbac.ts';
import { binding } from '../../support/rbac-cases.ts';
import { testRule } from '../../support/test-rule.ts';

const masters = group('system:masters');
const eve = user('eve');

testRule(bindingDefaultUntampered, {
  compliant: {
    'the first binding of all': binding(
      clusterRoleBinding('cluster-admin', 'cluster-admin', masters),
    ),
    'one that has lost a subject': binding(
      clusterRoleBinding('system:public-info-viewer', 'system:public-info-viewer'),
    ),
    'a controller of Kubernetes': binding(
      clusterRoleBinding(
        'system:controller:job-controller',
        'system:controller:job-controller',
        account('kube-system/job-controller'),
      ),
    ),
    'an add-on': binding(
      clusterRoleBinding('aws-node', 'aws-node', account('kube-system/aws-node')),
    ),
    'a user of EKS': binding(
      clusterRoleBinding('eks:addon-cluster-admin', 'cluster-admin', user('eks:addon-manager')),
    ),
    nodes: binding(
      clusterRoleBinding(
        'eks:node-bootstrapper',
        'eks:node-bootstrapper',
        group('system:nodes'),
        group('system:bootstrappers'),
      ),
    ),
    'a role of EKS that its binding did not have before': binding(
      clusterRoleBinding('eks:network-webhooks', 'eks:network-webhooks-2', user('eks:vpc')),
    ),
    'anybody in a binding of its own': binding(clusterRoleBinding('ops', 'cluster-admin', eve)),
    'one of that name in another place': binding(
      roleBinding('shop/cluster-admin', 'ClusterRole cluster-admin', eve),
    ),
    'the anonymous, who have a rule of their own': binding(
      clusterRoleBinding(
        'system:discovery',
        'system:discovery',
        group('system:authenticated'),
        group('system:unauthenticated'),
      ),
    ),
  },
  nonCompliant: {
    'somebody else in a binding of Kubernetes': {
      given: binding(clusterRoleBinding('cluster-admin', 'cluster-admin', masters, eve)),
      reports: [added('cluster-admin', 'cluster-admin', 'user:eve', 'eve', 1)],
    },
    'somebody else in a binding of EKS': {
      given: binding(
        clusterRoleBinding('eks:addon-cluster-admin', 'cluster-admin', group('developers')),
      ),
      reports: [
        added('eks:addon-cluster-admin', 'cluster-admin', 'group:developers', 'developers'),
      ],
    },
    'a service account named like an add-on in another namespace': {
      given: binding(clusterRoleBinding('aws-node', 'aws-node', account('shop/aws-node'))),
      reports: [added('aws-node', 'aws-node', 'system:serviceaccount:shop:aws-node', 'aws-node')],
    },
    'a service account by a username that looks like one of Kubernetes': {
      given: binding(
        clusterRoleBinding('aws-node', 'aws-node', user('system:serviceaccount:shop:web')),
      ),
      reports: [
        added(
          'aws-node',
          'aws-node',
          'user:system:serviceaccount:shop:web',
          'system:serviceaccount:shop:web',
        ),
      ],
    },
    'another role under a known name': {
      given: binding(
        clusterRoleBinding('system:discovery', 'cluster-admin', group('system:authenticated')),
      ),
      reports: [
        {
          message:
            'ClusterRoleBinding system:discovery has the name of a binding to system:discovery but refers to ClusterRole cluster-admin, in payments in eu-west-1.',
          evidence: {
            binding: 'ClusterRoleBinding system:discovery',
            roleRef: 'ClusterRole cluster-admin',
            subjects: ['group:system:authenticated'],
            expected: 'system:discovery',
          },
          key: 'role',
        },
      ],
    },
  },
});

function added(name: string, role: string, who: string, value: string, place = 0) {
  return {
    message: `ClusterRoleBinding ${name}, which Kubernetes or EKS made, gives ClusterRole ${role} to ${who} as well, in payments in eu-west-1.`,
    evidence: {
      binding: `ClusterRoleBinding ${name}`,
      roleRef: `ClusterRole ${role}`,
      subjects: [who],
    },
    key: 'subjects',
    command: `kubectl patch --type=json '--patch=[{"op":"test","path":"/subjects/${place}/name","value":"${value}"},{"op":"remove","path":"/subjects/${place}"}]' clusterrolebinding -- ${name}`,
  };
}
