import { describe, expect, test } from 'vitest';
import { awsFailure, type FailureKind } from '../../../functions/adapters/aws-failure.ts';

const cases: readonly (readonly [string, unknown, FailureKind, string])[] = [
  [
    'a JSON service denies',
    sdkError('AccessDeniedException', 'no', 403),
    'denied',
    'AccessDenied: no',
  ],
  ['IAM denies', sdkError('AccessDenied', 'no', 403), 'denied', 'AccessDenied: no'],
  [
    'an organization denies with 403',
    sdkError('Forbidden', 'no', 403),
    'denied',
    'AccessDenied: no',
  ],
  [
    'a resource is gone',
    sdkError('ResourceNotFoundException', 'No cluster found', 404),
    'gone',
    'ResourceNotFoundException: No cluster found',
  ],
  [
    'a role is gone',
    sdkError('NoSuchEntityException', 'no', 404),
    'gone',
    'NoSuchEntityException: no',
  ],
  [
    'a trail is gone',
    sdkError('TrailNotFoundException', 'no', 400),
    'gone',
    'TrailNotFoundException: no',
  ],
  [
    'IAM throttles',
    sdkError('Throttling', 'Rate exceeded', 400),
    'retryable',
    'throttled: Rate exceeded',
  ],
  ['a gateway throttles', sdkError('Odd', 'Slow down', 429), 'retryable', 'throttled: Slow down'],
  ['AWS is ill', sdkError('ServerException', 'oops', 503), 'retryable', 'server error 503: oops'],
  ['nobody answers in time', named('TimeoutError', 'late'), 'retryable', 'timed out: late'],
  [
    'the connection breaks',
    Object.assign(named('Error', 'read ECONNRESET'), { code: 'ECONNRESET' }),
    'retryable',
    'no connection (ECONNRESET): read ECONNRESET',
  ],
  [
    'the request is refused',
    sdkError('InvalidRequestException', 'not in this mode', 400),
    'other',
    'InvalidRequestException: not in this mode',
  ],
  [
    'the answer cannot be parsed',
    sdkError('SyntaxError', 'Unexpected <', 200),
    'other',
    'malformed answer: Unexpected <',
  ],
  ['something else is thrown', 'boom', 'other', 'Error: boom'],
];

describe('awsFailure', () => {
  test.each(cases)('%s', (_name, error, kind, reason) => {
    expect(awsFailure(error)).toEqual({ kind, reason });
  });

  test('puts a long message of several lines on one line of 300 characters', () => {
    const { reason } = awsFailure(named('Odd', `first\n\tsecond ${'x'.repeat(400)}`));

    expect(reason).toBe(`Odd: first second ${'x'.repeat(287)}`);
  });

  test('says the name alone when there is no message', () => {
    expect(awsFailure(named('Odd', ' '))).toEqual({ kind: 'other', reason: 'Odd' });
  });
});

function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}

function sdkError(name: string, message: string, httpStatusCode: number): Error {
  return Object.assign(named(name, message), { $metadata: { httpStatusCode } });
}
