import { expect, test } from 'vitest';
import { withSecondFactor } from '../../../shared/iam/required-factor.ts';
import { condition } from '../../support/iam.ts';
import { document, trusting } from '../../support/policies.ts';

const alice = 'arn:aws:iam::012345678901:user/alice';

test('a second factor takes the place of what the statement said of it', () => {
  const offending = trusting(
    { AWS: [alice] },
    ['sts:AssumeRole'],
    condition('StringEquals', 'sts:ExternalId', 'x'),
    condition('BoolIfExists', 'aws:multifactorauthpresent', 'true'),
  );
  const other = trusting({ Service: ['ec2.amazonaws.com'] });
  expect(withSecondFactor(document(other, offending), [offending])).toEqual({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' },
      {
        Effect: 'Allow',
        Principal: { AWS: alice },
        Action: 'sts:AssumeRole',
        Condition: {
          StringEquals: { 'sts:ExternalId': 'x' },
          Bool: { 'aws:MultiFactorAuthPresent': 'true' },
        },
      },
    ],
  });
});

test('a service that the same statement names goes on without', () => {
  const offending = {
    ...trusting({ AWS: [alice], Service: ['codebuild.amazonaws.com'] }),
    sid: 'Both',
  };
  expect(withSecondFactor(document(offending), [offending])).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: alice },
        Action: 'sts:AssumeRole',
        Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
      },
      {
        Sid: 'Both',
        Effect: 'Allow',
        Principal: { Service: 'codebuild.amazonaws.com' },
        Action: 'sts:AssumeRole',
      },
    ],
  });
});
