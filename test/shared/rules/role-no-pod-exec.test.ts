import { roleNoPodExec } from '../../../shared/rules/role-no-pod-exec.ts';
import { group, rule } from '../../support/rbac.ts';
import { boundIn, boundWide, roleOffence } from '../../support/rbac-cases.ts';
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
