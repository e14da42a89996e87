import type { KubernetesCluster } from '../../../shared/model/kubernetes-cluster.ts';
import { secretProviderClassNotSynced } from '../../../shared/rules/secret-provider-class-not-synced.ts';
import type { KnownFact } from '../../support/facts.ts';
import { payments, rbacKnown } from '../../support/operators.ts';
import { account, group, role, roleBinding, rule, user } from '../../support/rbac.ts';
import { testRule } from '../../support/test-rule.ts';

const roles = [
  role('web/reads', rule('get,list', 'secrets')),
  role('web/reads-others', rule('get', 'secrets', { resourceNames: ['tls'] })),
  role('web/reads-it', rule('get', 'secrets', { resourceNames: ['db'] })),
  role('web/lists', rule('list', 'secrets')),
  role('web/watches', rule('watch', 'secrets')),
  role('web/runs', rule('create', 'jobs', { apiGroups: ['batch'] })),
  role('web/enters', rule('create', 'pods/exec')),
  role('shop/reads', rule('get', 'secrets')),
];
const named = { namespace: 'web', name: 'db', secretNames: ['db'] };
const copied = 'may read what SecretProviderClass web/db is copied to, and not mount it.';

testRule(secretProviderClassNotSynced, {
  compliant: {
    'a copy that nobody may read': given(bound()),
    'somebody who may read another Secret': given(
      bound(roleBinding('web/a', 'Role reads-others', user('dev'))),
    ),
    'somebody who may read the Secrets of another namespace': given(
      bound(roleBinding('shop/a', 'Role reads', user('dev'))),
    ),
    'somebody who may run what mounts it': given(
      bound(
        roleBinding('web/a', 'Role reads', user('dev')),
        roleBinding('web/b', 'Role runs', user('dev')),
      ),
    ),
    'somebody who may get into what mounts it': given(
      bound(
        roleBinding('web/a', 'Role reads', user('dev')),
        roleBinding('web/b', 'Role enters', user('dev')),
      ),
    ),
    'a part of the cluster': given(
      bound(roleBinding('web/a', 'Role reads', account('kube-system/backup'))),
    ),
  },
  nonCompliant: {
    'somebody who may only read it': {
      given: given(bound(roleBinding('web/a', 'Role reads-it', user('dev')))),
      reports: [{ message: `user:dev ${copied}`, evidence: { ...named, readers: ['user:dev'] } }],
    },
    'somebody who may list it': {
      given: given(bound(roleBinding('web/a', 'Role lists', user('dev')))),
      reports: [{ message: `user:dev ${copied}`, evidence: { ...named, readers: ['user:dev'] } }],
    },
    'somebody who may watch it': {
      given: given(bound(roleBinding('web/a', 'Role watches', user('dev')))),
      reports: [{ message: `user:dev ${copied}`, evidence: { ...named, readers: ['user:dev'] } }],
    },
    'somebody who may read one of two copies': {
      given: given(bound(roleBinding('web/a', 'Role reads-it', user('dev'))), ['api', 'db']),
      reports: [
        {
          message: `user:dev ${copied}`,
          evidence: { ...named, secretNames: ['api', 'db'], readers: ['user:dev'] },
        },
      ],
    },
    'several who may': {
      given: given(bound(roleBinding('web/a', 'Role reads', user('dev'), group('ops')))),
      reports: [
        {
          message: `group:ops and 1 more ${copied}`,
          evidence: { ...named, readers: ['group:ops', 'user:dev'] },
        },
      ],
    },
  },
  notApplicable: {
    'what is copied nowhere': { given: given([], []), because: 'it is copied to no Secret' },
  },
  insufficientData: {
    'bindings that were not read': {
      given: given([]),
      because: 'k8s-roles eu-west-1/payments: not read yet',
    },
  },
});

function bound(...roleBindings: KubernetesCluster['roleBindings']): readonly KnownFact[] {
  return rbacKnown({ roles, roleBindings });
}

function given(facts: readonly KnownFact[], secretNames: readonly string[] = ['db']) {
  const providerClass = {
    namespace: 'web',
    name: 'db',
    provider: 'aws',
    usePodIdentity: false,
    secretNames,
  };
  return { subject: { cluster: payments, providerClass }, known: { facts } };
}
