import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePolicyDocument } from '../../../shared/wire/policy-document.ts';

const document = {
  Version: '2012-10-17',
  Statement: {
    Effect: 'Allow',
    Principal: { Service: 'pods.eks.amazonaws.com' },
    Action: ['sts:AssumeRole', 'sts:TagSession'],
  },
};
const parsed = {
  version: '2012-10-17',
  statements: [
    {
      effect: 'Allow',
      principals: {
        negated: false,
        everyone: false,
        byType: { Service: ['pods.eks.amazonaws.com'] },
      },
      actions: { negated: false, values: ['sts:AssumeRole', 'sts:TagSession'] },
      conditions: [],
    },
  ],
};
const text = JSON.stringify(document);

describe('forms of a document', () => {
  test.each([
    ['an object', document],
    ['JSON text', text],
    ['JSON text with white space around it', `\n ${JSON.stringify(document, null, 2)}\n`],
    ['URL-encoded text', encodeURIComponent(text)],
    ['URL-encoded text with encoded white space in front', encodeURIComponent(`\n${text}`)],
    ['URL-encoded text with every character encoded', everyByte(text)],
    ['text behind a byte order mark', `\uFEFF${text}`],
    ['URL-encoded text behind an encoded byte order mark', encodeURIComponent(`\uFEFF${text}`)],
  ])('%s', (_, input) => {
    expect(parsePolicyDocument(input)).toStrictEqual({ ok: parsed });
  });

  test('a plus is a plus and no space', () => {
    const resource = 'arn:aws:s3:::a+b c/%41';
    const withPlus = JSON.stringify({ Statement: { Effect: 'Allow', Resource: resource } });
    const expected = {
      ok: {
        statements: [
          { effect: 'Allow', resources: { negated: false, values: [resource] }, conditions: [] },
        ],
      },
    };
    expect(parsePolicyDocument(withPlus)).toStrictEqual(expected);
    expect(parsePolicyDocument(encodeURIComponent(withPlus))).toStrictEqual(expected);
    expect(parsePolicyDocument(encodeURIComponent(withPlus).replaceAll('%2B', '+'))).toStrictEqual(
      expected,
    );
  });

  test.each([
    ['nothing', undefined, 'expected object'],
    ['null', null, 'expected object'],
    ['a number', 5, 'expected object'],
    ['an array', [document], 'expected object'],
    ['an array as text', '[]', 'expected object'],
    ['text that quotes JSON once more', JSON.stringify(text), 'expected object'],
    ['empty text', '', 'not valid JSON at line 1, column 1: the text ends too early'],
    [
      'a truncated document',
      text.slice(0, 40),
      'not valid JSON at line 1, column 41: the text ends too early',
    ],
    [
      'a truncated URL-encoded document',
      encodeURIComponent(text.slice(0, 40)),
      'not valid JSON at line 1, column 41: the text ends too early',
    ],
    [
      'text cut off inside an escape',
      encodeURIComponent(text).slice(0, 2),
      'neither JSON nor URL-encoded JSON',
    ],
    ['words', 'AdministratorAccess', 'not valid JSON at line 1, column 1: expected a value'],
    [
      'a member that libraries drop',
      '{"Statement":[],"__proto__":{}}',
      'holds a member named "__proto__"',
    ],
  ])('refuses %s', (_, input, error) => {
    expect(parsePolicyDocument(input)).toEqual({ error });
  });

  test('ten million characters and a hundred thousand levels have an outcome', () => {
    const many = Array.from({ length: 300_000 }, (_, index) => `arn:aws:s3:::bucket-${index}/*`);
    const large = parsePolicyDocument(
      encodeURIComponent(JSON.stringify({ Statement: [{ Effect: 'Deny', Resource: many }] })),
    );
    expect('ok' in large && large.ok.statements[0]?.resources?.values.length).toBe(300_000);
    const levels = 100_000;
    const deep = `{"Statement":${'['.repeat(levels)}${']'.repeat(levels)}}`;
    expect(parsePolicyDocument(deep)).toEqual({ error: 'nested deeper than 64 levels' });
    expect(parsePolicyDocument(JSON.parse(deep))).toEqual({
      error: 'nested deeper than 64 levels',
    });
  });
});

describe('the length that is allowed', () => {
  const tooLong = { error: `${text.length} characters; IAM takes at most 8,192` };
  test.each([
    ['an object', document],
    ['JSON text', text],
    ['JSON text with white space, which does not count', JSON.stringify(document, null, 9)],
    ['URL-encoded text, whose escapes do not count', everyByte(text)],
  ])('is that of the JSON in %s', (_, input) => {
    expect(parsePolicyDocument(input, text.length)).toStrictEqual({ ok: parsed });
    expect(parsePolicyDocument(input, text.length - 1)).toStrictEqual(tooLong);
  });

  test('is asked for only where levels are few enough to count it', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect(parsePolicyDocument(deep, 10)).toEqual({ error: 'nested deeper than 64 levels' });
    expect(parsePolicyDocument(undefined, 10)).toEqual({ error: 'expected object' });
  });
});

describe('the document', () => {
  test('keeps version and id, and takes one statement or several', () => {
    const deny = { Effect: 'Deny' };
    expect(parsePolicyDocument({ Id: 'x', Statement: [deny, deny], Other: 1 })).toStrictEqual({
      ok: {
        id: 'x',
        statements: [
          { effect: 'Deny', conditions: [] },
          { effect: 'Deny', conditions: [] },
        ],
      },
    });
    expect(parsePolicyDocument({ Statement: [] })).toStrictEqual({ ok: { statements: [] } });
  });

  test.each([
    ['no statement', {}, 'Statement: expected an object or an array of objects'],
    [
      'null for a statement',
      { Statement: null },
      'Statement: expected an object or an array of objects',
    ],
    [
      'text for a statement',
      { Statement: 'Allow' },
      'Statement: expected an object or an array of objects',
    ],
    ['text among statements', { Statement: ['Allow'] }, 'Statement[0]: expected object'],
    ['a version that is a number', { Version: 2012, Statement: [] }, 'Version: expected string'],
    ['an id that is a number', { Id: 1, Statement: [] }, 'Id: expected string'],
  ])('with %s is refused', (_, input, error) => {
    expect(parsePolicyDocument(input)).toEqual({ error });
  });
});

describe('a statement', () => {
  test.each([
    ['a Sid', { Sid: 'Pods' }, { sid: 'Pods' }],
    ['an empty Sid, which is none', { Sid: '' }, {}],
    [
      'everyone',
      { Principal: '*' },
      { principals: { negated: false, everyone: true, byType: {} } },
    ],
    [
      'everyone but somebody',
      { NotPrincipal: { AWS: 'a' } },
      { principals: { negated: true, everyone: false, byType: { AWS: ['a'] } } },
    ],
    [
      'nobody but everyone',
      { NotPrincipal: '*' },
      { principals: { negated: true, everyone: true, byType: {} } },
    ],
    [
      'principals of several types, some of them many',
      { Principal: { AWS: ['*', '111122223333'], Federated: 'f' } },
      {
        principals: {
          negated: false,
          everyone: false,
          byType: { AWS: ['*', '111122223333'], Federated: ['f'] },
        },
      },
    ],
    ['one action', { Action: 'sts:*' }, { actions: { negated: false, values: ['sts:*'] } }],
    ['all but one action', { NotAction: ['a'] }, { actions: { negated: true, values: ['a'] } }],
    ['one resource', { Resource: '*' }, { resources: { negated: false, values: ['*'] } }],
    [
      'all but some resources',
      { NotResource: ['a', 'b'] },
      { resources: { negated: true, values: ['a', 'b'] } },
    ],
    ['no conditions', { Condition: {} }, {}],
  ])('with %s', (_, members, expected) => {
    expect(parsePolicyDocument({ Statement: { Effect: 'Allow', ...members } })).toStrictEqual({
      ok: { statements: [{ effect: 'Allow', conditions: [], ...expected }] },
    });
  });

  test('with conditions: every value becomes text, and each operator and key is kept apart', () => {
    const Condition = {
      StringEquals: { 'oidc:sub': 'system:serviceaccount:a:b', 'oidc:aud': ['x', 'y'] },
      'ForAllValues:Bool': { 'aws:MultiFactorAuthPresent': [true, 'false'] },
      NumericLessThan: { 'aws:MultiFactorAuthAge': 3600, 's3:max-keys': [1.5, '2'] },
      Null: { 'aws:TokenIssueTime': false, 'aws:x': [] },
      StringLike: {},
    };
    const { conditions } = onlyStatement({ Effect: 'Allow', Condition });
    expect(conditions).toStrictEqual([
      { operator: 'StringEquals', key: 'oidc:sub', values: ['system:serviceaccount:a:b'] },
      { operator: 'StringEquals', key: 'oidc:aud', values: ['x', 'y'] },
      {
        operator: 'ForAllValues:Bool',
        key: 'aws:MultiFactorAuthPresent',
        values: ['true', 'false'],
      },
      { operator: 'NumericLessThan', key: 'aws:MultiFactorAuthAge', values: ['3600'] },
      { operator: 'NumericLessThan', key: 's3:max-keys', values: ['1.5', '2'] },
      { operator: 'Null', key: 'aws:TokenIssueTime', values: ['false'] },
      { operator: 'Null', key: 'aws:x', values: [] },
    ]);
  });

  const values = 'expected text, number, boolean or an array of them';
  const texts = 'expected text or an array of texts';
  const principals = 'expected "*" or an object of texts or arrays of texts';
  test.each([
    ['no effect', { Effect: undefined }, 'Effect: expected "Allow" or "Deny"'],
    ['an effect in lower case', { Effect: 'allow' }, 'Effect: expected "Allow" or "Deny"'],
    ['an effect in a list', { Effect: ['Allow'] }, 'Effect: expected "Allow" or "Deny"'],
    ['a Sid that is a number', { Sid: 1 }, 'Sid: expected string'],
    [
      'a principal that is an ARN alone',
      { Principal: 'arn:aws:iam::111122223333:root' },
      `Principal: ${principals}`,
    ],
    ['a principal that is a list', { Principal: ['*'] }, `Principal: ${principals}`],
    ['an account id as a number', { Principal: { AWS: 111122223333 } }, `Principal: ${principals}`],
    [
      'both Principal and NotPrincipal',
      { Principal: '*', NotPrincipal: '*' },
      ' has both Principal and NotPrincipal',
    ],
    [
      'both Action and NotAction',
      { Action: '*', NotAction: '*' },
      ' has both Action and NotAction',
    ],
    [
      'both Resource and NotResource',
      { Resource: '*', NotResource: '*' },
      ' has both Resource and NotResource',
    ],
    ['null for an action', { Action: null }, `Action: ${texts}`],
    ['a number among actions', { Action: ['a', 1] }, `Action: ${texts}`],
    ['an object for a resource', { Resource: {} }, `Resource: ${texts}`],
    ['an element we do not know', { action: '*' }, ' unknown member "action"'],
    ['a condition that is text', { Condition: 'x' }, 'Condition: expected record'],
    [
      'an operator that is a list',
      { Condition: { StringLike: [] } },
      'Condition.StringLike: expected record',
    ],
    [
      'null for a condition value',
      { Condition: { 'ForAnyValue:StringLike': { 'aws:x': null } } },
      `Condition["ForAnyValue:StringLike"]["aws:x"]: ${values}`,
    ],
    [
      'an object among condition values',
      { Condition: { Bool: { 'aws:x': [true, {}] } } },
      `Condition.Bool["aws:x"]: ${values}`,
    ],
  ])('with %s is refused', (_, members, error) => {
    const at = error.startsWith(' ') ? 'Statement[1]:' : 'Statement[1].';
    expect(
      parsePolicyDocument({ Statement: [{ Effect: 'Deny' }, { Effect: 'Allow', ...members }] }),
    ).toEqual({ error: at + error });
  });
});

test('no input whatever makes it throw', () => {
  const broken = fc
    .tuple(fc.nat(text.length), fc.string({ maxLength: 3 }))
    .map(([at, put]) => text.slice(0, at) + put + text.slice(at + put.length));
  const any = fc.oneof(
    fc.anything(),
    fc.jsonValue(),
    fc.string(),
    broken,
    broken.map(encodeURIComponent),
  );
  fc.assert(
    fc.property(any, (input) => {
      const result = parsePolicyDocument(input);
      expect(Object.keys(result)).toHaveLength(1);
      if ('error' in result) expect(result.error).toEqual(expect.any(String));
    }),
    { numRuns: 500 },
  );
});

function onlyStatement(statement: object) {
  const result = parsePolicyDocument({ Statement: statement });
  if ('error' in result || result.ok.statements[0] === undefined) throw new Error('not parsed');
  return result.ok.statements[0];
}

function everyByte(plain: string): string {
  return [...Buffer.from(plain)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
}
