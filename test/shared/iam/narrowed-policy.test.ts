import { describe, expect, test } from 'vitest';
import { narrowedPolicy } from '../../../shared/iam/narrowed-policy.ts';
import { condition } from '../../support/iam.ts';
import { allow, deny, document } from '../../support/policies.ts';

const instead = {
  actions: ['ssm:GetParameter', 'ssm:GetParameters'],
  resources: ['arn:aws:ssm:*:*:parameter/PATH/*'],
  conditions: [],
};
const wide = { ...allow(['SSM:getparameter']), sid: 'Read' };

describe('narrowedPolicy', () => {
  test('holds the offending statement to the resource and leaves the others as they were', () => {
    const policy = document(deny(['s3:*']), wide, allow(['ssm:GetParameters']));
    expect(narrowedPolicy(policy, [wide], instead)).toStrictEqual({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Deny', Action: 's3:*', Resource: '*' },
        {
          Sid: 'Read',
          Effect: 'Allow',
          Action: 'SSM:getparameter',
          Resource: 'arn:aws:ssm:*:*:parameter/PATH/*',
        },
        { Effect: 'Allow', Action: 'ssm:GetParameters', Resource: '*' },
      ],
    });
  });

  test('leaves the other actions of the statement, and their Sid, on what they were', () => {
    const mixed = { ...allow(['ssm:Get*', 'sqs:SendMessage', 'ssm:GetParameters']), sid: 'Work' };
    expect(narrowedPolicy(document(mixed), [mixed], instead)).toStrictEqual({
      Version: '2012-10-17',
      Statement: [
        { Sid: 'Work', Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '*' },
        {
          Effect: 'Allow',
          Action: ['ssm:Get*', 'ssm:GetParameters'],
          Resource: 'arn:aws:ssm:*:*:parameter/PATH/*',
        },
      ],
    });
  });

  test('adds a condition to those that were there', () => {
    const guarded = allow(
      ['iam:PassRole'],
      ['*'],
      condition('Bool', 'aws:SecureTransport', 'true'),
    );
    const toService = condition('StringEquals', 'iam:PassedToService', 'SERVICE.amazonaws.com');
    const narrow = {
      actions: ['iam:PassRole'],
      resources: ['arn:aws:iam::012345678901:role/A', 'arn:aws:iam::012345678901:role/B'],
      conditions: [toService],
    };
    expect(narrowedPolicy(document(guarded), [guarded], narrow)).toStrictEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: 'iam:PassRole',
          Resource: ['arn:aws:iam::012345678901:role/A', 'arn:aws:iam::012345678901:role/B'],
          Condition: {
            Bool: { 'aws:SecureTransport': 'true' },
            StringEquals: { 'iam:PassedToService': 'SERVICE.amazonaws.com' },
          },
        },
      ],
    });
  });

  test('keeps the Id, and the old version where none is given', () => {
    expect(narrowedPolicy({ id: 'one', statements: [wide] }, [wide], instead)).toStrictEqual({
      Version: '2008-10-17',
      Id: 'one',
      Statement: [
        {
          Sid: 'Read',
          Effect: 'Allow',
          Action: 'SSM:getparameter',
          Resource: 'arn:aws:ssm:*:*:parameter/PATH/*',
        },
      ],
    });
  });

  test.each([
    ['everything', allow(['*'])],
    ['all but some', { ...wide, actions: { negated: true, values: ['s3:*'] } }],
    ['nothing', { effect: 'Allow' as const, conditions: [] }],
  ])('does not guess where a statement names %s', (_, statement) => {
    const policy = document(wide, statement);
    expect(narrowedPolicy(policy, [wide, statement], instead)).toBeUndefined();
  });
});
