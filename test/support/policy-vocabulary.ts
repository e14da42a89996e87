import fc from 'fast-check';

/** Condition keys as policies spell them, with the values that requests and policies share. */
const keyValues = {
  'aws:SourceIp': ['10.0.0.1', '10.0.1.1', '192.0.2.7', 'nowhere'],
  'aws:PrincipalTag/team': ['red', 'blue', 'Red', 'r*d', ''],
  'aws:username': ['alice', 'bob', 'a*'],
  'aws:CurrentTime': ['2026-10-01T00:00:00Z', '2026-11-21', '1790000000', 'soon'],
  'aws:MultiFactorAuthPresent': ['true', 'false', 'TRUE'],
  'aws:MultiFactorAuthAge': ['0', '3600', '3600.5', '-1', 'long'],
  'aws:SourceArn': [
    'arn:aws:eks:eu-west-1:111122223333:cluster/a',
    'arn:aws:eks:eu-west-1:111122223333:cluster/a:b',
    'arn:aws-cn:s3:::data',
    'no arn',
  ],
  'aws:TagKeys': ['team', 'cost', ''],
  'oidc.eks.eu-west-1.amazonaws.com/id/A:sub': [
    'system:serviceaccount:shop:web',
    'system:serviceaccount:shop:web2',
    'system:serviceaccount:ops:root',
  ],
} as const;

export type Key = keyof typeof keyValues;
export const keys = Object.keys(keyValues) as Key[];

/** What is so in a request: the values of each key, mostly one. */
export type Facts = ReadonlyMap<Key, readonly string[]>;

export const facts: fc.Arbitrary<Facts> = fc
  .array(fc.tuple(fc.nat(99), fc.nat(99)), { minLength: keys.length, maxLength: keys.length })
  .map(
    (picks) => new Map(keys.map((key, index) => [key, valuesOf(key, ...(picks[index] ?? [0, 0]))])),
  );

function valuesOf(key: Key, shape: number, pick: number): readonly string[] {
  const pool: readonly string[] = keyValues[key];
  const pair = [pool[pick % pool.length] ?? '', pool[(pick + 1) % pool.length] ?? ''];
  if (shape < 15) return [];
  return shape < 88 ? pair.slice(0, 1) : pair;
}

export const names = {
  actions: ['s3:GetObject', 's3:GetObject', 'S3:getobject', 's3:PutObject', 'iam:PassRole'],
  assuming: ['sts:AssumeRole', 'sts:AssumeRole', 'sts:AssumeRoleWithWebIdentity', 'sts:TagSession'],
  resources: [
    'arn:aws:s3:::data/alice/x',
    'arn:aws:s3:::data/alice/x',
    'arn:aws:s3:::data/bob/x/y',
    'arn:aws:s3:::data/a*/?',
    'arn:aws:s3:::data/\u00e9\u8cc7',
    `arn:aws:s3:::data/${'ab'.repeat(100)}`,
    '*',
  ],
  accounts: ['111122223333', '444455556666'],
  roots: ['arn:aws:iam::111122223333:root', 'arn:aws:iam::444455556666:root'],
  callers: [
    'arn:aws:iam::111122223333:role/ci',
    'arn:aws:sts::111122223333:assumed-role/ci/run',
    'arn:aws:iam::111122223333:user/alice',
    'arn:aws:iam::444455556666:role/ci',
    'arn:aws:sts::444455556666:assumed-role/ci/run',
    'arn:aws:iam::444455556666:user/alice',
  ],
  services: ['pods.eks.amazonaws.com', 'ec2.amazonaws.com'],
  providers: [
    'arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/A',
    'arn:aws:iam::111122223333:saml-provider/b',
  ],
} as const;
