import { expect, test } from 'vitest';
import { coversAction } from '../../../shared/iam/action.ts';

const action = 'sts:AssumeRoleWithWebIdentity';

test.each([
  ['the action itself', ['sts:AssumeRoleWithWebIdentity'], true],
  ['another spelling of it', ['STS:assumerolewithwebidentity'], true],
  ['every action', ['*'], true],
  ['every action of the service', ['sts:*'], true],
  ['a pattern', ['sts:AssumeRole*'], true],
  ['one of several', ['sts:TagSession', 'sts:AssumeRole?ithWebIdentity'], true],
  ['an action it begins with', ['sts:AssumeRole'], false],
  ['another service', ['ec2:*'], false],
  ['no action', [], false],
])('Action of %s', (_, values, expected) => {
  expect(coversAction({ negated: false, values }, action)).toBe(expected);
  expect(coversAction({ negated: true, values }, action)).toBe(!expected);
});

test('a statement without actions covers none', () => {
  expect(coversAction(undefined, action)).toBe(false);
});
