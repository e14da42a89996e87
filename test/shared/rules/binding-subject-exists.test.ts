import { factKeys } from '../../../shared/model/fact-key.ts';
import { bindingSubjectExists } from '../../../shared/rules/binding-subject-exists.ts';
import { ci } from '../../support/eks.ts';
import { denied, known } from '../../support/facts.ts';
import {
  account,
  clusterRoleBinding,
  group,
  kubernetesCluster,
  role,
  roleBinding,
  rule,
  user,
} from '../../support/rbac.ts';
import { binding, inCluster, payments } from '../../support/rbac-cases.ts';
import { testRule } from '../../support/test-rule.ts';

const ops = group('ops');
const web = account('shop/web');
const { serviceAccounts } = kubernetesCluster({}, 'shop/web');
const noProvider = known(factKeys.identityProviderConfigs(payments), []);
const toWeb = roleBinding('shop/web', 'Role web', web);
const toOps = roleBinding('shop/web', 'Role web', ops);
const mappings = {
  roles: [{ place: 0, roleArn: ci, username: 'ci', groups: ['ops'] }],
  users: [],
  accounts: [],
  faults: [],
};
const bothModes = inCluster({}, 'API_AND_CONFIG_MAP').slice(0, 1);

testRule(bindingSubjectExists, {
  compliant: {
    'a service account that exists': binding(toWeb, { serviceAccounts }),
    'a user, whom nobody lists': binding(roleBinding('shop/web', 'Role web', user('ana'))),
    'a group of Kubernetes': binding(roleBinding('shop/web', 'Role web', group('system:nodes'))),
    'a group while an OIDC provider hands out any': binding(
      toOps,
      {},
      {
        facts: [known(factKeys.identityProviderConfigs(payments), ['okta'])],
      },
    ),
    'a group that aws-auth hands out': binding(
      toOps,
      {},
      {
        facts: [
          noProvider,
          ...bothModes,
          known(factKeys.awsAuth(payments), { data: {}, mappings }),
        ],
      },
    ),
    'what Kubernetes binds without it being there': binding(
      clusterRoleBinding('system:kube-dns', 'system:kube-dns', account('kube-system/kube-dns')),
    ),
  },
  nonCompliant: {
    'a service account that does not exist': {
      given: binding(toWeb, { roles: [role('shop/web', rule('get', 'pods'))] }),
      reports: [offence('system:serviceaccount:shop:web', 'LOW')],
    },
    'one that would read Secrets': {
      given: binding(toWeb, { roles: [role('shop/web', rule('get', 'secrets'))] }),
      reports: [offence('system:serviceaccount:shop:web', 'MEDIUM')],
    },
    'one that would read Secrets by another binding, beside what reads pods': {
      given: binding(toWeb, {
        roles: [role('shop/web', rule('get', 'pods')), role('bank/web', rule('get', 'secrets'))],
        roleBindings: [toWeb, roleBinding('bank/web', 'Role web', web)],
      }),
      reports: [offence('system:serviceaccount:shop:web', 'MEDIUM')],
    },
    'a group that nothing hands out and that would read Secrets': {
      given: binding(
        toOps,
        { roles: [role('shop/web', rule('get', 'secrets'))] },
        { facts: [noProvider] },
      ),
      reports: [offence('group:ops', 'LOW')],
    },
    'a group that nothing hands out': {
      given: binding(toOps, {}, { facts: [noProvider] }),
      reports: [offence('group:ops', 'LOW')],
    },
    'a group of a mapping that nothing reads any more': {
      given: binding(
        toOps,
        {},
        {
          facts: [noProvider, known(factKeys.awsAuth(payments), { data: {}, mappings })],
        },
      ),
      reports: [offence('group:ops', 'LOW')],
    },
  },
  insufficientData: {
    'a group while the providers were not read': {
      given: binding(toOps),
      because: 'identity-provider-configs eu-west-1/payments: not read yet',
    },
    'a group while aws-auth was not read': {
      given: binding(
        toOps,
        {},
        { facts: [noProvider, ...bothModes, denied(factKeys.awsAuth(payments))] },
      ),
      because: 'k8s-aws-auth eu-west-1/payments: AccessDenied',
    },
  },
});

function offence(who: string, severity: 'LOW' | 'MEDIUM') {
  return {
    message: `RoleBinding shop/web gives Role shop/web to ${who}, which payments in eu-west-1 does not have.`,
    evidence: { binding: 'RoleBinding shop/web', roleRef: 'Role shop/web', subjects: [who] },
    key: who,
    command: 'kubectl delete rolebinding --namespace=shop -- web',
    severity,
  };
}
