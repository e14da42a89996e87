import { factKeys } from '../../../shared/model/fact-key.ts';
import { roleNoAwsAuthWrite } from '../../../shared/rules/role-no-aws-auth-write.ts';
import { denied, known } from '../../support/facts.ts';
import { group, rule } from '../../support/rbac.ts';
import { boundIn, boundWide, inCluster, payments, roleOffence } from '../../support/rbac-cases.ts';
import { testRule } from '../../support/test-rule.ts';

const ops = group('ops');
const update = rule('update', 'configmaps');
const named = rule('patch', 'configmaps', { resourceNames: ['aws-auth'] });
const create = rule('create', 'configmaps');
const remove = rule('delete', 'configmaps');

const awsAuth = { data: {}, mappings: { roles: [], users: [], accounts: [], faults: [] } };
const both = { facts: inCluster({}, 'API_AND_CONFIG_MAP').slice(0, 1) };
const honoured = { facts: [...both.facts, known(factKeys.awsAuth(payments), awsAuth)] };

testRule(roleNoAwsAuthWrite, {
  compliant: {
    'a mode that ignores aws-auth': boundWide(ops, [update]),
    'ConfigMaps of another namespace': boundIn('shop', ops, [update], honoured),
    'other ConfigMaps by name': boundWide(
      ops,
      [rule('update', 'configmaps', { resourceNames: ['coredns'] })],
      honoured,
    ),
    'creating while there is an aws-auth': boundWide(ops, [create], honoured),
    'deleting alone': boundWide(ops, [remove], honoured),
    'reading it': boundWide(ops, [rule('get', 'configmaps')], honoured),
    'everything, which other rules report': boundWide(
      ops,
      [rule('*', '*', { apiGroups: ['*'] })],
      honoured,
    ),
  },
  nonCompliant: {
    'updating any ConfigMap': {
      given: boundWide(ops, [update], honoured),
      reports: [roleOffence('edit aws-auth', 'CRITICAL', [update])],
    },
    'patching aws-auth by name': {
      given: boundIn('kube-system', ops, [named], honoured),
      reports: [roleOffence('edit aws-auth', 'CRITICAL', [named], 'kube-system')],
    },
    'updating and creating by one rule, which replaces nothing': {
      given: boundWide(ops, [rule('create,update', 'configmaps')], honoured),
      reports: [roleOffence('edit aws-auth', 'CRITICAL', [rule('create,update', 'configmaps')])],
    },
    'updating and deleting, without creating': {
      given: boundWide(ops, [rule('update,delete', 'configmaps')], honoured),
      reports: [roleOffence('edit aws-auth', 'CRITICAL', [rule('update,delete', 'configmaps')])],
    },
    'deleting it and creating another': {
      given: boundIn('kube-system', ops, [remove, create], honoured),
      reports: [
        roleOffence(
          'delete aws-auth and create another',
          'CRITICAL',
          [remove, create],
          'kube-system',
        ),
      ],
    },
    'creating it where there is none': {
      given: boundIn('kube-system', ops, [create], both),
      reports: [
        roleOffence('create aws-auth, which does not exist', 'CRITICAL', [create], 'kube-system'),
      ],
    },
  },
  insufficientData: {
    'a cluster whose aws-auth was not read': {
      given: boundWide(ops, [update], {
        facts: [...both.facts, denied(factKeys.awsAuth(payments))],
      }),
      because: 'k8s-aws-auth eu-west-1/payments: AccessDenied',
    },
  },
});
