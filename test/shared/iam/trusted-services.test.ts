import { expect, test } from 'vitest';
import { trustsOnlyService } from '../../../shared/iam/trusted-services.ts';
import type { PrincipalElement } from '../../../shared/model/policy-document.ts';
import { everyone, services, statement } from '../../support/iam.ts';

const backup = 'backup.amazonaws.com';
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

function principals(byType: PrincipalElement['byType']): PrincipalElement {
  return { negated: false, everyone: false, byType };
}
