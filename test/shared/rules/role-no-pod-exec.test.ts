import { roleNoPodExec } from '../../../shared/rules/role-no-pod-exec.ts';
import {
  clusterRole,
  clusterRoleBinding,
  group,
  role,
  roleBinding,
  rule,
} from '../../support/rbac.ts';
import { bound, boundIn, boundWide, chain, roleOffence } from '../../support/rbac-cases.ts';
import { testRule } from '../../support/test-rule.ts';

const ops = group('ops');
const exec = rule('create', 'pods/exec');
const debug = rule('patch', 'pods/ephemeralcontainers');
const forward = rule('create', 'pods/portforward');

testRule(roleNoPodExec, {
  compliant: {
    'entering pods of an ordinary namespace': boundIn('shop', ops, [exec, forward]),
    'pods themselves': boundWide(ops, [rule('get,list', 'pods')]),
    logs: boundWide(ops, [rule('get', 'pods/log')]),
    'one pod by name': boundWide(ops, [rule('create', 'pods/exec', { resourceNames: ['web-0'] })]),
  },
  nonCompliant: {
    'exec anywhere': {
      given: boundWide(ops, [exec]),
      reports: [roleOffence('run commands in pods in the whole cluster', 'HIGH', [exec])],
    },
    'get of exec, which opened a WebSocket': {
      given: boundWide(ops, [rule('get', 'pods/exec')]),
      reports: [
        roleOffence('run commands in pods in the whole cluster', 'HIGH', [
          rule('get', 'pods/exec'),
        ]),
      ],
    },
    'ephemeral containers in a sensitive namespace': {
      given: boundIn('kube-system', ops, [debug]),
      reports: [
        roleOffence(
          'run commands in pods in namespace kube-system',
          'HIGH',
          [debug],
          'kube-system',
        ),
      ],
    },
    'entering and forwarding anywhere, of which the worse is told': {
      given: boundWide(ops, [exec, forward]),
      reports: [
        {
          message:
            'group:ops of payments in eu-west-1 can run commands in pods in the whole cluster.',
          evidence: {
            subject: 'group:ops',
            ways: [
              {
                can: 'run commands in pods in the whole cluster',
                grants: [chain('group:ops', exec)],
              },
              {
                can: 'forward ports of pods in the whole cluster',
                grants: [chain('group:ops', forward)],
              },
            ],
          },
          severity: 'HIGH',
        },
      ],
    },
    'entering and forwarding in a sensitive namespace, which is equally bad': {
      given: boundIn('kube-system', ops, [exec, forward]),
      reports: [
        {
          message:
            'group:ops of payments in eu-west-1 can run commands in pods in namespace kube-system and forward ports of pods in namespace kube-system.',
          evidence: {
            subject: 'group:ops',
            ways: [
              {
                can: 'run commands in pods in namespace kube-system',
                grants: [chain('group:ops', exec, 'kube-system')],
              },
              {
                can: 'forward ports of pods in namespace kube-system',
                grants: [chain('group:ops', forward, 'kube-system')],
              },
            ],
          },
          severity: 'HIGH',
        },
      ],
    },
    'two sensitive namespaces, which are told together': {
      given: bound(ops, {
        roles: [role('kube-system/ops', exec), role('flux-system/ops', exec)],
        roleBindings: [
          roleBinding('kube-system/ops', 'Role ops', ops),
          roleBinding('flux-system/ops', 'Role ops', ops),
        ],
      }),
      reports: [
        {
          message:
            'group:ops of payments in eu-west-1 can run commands in pods in namespaces flux-system, kube-system.',
          evidence: {
            subject: 'group:ops',
            ways: [
              {
                can: 'run commands in pods in namespaces flux-system, kube-system',
                grants: [
                  chain('group:ops', exec, 'kube-system'),
                  chain('group:ops', exec, 'flux-system'),
                ],
              },
            ],
          },
          severity: 'HIGH',
        },
      ],
    },
    'the whole cluster, which is not told of its namespaces again': {
      given: bound(ops, {
        clusterRoles: [clusterRole('ops', exec)],
        clusterRoleBindings: [clusterRoleBinding('ops', 'ops', ops)],
        roles: [role('kube-system/ops', exec)],
        roleBindings: [roleBinding('kube-system/ops', 'Role ops', ops)],
      }),
      reports: [roleOffence('run commands in pods in the whole cluster', 'HIGH', [exec])],
    },
    'forwarding ports anywhere': {
      given: boundWide(ops, [forward]),
      reports: [roleOffence('forward ports of pods in the whole cluster', 'MEDIUM', [forward])],
    },
    'forwarding ports in a sensitive namespace': {
      given: boundIn('kube-system', ops, [forward]),
      reports: [
        roleOffence(
          'forward ports of pods in namespace kube-system',
          'HIGH',
          [forward],
          'kube-system',
        ),
      ],
    },
  },
});
