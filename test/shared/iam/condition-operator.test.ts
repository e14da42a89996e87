import { describe, expect, test } from 'vitest';
import { readOperator } from '../../../shared/iam/condition-operator.ts';

const plain = { quantifier: undefined, negated: false, ifExists: false };

describe('a condition operator taken apart', () => {
  test.each([
    ['StringEquals', { ...plain, name: 'stringequals' }],
    ['STRINGNOTLIKE', { ...plain, name: 'stringnotlike', negated: true }],
    ['NotIpAddress', { ...plain, name: 'notipaddress', negated: true }],
    ['BoolIfExists', { ...plain, name: 'bool', ifExists: true }],
    ['Null', { ...plain, name: 'null' }],
    [
      'ForAllValues:StringEqualsIfExists',
      { quantifier: 'forallvalues', name: 'stringequals', negated: false, ifExists: true },
    ],
    ['foranyvalue:ArnLike', { ...plain, quantifier: 'foranyvalue', name: 'arnlike' }],
  ])('%s', (text, expected) => {
    expect(readOperator(text)).toEqual({ ...expected, comparisonWith: expect.any(Function) });
  });

  test.each([
    'StringMatches',
    'NullIfExists',
    'ForAllValues:Null',
    'ForEveryValue:StringEquals',
    'String Equals',
    'IfExists',
    '',
  ])('IAM has no %j', (text) => {
    expect(readOperator(text)).toBeUndefined();
  });
});
