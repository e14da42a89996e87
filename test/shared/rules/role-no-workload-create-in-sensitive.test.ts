import { roleNoWorkloadCreateInSensitive } from '../../../shared/rules/role-no-workload-create-in-sensitive.ts';
import { group, rule } from '../../support/rbac.ts';
import { boundIn, boundWide, roleOffence } from '../../support/rbac-cases.ts';
import { testRule } from '../../support/test-rule.ts';

const ops = group('ops');
const pods = rule('create', 'pods');
const jobs = rule('create', 'cronjobs', { apiGroups: ['batch'] });

testRule(roleNoWorkloadCreateInSensitive, {
  compliant: {
    'pods of an ordinary namespace': boundIn('shop', ops, [pods]),
    'reading pods': boundWide(ops, [rule('get,list', 'pods')]),
    'removing pods': boundWide(ops, [rule('delete', 'pods')]),
    'deployments of another API group': boundWide(ops, [rule('create', 'deployments')]),
    'a workload by name': boundWide(ops, [
      rule('patch', 'deployments', { apiGroups: ['apps'], resourceNames: ['web'] }),
    ]),
  },
  nonCompliant: {
    'creating pods anywhere': {
      given: boundWide(ops, [pods]),
      reports: [roleOffence('run pods in the whole cluster', 'HIGH', [pods])],
    },
    'creating what makes pods in a sensitive namespace': {
      given: boundIn('flux-system', ops, [jobs]),
      reports: [roleOffence('run pods in namespace flux-system', 'HIGH', [jobs], 'flux-system')],
    },
    'changing any deployment of a namespace that is configured to be sensitive': {
      given: boundIn('vault', ops, [rule('patch', 'deployments', { apiGroups: ['apps'] })], {
        config: { sensitiveNamespaces: ['va*'] },
      }),
      reports: [
        roleOffence(
          'run pods in namespace vault',
          'HIGH',
          [rule('patch', 'deployments', { apiGroups: ['apps'] })],
          'vault',
        ),
      ],
    },
  },
});
