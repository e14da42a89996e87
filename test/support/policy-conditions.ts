import fc from 'fast-check';
import type { RawStatement, RawValues } from './naive/raw.ts';
import { type Key, keys } from './policy-vocabulary.ts';

const team = variable('aws:PrincipalTag/team');
const username = variable('aws:username');

/** Operators, values that policies compare with (not all of them can be read), and keys they are likely to ask. */
const families: readonly (readonly [string, readonly string[], readonly Key[]])[] = [
  ...on(['aws:PrincipalTag/team', 'aws:username', 'aws:TagKeys'], {
    StringEquals: ['red', 'alice', 'team', username, ''],
    StringNotEquals: ['red', 'bob', 'team', team],
    StringEqualsIgnoreCase: ['RED', 'ALICE', 'TEAM', username],
    StringNotEqualsIgnoreCase: ['RED', 'team'],
    StringLike: ['r*', '*', '?ed', 'a*', `a${variable('*')}`, '$' + '{aws:username', ''],
    StringNotLike: ['r*', '?*', 'c*t'],
  }),
  ...on(['oidc.eks.eu-west-1.amazonaws.com/id/A:sub'], {
    StringEquals: ['system:serviceaccount:shop:web', 'system:serviceaccount:ops:root'],
    StringLike: ['system:serviceaccount:shop:*', 'system:*:web?', '*'],
  }),
  ...on(['aws:MultiFactorAuthAge'], {
    NumericEquals: ['3600', '0', 'many'],
    NumericNotEquals: ['3600', '1'],
    NumericLessThan: ['3600', '1'],
    NumericLessThanEquals: ['3600', '0'],
    NumericGreaterThan: ['3600', '-1'],
    NumericGreaterThanEquals: ['3600.5', '0'],
  }),
  ...on(['aws:CurrentTime'], {
    DateEquals: ['2026-11-21T00:00:00Z', '1790000000'],
    DateNotEquals: ['2026-10-01'],
    DateLessThan: ['2026-11-01T00:00:00Z', '1800000000', 'never'],
    DateLessThanEquals: ['2026-10-01T00:00:00Z'],
    DateGreaterThan: ['2026-10-01', '2026'],
    DateGreaterThanEquals: ['2026-11-01', '2026-02-30'],
  }),
  ...on(['aws:MultiFactorAuthPresent'], {
    Bool: ['true', 'false', 'yes', variable('aws:MultiFactorAuthPresent')],
  }),
  ...on(keys, { Null: ['true', 'false'] }),
  ...on(['aws:SourceIp'], {
    IpAddress: ['10.0.0.0/24', '10.0.0.0/8', '10.0.1.1', '0.0.0.0/0', '10.0.0.0/33'],
    NotIpAddress: ['10.0.0.0/24', '192.0.2.0/24'],
  }),
  ...on(['aws:SourceArn'], {
    ArnEquals: ['arn:aws:eks:*:111122223333:cluster/*', '*', 'arn:*'],
    ArnLike: [
      'arn:aws:eks:eu-west-1:111122223333:cluster/a',
      'arn:*:*:*:*:*',
      `arn:aws:eks:*:*:cluster/${team}`,
    ],
    ArnNotLike: ['arn:aws-cn:*:*:*:*', 'arn:aws:eks:*:111122223333:*'],
    ArnNotEquals: ['arn:aws-cn:s3:::data', username],
  }),
];

function on(
  likely: readonly Key[],
  operators: Readonly<Record<string, readonly string[]>>,
): readonly (readonly [string, readonly string[], readonly Key[]])[] {
  return Object.entries(operators).map(([operator, values]) => [operator, values, likely]);
}

export function variable(name: string): string {
  return `$\{${name}}`;
}

const condition = fc
  .record({
    family: fc.constantFrom(...families),
    picks: fc.array(fc.nat(9), { minLength: 1, maxLength: 2 }),
    form: fc.constantFrom('one', 'one', 'several', 'several', 'unquoted', 'none'),
    quantifier: fc.constantFrom('', '', '', '', 'ForAllValues:', 'ForAnyValue:'),
    suffix: fc.constantFrom(...Array<string>(8).fill(''), 'IfExists', 'IfExists', 'IfExist'),
    key: fc.nat(99),
    upper: fc.nat(7),
  })
  .map(({ family: [name, pool, likely], picks, form, quantifier, suffix, key, upper }) => {
    const asked = (key % 8 === 0 ? keys : likely).at(key % likely.length) ?? 'aws:username';
    const values = picks.map((pick) => pool[pick % pool.length] ?? '');
    return {
      operator: `${quantifier}${name}${suffix}`,
      key: upper === 0 ? asked.toUpperCase() : asked,
      values: formed(values, form),
    };
  });

function formed(values: readonly string[], form: string): RawValues {
  if (form === 'none') return [];
  if (form === 'several') return values;
  return form === 'unquoted' ? unquoted(values[0] ?? '') : (values[0] ?? '');
}

/** Numbers and booleans may go without quotes. */
function unquoted(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?\d+(\.5)?$/.test(text) ? Number(text) : text;
}

/** No key twice under one operator, in whatever case: IAM would refuse that. */
export const conditionBlock: fc.Arbitrary<NonNullable<RawStatement['Condition']>> = fc
  .array(condition, { maxLength: 2 })
  .map((conditions) => {
    const block: Record<string, Record<string, RawValues>> = {};
    for (const { operator, key, values } of conditions) {
      const before = block[operator] ?? {};
      const known = Object.keys(before).map((name) => name.toLowerCase());
      if (!known.includes(key.toLowerCase())) block[operator] = { ...before, [key]: values };
    }
    return block;
  });
