import { bindingNoAnonymousSubject } from '../../../shared/rules/binding-no-anonymous-subject.ts';
import { account, clusterRoleBinding, group, roleBinding, user } from '../../support/rbac.ts';
import { binding } from '../../support/rbac-cases.ts';
import { testRule } from '../../support/test-rule.ts';

const anybody = group('system:unauthenticated');
const anonymous = user('system:anonymous');
const ops = group('ops');

testRule(bindingNoAnonymousSubject, {
  compliant: {
    'a group of its own': binding(clusterRoleBinding('ops', 'view', ops)),
    'what is public by default': binding(
      clusterRoleBinding(
        'system:public-info-viewer',
        'system:public-info-viewer',
        group('system:authenticated'),
        anybody,
      ),
    ),
    'that role by another binding': binding(
      clusterRoleBinding('health', 'system:public-info-viewer', anonymous),
    ),
    'a user of the name of the group': binding(
      clusterRoleBinding('ops', 'view', user('system:unauthenticated')),
    ),
    'a service account of that name': binding(
      clusterRoleBinding('ops', 'view', account('shop/system:anonymous')),
    ),
  },
  nonCompliant: {
    'the group of the anonymous': {
      given: binding(clusterRoleBinding('open', 'view', anybody)),
      reports: [
        {
          message:
            'ClusterRoleBinding open gives ClusterRole view to group:system:unauthenticated, whoever that is, in payments in eu-west-1.',
          evidence: {
            binding: 'ClusterRoleBinding open',
            roleRef: 'ClusterRole view',
            subjects: ['group:system:unauthenticated'],
          },
          command: 'kubectl delete clusterrolebinding -- open',
        },
      ],
    },
    'the anonymous user beside others, whose binding stays': {
      given: binding(roleBinding('shop/open', 'Role reader', ops, anonymous)),
      reports: [
        {
          message:
            'RoleBinding shop/open gives Role shop/reader to user:system:anonymous, whoever that is, in payments in eu-west-1.',
          evidence: {
            binding: 'RoleBinding shop/open',
            roleRef: 'Role shop/reader',
            subjects: ['user:system:anonymous'],
          },
          command: `kubectl patch --type=json '--patch=[{"op":"test","path":"/subjects/1/name","value":"system:anonymous"},{"op":"remove","path":"/subjects/1"}]' rolebinding --namespace=shop -- open`,
        },
      ],
    },
    'a Role named like the public ClusterRole': {
      given: binding(roleBinding('shop/--all', 'Role system:public-info-viewer', anybody)),
      reports: [
        {
          message:
            'RoleBinding shop/--all gives Role shop/system:public-info-viewer to group:system:unauthenticated, whoever that is, in payments in eu-west-1.',
          evidence: {
            binding: 'RoleBinding shop/--all',
            roleRef: 'Role shop/system:public-info-viewer',
            subjects: ['group:system:unauthenticated'],
          },
          command: 'kubectl delete rolebinding --namespace=shop -- --all',
        },
      ],
    },
    'what clusters before Kubernetes 1.14 bound': {
      given: binding(clusterRoleBinding('system:discovery', 'system:discovery', anybody)),
      reports: [
        {
          message:
            'ClusterRoleBinding system:discovery gives ClusterRole system:discovery to group:system:unauthenticated, whoever that is, in payments in eu-west-1.',
          evidence: {
            binding: 'ClusterRoleBinding system:discovery',
            roleRef: 'ClusterRole system:discovery',
            subjects: ['group:system:unauthenticated'],
          },
          command: 'kubectl delete clusterrolebinding -- system:discovery',
        },
      ],
    },
  },
});
