import { expect, test } from 'vitest';
import {
  servicesAlone,
  trustedBeside,
  trustsOnlyService,
} from '../../../shared/iam/trusted-services.ts';
import type { PrincipalElement } from '../../../shared/model/policy-document.ts';
import { everyone, services, statement } from '../../support/iam.ts';

const backup = 'backup.amazonaws.com';
const goneRole = 'AROAEXAMPLE1234567890';
const goneUser = 'AIDAEXAMPLE1234567890';
const byBackup = statement({ principals: services(backup) });

test.each([
  ['the service', [byBackup], true],
  ['the service twice', [byBackup, statement({ principals: services(backup, backup) })], true],
  [
    'the service, others denied',
    [byBackup, statement({ effect: 'Deny', principals: everyone })],
    true,
  ],
  [
    'the service and another',
    [statement({ principals: services(backup, 'ec2.amazonaws.com') })],
    false,
  ],
  [
    'the service and, elsewhere, another',
    [byBackup, statement({ principals: services('ec2.amazonaws.com') })],
    false,
  ],
  ['the service and everybody', [byBackup, statement({ principals: everyone })], false],
  [
    'everybody but the service',
    [statement({ principals: { ...services(backup), negated: true } })],
    false,
  ],
  ['an account of that name', [statement({ principals: principals({ AWS: [backup] }) })], false],
  [
    'the service and an account',
    [statement({ principals: principals({ Service: [backup], AWS: ['012345678901'] }) })],
    false,
  ],
  [
    'the service and, by its id, a role that is gone',
    [statement({ principals: principals({ Service: [backup], AWS: [goneRole] }) })],
    true,
  ],
  [
    'the service and, elsewhere, a user that is gone',
    [byBackup, statement({ principals: principals({ AWS: [goneUser] }) })],
    true,
  ],
  ['a role that is gone', [statement({ principals: principals({ AWS: [goneRole] }) })], false],
  [
    'everybody but a role that is gone',
    [byBackup, statement({ principals: { ...principals({ AWS: [goneRole] }), negated: true } })],
    false,
  ],
  ['no principal', [statement({ principals: principals({}) })], false],
  ['a statement without principals', [statement()], false],
  ['nobody', [], false],
  [
    'nobody but denies the service',
    [statement({ effect: 'Deny', principals: services(backup) })],
    false,
  ],
])('a trust policy for %s', (_, statements, expected) => {
  expect(trustsOnlyService(statements, backup)).toBe(expected);
});

const byGone = statement({ principals: principals({ Service: [backup], AWS: [goneRole] }) });
const deniesAccount = statement({ effect: 'Deny', principals: principals({ AWS: ['1'] }) });

test.each([
  ['a service beside a role that is gone', [byGone], [backup]],
  [
    'several services, each once and sorted',
    [byBackup, statement({ principals: services('ec2.amazonaws.com', 'a.amazonaws.com', backup) })],
    ['a.amazonaws.com', backup, 'ec2.amazonaws.com'],
  ],
  ['a service, others denied', [byBackup, deniesAccount], [backup]],
  ['a service and everybody', [byBackup, statement({ principals: everyone })], undefined],
  [
    'a service and everybody but another',
    [byBackup, statement({ principals: { ...services('a'), negated: true } })],
    undefined,
  ],
  [
    'a service and, among the gone, an account',
    [statement({ principals: principals({ Service: [backup], AWS: [goneRole, '1'] }) })],
    undefined,
  ],
  ['a service and a statement without principals', [byBackup, statement()], undefined],
  [
    'a service only to deny it',
    [statement({ effect: 'Deny', principals: services('a') })],
    undefined,
  ],
  ['nobody', [], undefined],
])('services alone in a trust policy for %s', (_, statements, expected) => {
  expect(servicesAlone(statements)).toEqual(expected);
});

test.each([
  [
    'an account, and not a user that is gone',
    [statement({ principals: principals({ Service: [backup], AWS: [goneUser, '012345678901'] }) })],
    ['AWS 012345678901'],
  ],
  [
    'two of its kind, sorted and each once',
    [
      statement({ principals: services('z', 'a', backup) }),
      statement({ principals: services('a') }),
    ],
    ['Service a', 'Service z'],
  ],
  ['everybody', [byBackup, statement({ principals: everyone })], ['everybody']],
  [
    'everybody but two',
    [statement({ principals: { ...services('a', 'b'), negated: true } })],
    ['everybody but Service a, Service b'],
  ],
  ['nobody whom it denies', [byBackup, deniesAccount], []],
  ['nobody in a statement without principals', [byBackup, statement()], []],
  [
    'what only looks like an id of the gone',
    [statement({ principals: principals({ AWS: [`x${goneRole}`, `${goneRole}/x`] }) })],
    [`AWS ${goneRole}/x`, `AWS x${goneRole}`],
  ],
])('beside a service stands %s', (_, statements, expected) => {
  expect(trustedBeside(statements, backup)).toEqual(expected);
});

function principals(byType: PrincipalElement['byType']): PrincipalElement {
  return { negated: false, everyone: false, byType };
}
