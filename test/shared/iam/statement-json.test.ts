import { expect, test } from 'vitest';
import { sortedStatement, statementJson } from '../../../shared/iam/statement-json.ts';
import { actions, condition, everyone, services, statement } from '../../support/iam.ts';

test('a full statement reads as one writes it', () => {
  const full = statement({
    sid: 'Full',
    principals: services('a.amazonaws.com', 'b.amazonaws.com'),
    actions: actions('sts:AssumeRole'),
    resources: { negated: false, values: ['*'] },
    conditions: [
      condition('StringEquals', 'aws:a', '1'),
      condition('StringEquals', 'aws:b', '2', '3'),
      condition('Bool', 'aws:c', 'true'),
    ],
  });
  expect(statementJson(full)).toEqual({
    Sid: 'Full',
    Effect: 'Allow',
    Principal: { Service: ['a.amazonaws.com', 'b.amazonaws.com'] },
    Action: 'sts:AssumeRole',
    Resource: '*',
    Condition: { StringEquals: { 'aws:a': '1', 'aws:b': ['2', '3'] }, Bool: { 'aws:c': 'true' } },
  });
});

test('negated elements keep their names', () => {
  const negated = statement({
    effect: 'Deny',
    principals: { ...services('a.amazonaws.com'), negated: true },
    actions: { negated: true, values: [] },
    resources: { negated: true, values: ['a', 'b'] },
  });
  expect(statementJson(negated)).toEqual({
    Effect: 'Deny',
    NotPrincipal: { Service: 'a.amazonaws.com' },
    NotAction: [],
    NotResource: ['a', 'b'],
  });
});

test('everybody is a star, and what is missing stays missing', () => {
  expect(statementJson(statement({ principals: everyone }))).toEqual({
    Effect: 'Allow',
    Principal: '*',
  });
  expect(statementJson(statement())).toEqual({ Effect: 'Allow' });
});

test('a sorted statement is the same whatever order its lists were in', () => {
  const sorted = statement({
    sid: 'S',
    principals: services('a', 'b'),
    actions: actions('c', 'd'),
    resources: actions('e', 'f'),
    conditions: [condition('StringLike', 'k', '1', '2')],
  });
  const shuffled = statement({
    sid: 'S',
    principals: services('b', 'a'),
    actions: actions('d', 'c'),
    resources: actions('f', 'e'),
    conditions: [condition('StringLike', 'k', '2', '1')],
  });
  expect(sortedStatement(shuffled)).toEqual(sorted);
  expect(sortedStatement(statement())).toEqual(statement());
});
