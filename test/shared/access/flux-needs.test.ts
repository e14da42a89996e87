import { expect, test } from 'vitest';
import { isFluxNeed } from '../../../shared/access/flux-needs.ts';
import type { Statement } from '../../../shared/model/policy-document.ts';
import { condition, statement } from '../../support/iam.ts';
import { allow } from '../../support/policies.ts';

const charts = 'arn:aws:s3:::charts/*';
const anyBucket = 'arn:aws:s3:::*';
const sopsKey = 'arn:aws:kms:eu-west-1:012345678901:key/0f5c2e3a';

test.each<readonly [boolean, string, string, Statement]>([
  [true, 'reading its bucket', 's3:getobject', allow(['s3:GetObject'], [charts])],
  [false, 'any bucket', 's3:getobject', allow(['s3:GetObject'], [anyBucket])],
  [
    false,
    'any bucket beside its own',
    's3:getobject',
    allow(['s3:GetObject'], [charts, anyBucket]),
  ],
  [
    false,
    'every bucket but one',
    's3:getobject',
    statement({ resources: { negated: true, values: [charts] } }),
  ],
  [false, 'a bucket that is not named', 's3:getobject', statement()],
  [false, 'writing to its bucket', 's3:putobject', allow(['s3:PutObject'], [charts])],
  [false, 'an action that nobody knows', 's3:frobnicate', allow(['s3:Frobnicate'], [charts])],
  [true, 'decrypting with its key', 'kms:decrypt', allow(['kms:Decrypt'], [sopsKey])],
  [false, 'decrypting with any key', 'kms:decrypt', allow(['kms:Decrypt'])],
  [
    true,
    'decrypting with the keys of an alias',
    'kms:decrypt',
    allow(['kms:Decrypt'], ['*'], condition('StringEquals', 'kms:RequestAlias', 'alias/sops')),
  ],
  [
    true,
    'decrypting with keys that have an alias',
    'kms:decrypt',
    allow(['kms:Decrypt'], ['*'], condition('StringEquals', 'kms:ResourceAliases', 'alias/sops')),
  ],
  [
    false,
    'decrypting for a caller',
    'kms:decrypt',
    allow(['kms:Decrypt'], ['*'], condition('StringEquals', 'kms:CallerAccount', '012345678901')),
  ],
  [false, 'encrypting with its key', 'kms:encrypt', allow(['kms:Encrypt'], [sopsKey])],
  [true, 'pulling images', 'ecr:batchgetimage', allow(['ecr:BatchGetImage'])],
  [true, 'pulling public images', 'ecr-public:getauthorizationtoken', allow(['ecr-public:*'])],
  [false, 'pushing images', 'ecr:putimage', allow(['ecr:PutImage'])],
  [false, 'pushing public images', 'ecr-public:putimage', allow(['ecr-public:*'])],
  [false, 'an action of ECR that nobody knows', 'ecr:frobnicate', allow(['ecr:Frobnicate'])],
])('it is %s that source-controller needs %s', (needed, _, action, given) => {
  expect(isFluxNeed('source-controller', action, given)).toBe(needed);
});
