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

test('services alone are those of a trust policy that names nobody else who is there', () => {
  const byGone = statement({ principals: principals({ Service: [backup], AWS: [goneRole] }) });
  expect(servicesAlone([byGone])).toEqual([backup]);
  expect(servicesAlone([byBackup, statement({ principals: everyone })])).toBeUndefined();
});

test('beside a service stands whom the trust policy names and who is there', () => {
  const named = principals({ Service: [backup], AWS: [goneUser, '012345678901'] });
  expect(trustedBeside([statement({ principals: named })], backup)).toEqual(['AWS 012345678901']);
});

function principals(byType: PrincipalElement['byType']): PrincipalElement {
  return { negated: false, everyone: false, byType };
}
