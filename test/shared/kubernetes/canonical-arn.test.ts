import { expect, test } from 'vitest';
import { canonicalArn } from '../../../shared/kubernetes/canonical-arn.ts';

test.each([
  ['a role', 'arn:aws:iam::111122223333:role/Ops', 'arn:aws:iam::111122223333:role/Ops'],
  [
    'a role with a path',
    'arn:aws-cn:iam::111122223333:role/team/a/Ops',
    'arn:aws-cn:iam::111122223333:role/Ops',
  ],
  [
    'a session',
    'arn:aws:sts::111122223333:assumed-role/Ops/ana',
    'arn:aws:iam::111122223333:role/Ops',
  ],
  [
    'a session whose role is told with its path',
    'arn:aws:sts::111122223333:assumed-role/team/Ops/ana',
    'arn:aws:iam::111122223333:role/team/Ops',
  ],
  ['a session without a name', 'arn:aws:sts::111122223333:assumed-role/Ops', undefined],
  ['something else of STS', 'arn:aws:sts::111122223333:self/Ops/ana', undefined],
  [
    'a federated user',
    'arn:aws:sts::111122223333:federated-user/bob',
    'arn:aws:sts::111122223333:federated-user/bob',
  ],
  [
    'a user with a path',
    'arn:aws:iam::111122223333:user/staff/Ana',
    'arn:aws:iam::111122223333:user/staff/Ana',
  ],
  ['the root user', 'arn:aws:iam::111122223333:root', 'arn:aws:iam::111122223333:root'],
  ['a group of users', 'arn:aws:iam::111122223333:group/Ops', undefined],
  ['something of another service', 'arn:aws:s3:::bucket/role/Ops', undefined],
  ['no ARN', 'Ops', undefined],
])('aws-auth is asked for %s', (_name, principal, asked) => {
  expect(canonicalArn(principal)).toBe(asked);
});
