import { expect, test } from 'vitest';
import { readMountedObjects } from '../../../../shared/wire/kubernetes/mounted-objects.ts';

const arn = 'arn:aws:ssm:eu-west-1:012345678901:parameter/web/flags';

test('secrets and parameters are told apart by their type, or by their ARN', () => {
  expect(
    readMountedObjects(`
- objectName: web/db
  objectType: secretsmanager
  jmesPath: [{ path: user, objectAlias: user }]
- objectName: /web/flags
  objectType: ssmparameter
- objectName: 'web:db:ssm'
  objectType: secretsmanager
- objectName: ${arn}
- objectName: ${arn}
  objectType: ''
- objectName: ${arn}
  objectType: ssmparameter
`),
  ).toEqual([
    { service: 'secretsmanager', name: 'web/db' },
    { service: 'ssm', name: '/web/flags' },
    { service: 'secretsmanager', name: 'web:db:ssm' },
    { service: 'ssm', name: arn },
    { service: 'ssm', name: arn },
    { service: 'ssm', name: arn },
  ]);
});

test('what is failed over to is mounted too', () => {
  expect(
    readMountedObjects(`
- objectName: web/db
  objectType: secretsmanager
  failoverObject: { objectName: web/db-copy }
- objectName: web/api
  objectType: secretsmanager
  failoverObject: { objectName: '' }
`),
  ).toEqual([
    { service: 'secretsmanager', name: 'web/db' },
    { service: 'secretsmanager', name: 'web/db-copy' },
    { service: 'secretsmanager', name: 'web/api' },
  ]);
});

test('a list may be empty', () => {
  expect(readMountedObjects('[]')).toEqual([]);
});

test.each([
  ['no text', ''],
  ['no YAML', '- ['],
  ['no list', 'objectName: web/db'],
  ['an object without a name', '- objectType: secretsmanager'],
  ['a name without a type', '- objectName: web/db'],
  ['a name that YAML 1.1 takes for true', '- { objectName: yes, objectType: ssmparameter }'],
  ['an empty name', "- { objectName: '', objectType: ssmparameter }"],
  ['an empty type', "- { objectName: web/db, objectType: '' }"],
  ['a type that an ARN gainsays', `- { objectName: "${arn}", objectType: secretsmanager }`],
  ['an ARN of another service', '- { objectName: "arn:aws:s3:::web", objectType: ssmparameter }'],
  ['an ARN of another service without a type', '- { objectName: "arn:aws:s3:::web" }'],
  ['the name of a service where a type is asked for', '- { objectName: a, objectType: ssm }'],
  ['a type that nobody knows', '- { objectName: web/db, objectType: s3 }'],
  [
    'one that is not understood among others',
    '[{ objectName: a, objectType: ssmparameter }, { objectName: b }]',
  ],
])('%s is not understood', (_, text) => {
  expect(readMountedObjects(text)).toBeUndefined();
});
