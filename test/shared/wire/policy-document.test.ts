import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../../shared/model/json.ts';
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

/** The smallest statement of an identity's policy, and what it is read as. */
const reading = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
const read = {
  effect: 'Allow',
  actions: { negated: false, values: ['s3:GetObject'] },
  resources: { negated: false, values: ['*'] },
  conditions: [],
};

/** Likewise of a trust policy. */
const assuming = { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' };
const assumed = {
  effect: 'Allow',
  principals: { negated: false, everyone: false, byType: { AWS: ['*'] } },
  actions: { negated: false, values: ['sts:AssumeRole'] },
  conditions: [],
};

describe('forms of a document', () => {
  test.each([
    ['an object', document],
    ['JSON text', text],
    ['JSON text with white space around it', `\n ${JSON.stringify(document, null, 2)}\n`],
    ['URL-encoded text', encodeURIComponent(text)],
    ['URL-encoded text with encoded white space in front', encodeURIComponent(`\n${text}`)],
    ['URL-encoded text with every character encoded', everyByte(text)],
    ['URL-encoded text with only its first character encoded', `%7B${text.slice(1)}`],
    ['text behind a byte order mark', `\uFEFF${text}`],
    ['URL-encoded text behind an encoded byte order mark', encodeURIComponent(`\uFEFF${text}`)],
  ])('%s', (_, input) => {
    expect(parsePolicyDocument(input, 'trust')).toStrictEqual({ ok: parsed });
  });

  test('a plus is a plus and no space', () => {
    const plus = 'arn:aws:s3:::a+b c/%41';
    const withPlus = JSON.stringify({ Statement: { ...reading, Resource: plus } });
    const expected = {
      ok: { statements: [{ ...read, resources: { negated: false, values: [plus] } }] },
    };
    expect(identity(withPlus)).toStrictEqual(expected);
    expect(identity(`\n ${withPlus}`)).toStrictEqual(expected);
    expect(identity(encodeURIComponent(withPlus))).toStrictEqual(expected);
    expect(identity(encodeURIComponent(withPlus).replaceAll('%2B', '+'))).toStrictEqual(expected);
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
    expect(parsePolicyDocument(input, 'trust')).toEqual({ error });
  });

  test('a name that stands twice is refused, because one of the two would be dropped', () => {
    const twice = '{"Statement": {\n  "Effect": "Deny", "Action": "*",\n  "Effect": "Allow"}}';
    const error = 'not valid JSON at line 3, column 3: a second "Effect" in one object';
    expect(identity(twice)).toEqual({ error });
    expect(identity(encodeURIComponent(twice))).toEqual({ error });
    expect(identity(twice.replace('"Effect": "Allow"', '"Eff\\u0065ct": "Allow"'))).toEqual({
      error,
    });
  });

  test('a name may stand in several objects, and as a value', () => {
    const names = { ...reading, Sid: 'Effect' };
    const several = JSON.stringify({ Statement: [names, reading] }, null, 1);
    expect(identity(several)).toMatchObject({ ok: { statements: [{ sid: 'Effect' }, {}] } });
  });

  test('a hundred thousand levels have an outcome', () => {
    const levels = 100_000;
    const deep = `{"Statement":${'['.repeat(levels)}${']'.repeat(levels)}}`;
    expect(identity(deep)).toEqual({ error: 'nested deeper than 64 levels' });
    expect(identity(JSON.parse(deep))).toEqual({ error: 'nested deeper than 64 levels' });
  });
});

describe('the length that is allowed', () => {
  const lengths = [
    ['identity', 262_144, 'IAM takes at most 10,240'],
    ['trust', 32_768, 'IAM takes at most 8,192'],
    ['organization', 32_768, 'AWS Organizations takes at most 5,120'],
  ] as const;
  const forms: readonly [string, (policy: Json) => Json][] = [
    ['an object', (policy) => policy],
    ['JSON text', (policy) => JSON.stringify(policy)],
    [
      'JSON text with white space, which does not count',
      (policy) => JSON.stringify(policy, null, 9),
    ],
    ['URL-encoded text, whose escapes do not count', (policy) => everyByte(JSON.stringify(policy))],
  ];
  const ofLength = (kind: 'identity' | 'trust' | 'organization', length: number) => {
    const statement = kind === 'trust' ? assuming : reading;
    const frame = JSON.stringify({ Id: '', Statement: statement }).length;
    return { Id: 'x'.repeat(length - frame), Statement: statement };
  };

  describe.each(lengths)('for %s', (kind, longest, quota) => {
    test.each(forms)('is that of the JSON in %s', (_, as) => {
      expect(parsePolicyDocument(as(ofLength(kind, longest)), kind)).toHaveProperty('ok');
      expect(parsePolicyDocument(as(ofLength(kind, longest + 1)), kind)).toEqual({
        error: `${longest + 1} characters; ${quota}`,
      });
    });
  });

  test('is no hindrance to what IAM takes: a trust policy of 8,192 characters', () => {
    expect(parsePolicyDocument(ofLength('trust', 8192), 'trust')).toHaveProperty('ok');
  });

  test('is asked before names are compared', () => {
    const id = `"Id":"${'x'.repeat(10_000_000)}"`;
    expect(identity(`{${id},${id}}`)).toEqual({
      error: '10000009 characters; IAM takes at most 10,240',
    });
  });
});

describe('the document', () => {
  test('keeps version and id, and takes one statement or several', () => {
    expect(
      identity({ Version: '2008-10-17', Id: 'x', Statement: [reading, reading] }),
    ).toStrictEqual({
      ok: { version: '2008-10-17', id: 'x', statements: [read, read] },
    });
    expect(identity({ Statement: reading })).toStrictEqual({ ok: { statements: [read] } });
  });

  const version = 'Version: expected "2012-10-17" or "2008-10-17"';
  const statements = 'Statement: expected an object or an array of objects';
  test.each<[string, Json, string]>([
    ['no statement', {}, statements],
    ['null for a statement', { Statement: null }, statements],
    ['text for a statement', { Statement: 'Allow' }, statements],
    ['text among statements', { Statement: ['Allow'] }, 'Statement[0]: expected object'],
    ['a list among statements', { Statement: [[reading]] }, 'Statement[0]: expected object'],
    ['an empty list of statements', { Statement: [] }, 'Statement: expected at least one'],
    [
      'names in lower case',
      { version: '2012-10-17', statement: reading },
      'unknown member "version"',
    ],
    [
      'one name in lower case',
      { Version: '2012-10-17', statement: reading },
      'unknown member "statement"',
    ],
    ['a member that IAM lacks', { Statement: reading, Comment: 'x' }, 'unknown member "Comment"'],
    ['a version that there is not', { Version: '2013-10-17', Statement: reading }, version],
    ['a version that is a number', { Version: 2012, Statement: reading }, version],
    ['null for a version', { Version: null, Statement: reading }, version],
    ['an id that is a number', { Id: 1, Statement: reading }, 'Id: expected string'],
    [
      'a Sid that an earlier statement has',
      { Statement: [{ ...reading, Sid: 'A' }, reading, { ...reading, Sid: 'A' }] },
      'Statement[2].Sid: is the Sid of an earlier statement too',
    ],
  ])('with %s is refused', (_, input, error) => {
    expect(identity(input)).toEqual({ error });
  });

  test('may have several statements with an empty Sid, which is none', () => {
    const unnamed = { ...reading, Sid: '' };
    expect(identity({ Statement: [unnamed, unnamed] })).toStrictEqual({
      ok: { statements: [read, read] },
    });
  });
});

describe('the kind of policy', () => {
  const everyone = { negated: false, everyone: true, byType: {} };
  test.each([
    ['of an identity has a resource and no principal', 'identity', reading, read],
    [
      'of an identity may have all resources but some',
      'identity',
      { Effect: 'Allow', Action: 's3:GetObject', NotResource: '*' },
      { ...read, resources: { negated: true, values: ['*'] } },
    ],
    [
      'of trust has a principal and no resource',
      'trust',
      { ...assuming, Principal: '*' },
      { ...assumed, principals: everyone },
    ],
    [
      'of trust may have all principals but some',
      'trust',
      { Effect: 'Deny', Action: 'sts:AssumeRole', NotPrincipal: { AWS: 'a' } },
      {
        ...assumed,
        effect: 'Deny',
        principals: { negated: true, everyone: false, byType: { AWS: ['a'] } },
      },
    ],
    ['of an organization has a resource, as an SCP', 'organization', reading, read],
    [
      'of an organization may name everyone, as an RCP',
      'organization',
      { ...reading, Principal: '*' },
      { ...read, principals: everyone },
    ],
  ] as const)('%s', (_, kind, statement, expected) => {
    expect(parsePolicyDocument({ Statement: statement }, kind)).toStrictEqual({
      ok: { statements: [expected] },
    });
  });

  const both = { ...assuming, Resource: '*' };
  const { Resource: _, ...nowhere } = reading;
  const { Principal: __, ...nobody } = assuming;
  const noPrincipal = 'has Principal or NotPrincipal, which is not for this kind of policy';
  const noResource = 'has Resource or NotResource, which is not for this kind of policy';
  const noOther = 'has principals other than "*"';
  test.each([
    ['of an identity with a principal', 'identity', both, noPrincipal],
    ['of an identity with everyone', 'identity', { ...reading, Principal: '*' }, noPrincipal],
    [
      'of an identity with principals left out',
      'identity',
      { ...reading, NotPrincipal: { AWS: 'a' } },
      noPrincipal,
    ],
    [
      'of an identity without resource',
      'identity',
      nowhere,
      'has neither Resource nor NotResource',
    ],
    ['of trust without principal', 'trust', nobody, 'has neither Principal nor NotPrincipal'],
    ['of trust with a resource', 'trust', both, noResource],
    ['of trust with resources left out', 'trust', { ...assuming, NotResource: 'a' }, noResource],
    [
      'of an organization without resource',
      'organization',
      nowhere,
      'has neither Resource nor NotResource',
    ],
    ['of an organization with somebody', 'organization', both, noOther],
    [
      'of an organization with all but nobody',
      'organization',
      { ...reading, NotPrincipal: '*' },
      noOther,
    ],
  ] as const)('%s is refused', (_title, kind, statement, error) => {
    expect(parsePolicyDocument({ Statement: statement }, kind)).toEqual({
      error: `Statement[0]: ${error}`,
    });
  });
});

describe('a statement', () => {
  test.each<[string, Record<string, Json>, object]>([
    ['a Sid', { Sid: 'Pods' }, { sid: 'Pods' }],
    ['an empty Sid, which is none', { Sid: '' }, {}],
    ['an effect of Deny', { Effect: 'Deny' }, { effect: 'Deny' }],
    [
      'several resources',
      { Resource: ['arn:aws:s3:::a', 'arn:aws:s3:::b/*'] },
      { resources: { negated: false, values: ['arn:aws:s3:::a', 'arn:aws:s3:::b/*'] } },
    ],
    [
      'a resource that is no ARN, which matches nothing but itself',
      { Resource: 'buckets' },
      { resources: { negated: false, values: ['buckets'] } },
    ],
    [
      'a variable without its closing brace',
      { Resource: 'arn:aws:s3:::$' + '{aws:username' },
      { resources: { negated: false, values: ['arn:aws:s3:::$' + '{aws:username'] } },
    ],
    [
      'characters beyond Latin',
      { Resource: 'arn:aws:s3:::\u8cc7\u6599/\u{1F512}' },
      { resources: { negated: false, values: ['arn:aws:s3:::\u8cc7\u6599/\u{1F512}'] } },
    ],
    ['no conditions', { Condition: {} }, {}],
    ['an operator without keys', { Condition: { StringLike: {} } }, {}],
  ])('of an identity with %s', (_, members, expected) => {
    expect(identity({ Statement: { ...reading, ...members } })).toStrictEqual({
      ok: { statements: [{ ...read, ...expected }] },
    });
  });

  test.each([
    '*',
    's3:GetObject',
    's3:*',
    's3:Get?bject*',
    '*:*',
    's?:Get*',
    'S3:getobject',
    'eks-auth:AssumeRoleForPodIdentity',
    'example.com:Do',
    's3:',
  ])('with action %s', (action) => {
    const { Action: __, ...rest } = reading;
    expect(identity({ Statement: { ...rest, Action: action } })).toStrictEqual({
      ok: { statements: [{ ...read, actions: { negated: false, values: [action] } }] },
    });
    expect(identity({ Statement: { ...rest, NotAction: [action, 's3:x'] } })).toStrictEqual({
      ok: { statements: [{ ...read, actions: { negated: true, values: [action, 's3:x'] } }] },
    });
  });

  test.each<[string, Json, object]>([
    [
      'principals of several types, some of them many',
      { AWS: ['*', '111122223333'], Federated: 'f', Service: 's', CanonicalUser: ['c'] },
      { AWS: ['*', '111122223333'], Federated: ['f'], Service: ['s'], CanonicalUser: ['c'] },
    ],
    ['an ARN that is none', { AWS: 'arn:aws:iam:::root' }, { AWS: ['arn:aws:iam:::root'] }],
  ])('of trust with %s', (_, Principal, byType) => {
    expect(parsePolicyDocument({ Statement: { ...assuming, Principal } }, 'trust')).toStrictEqual({
      ok: { statements: [{ ...assumed, principals: { negated: false, everyone: false, byType } }] },
    });
  });

  test('with conditions: every value becomes text, and each operator and key is kept apart', () => {
    const Condition = {
      StringEquals: { 'oidc:sub': 'system:serviceaccount:a:b', 'oidc:aud': ['x', 'y'] },
      'ForAllValues:Bool': { 'aws:MultiFactorAuthPresent': [true, 'false'] },
      NumericLessThan: { 'aws:MultiFactorAuthAge': 3600, 's3:max-keys': [1.5, '2'] },
      Null: { 'aws:TokenIssueTime': false, 'aws:x': [] },
      NumericEquals: { 'aws:x': 9_007_199_254_740_991 },
      StringEqualsIfExist: { 'aws:x': 'an operator that there is not' },
    };
    expect(conditionsOf(Condition)).toStrictEqual([
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
      { operator: 'NumericEquals', key: 'aws:x', values: ['9007199254740991'] },
      {
        operator: 'StringEqualsIfExist',
        key: 'aws:x',
        values: ['an operator that there is not'],
      },
    ]);
  });

  const half = 'has half of a surrogate pair';
  const values = 'expected text, number, boolean or an array of them';
  const texts = 'expected text or an array of texts';
  const principals = 'expected "*" or an object of types such as AWS';
  const actions = 'expected an action as "sts:AssumeRole", or "*"';
  test.each<[string, Record<string, Json | undefined>, string]>([
    ['no effect', { Effect: undefined }, 'Effect: expected "Allow" or "Deny"'],
    ['an effect in lower case', { Effect: 'allow' }, 'Effect: expected "Allow" or "Deny"'],
    ['an effect in a list', { Effect: ['Allow'] }, 'Effect: expected "Allow" or "Deny"'],
    ['a Sid that is a number', { Sid: 1 }, 'Sid: expected string'],
    ['half of a character', { Sid: '\ud83d' }, `Sid: ${half}`],
    ['a name in lower case', { effect: 'Allow', Effect: undefined }, ' unknown member "effect"'],
    ['an element that IAM lacks', { Actions: 's3:*' }, ' unknown member "Actions"'],

    [
      'a principal that is an ARN alone',
      { Principal: 'arn:aws:iam::111122223333:root' },
      `Principal: ${principals}`,
    ],
    ['a principal that is a list', { Principal: ['*'] }, `Principal: ${principals}`],
    ['null for a principal', { Principal: null }, `Principal: ${principals}`],
    [
      'an account id as a number, whose zeros may be lost',
      { Principal: { AWS: 111122223333 } },
      `Principal.AWS: ${texts}`,
    ],
    [
      'an account id as a number in a list',
      { Principal: { AWS: ['1', 111122223333] } },
      'Principal.AWS[1]: expected string',
    ],
    [
      'a type of principal in lower case',
      { Principal: { aws: '*' } },
      'Principal: unknown member "aws"',
    ],
    [
      'a type of principal that there is not',
      { NotPrincipal: { Group: 'a' }, Principal: undefined },
      'NotPrincipal: unknown member "Group"',
    ],
    ['no type of principal', { Principal: {} }, 'Principal: expected at least one principal'],
    [
      'a type without principals',
      { Principal: { AWS: [] } },
      'Principal.AWS: expected at least one',
    ],
    [
      'both Principal and NotPrincipal',
      { NotPrincipal: '*' },
      ' has both Principal and NotPrincipal',
    ],
    [
      'both Resource and NotResource',
      { Resource: '*', NotResource: '*' },
      ' has both Resource and NotResource',
    ],

    ['both Action and NotAction', { NotAction: '*' }, ' has both Action and NotAction'],
    ['neither Action nor NotAction', { Action: undefined }, ' has neither Action nor NotAction'],
    ['an empty list of actions', { Action: [] }, 'Action: expected at least one'],
    ['null for an action', { Action: null }, `Action: ${texts}`],
    ['an object for an action', { Action: {} }, `Action: ${texts}`],
    ['a number among actions', { Action: ['s3:a', 1] }, 'Action[1]: expected string'],
    ['a list among actions', { Action: [['s3:a']] }, 'Action[0]: expected string'],
    ['an action without service', { Action: 'AssumeRole' }, `Action: ${actions}`],
    ['an action with two colons', { Action: ['s3:a', 's3:a:b'] }, `Action[1]: ${actions}`],
    ['a service with a space', { Action: 's 3:GetObject' }, `Action: ${actions}`],
    ['an action of two wildcards', { Action: '**' }, `Action: ${actions}`],
    ['an empty action', { Action: '' }, `Action: ${actions}`],
    ['an action on a second line', { Action: 'x\ns3:Get' }, `Action: ${actions}`],
    ['half of a character in an action', { Action: 's3:\udc00' }, `Action: ${half}`],

    ['a condition that is text', { Condition: 'x' }, 'Condition: expected record'],
    ['a condition that is a list', { Condition: [{}] }, 'Condition: expected record'],
    ['null for a condition', { Condition: null }, 'Condition: expected record'],
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
      'an object for a condition value',
      { Condition: { Bool: { 'aws:x': {} } } },
      `Condition.Bool["aws:x"]: ${values}`,
    ],
    [
      'an object among condition values',
      { Condition: { Bool: { 'aws:x': [true, {}] } } },
      'Condition.Bool["aws:x"][1]: expected text, number or boolean',
    ],
    [
      'a number that loses digits',
      { Condition: { NumericEquals: { 'aws:x': 9_007_199_254_740_992 } } },
      'Condition.NumericEquals["aws:x"]: has too many digits for a number without quotes',
    ],
    [
      'a number in a list that loses digits',
      { Condition: { NumericEquals: { 'aws:x': [1, 1e21] } } },
      'Condition.NumericEquals["aws:x"][1]: has too many digits for a number without quotes',
    ],
    [
      'half of a character in a condition value',
      { Condition: { StringLike: { 'aws:x': ['a', '\ud83d'] } } },
      `Condition.StringLike["aws:x"][1]: ${half}`,
    ],
    [
      'half of a character in a key',
      { Condition: { StringLike: { '\ud83d': 'a' } } },
      `Condition.StringLike["\\ud83d"]: not understood`,
    ],
    [
      'half of a character in an operator',
      { Condition: { '\ud83d': {} } },
      `Condition["\\ud83d"]: not understood`,
    ],
    [
      'one key in two spellings',
      { Condition: { StringLike: { 'aws:PrincipalTag/a': 'x', 'AWS:principaltag/A': 'y' } } },
      'Condition.StringLike: has one key twice, in different case',
    ],
  ])('of trust with %s is refused', (_, members, error) => {
    const at = error.startsWith(' ') ? 'Statement[1]:' : 'Statement[1].';
    const odd = { ...assuming, ...members };
    const given = Object.fromEntries(
      Object.entries(odd).filter(([, value]) => value !== undefined),
    );
    const result = parsePolicyDocument({ Statement: [assuming, given] }, 'trust');
    expect(result).toEqual({ error: at + error });
  });

  test.each<[string, Record<string, Json>, string]>([
    ['an empty list of resources', { Resource: [] }, 'Resource: expected at least one'],
    ['a number for a resource', { Resource: 1 }, `Resource: ${texts}`],
    ['an object for a resource', { Resource: {} }, `Resource: ${texts}`],
    ['an object among resources', { Resource: ['a', {}] }, 'Resource[1]: expected string'],
  ])('of an identity with %s is refused', (_, members, error) => {
    expect(identity({ Statement: { ...reading, ...members } })).toEqual({
      error: `Statement[0].${error}`,
    });
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
      const result = parsePolicyDocument(input, 'trust');
      expect(Object.keys(result)).toHaveLength(1);
      if ('error' in result) expect(result.error).toEqual(expect.any(String));
    }),
    { numRuns: 500 },
  );
});

function identity(input: unknown) {
  return parsePolicyDocument(input, 'identity');
}

function conditionsOf(Condition: object) {
  const result = identity({ Statement: { ...reading, Condition } });
  return 'ok' in result ? result.ok.statements[0]?.conditions : result;
}

function everyByte(plain: string): string {
  return [...Buffer.from(plain)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
}
