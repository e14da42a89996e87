import { describe, expect, test } from 'vitest';
import { doubtsOf, seriousDoubtsOf } from '../../../shared/access/trust-doubts.ts';
import type { Decision } from '../../../shared/iam/decision.ts';
import type { Condition } from '../../../shared/model/policy-document.ts';
import { condition } from '../../support/iam.ts';

const variable = ['$', '{aws:PrincipalTag/vpc}'].join('');

test('what decisions turn on, each once and sorted', () => {
  const vpc = condition('StringEquals', 'aws:SourceVpc', 'vpc-1', 'vpc-2');
  const organization = condition('StringEquals', 'aws:PrincipalOrgID', 'o-1');
  expect(
    doubtsOf([
      conditional([vpc, organization]),
      conditional([organization], ['a session name']),
      { outcome: 'allowed', deciding: [], conditions: [] },
    ]),
  ).toEqual([
    'StringEquals aws:PrincipalOrgID o-1',
    'StringEquals aws:SourceVpc vpc-1, vpc-2',
    'a session name',
  ]);
});

describe('what may keep a service account out', () => {
  test.each([
    ['where a request comes from', condition('StringEquals', 'aws:SourceVpc', 'vpc-1'), []],
    ['in letters of any case', condition('NotIpAddress', 'AWS:sourceip', '203.0.113.0/24'), []],
    ['what its sender writes', condition('StringLike', 'sts:RoleSessionName', 'pay-*'), []],
    [
      'who it is',
      condition('StringEquals', 'aws:PrincipalOrgID', 'o-1'),
      ['StringEquals aws:PrincipalOrgID o-1'],
    ],
    [
      'where it comes from by who it is',
      condition('StringEquals', 'aws:SourceVpc', 'vpc-1', variable),
      [`StringEquals aws:SourceVpc vpc-1, ${variable}`],
    ],
  ])('%s', (_, judged, expected) => {
    expect(seriousDoubtsOf([conditional([judged])])).toEqual(expected);
  });

  test('what is assumed', () => {
    expect(seriousDoubtsOf([conditional([], ['a session name'])])).toEqual(['a session name']);
  });
});

function conditional(conditions: readonly Condition[], assumes?: readonly string[]): Decision {
  return { outcome: 'conditional', deciding: [], conditions, ...(assumes && { assumes }) };
}
