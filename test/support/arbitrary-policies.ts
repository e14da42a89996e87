import fc from 'fast-check';
import { contextOf } from '../../shared/iam/context.ts';
import type { NamedPolicy, Permissions, Request } from '../../shared/iam/decision.ts';
import type { Condition, ListElement, Statement } from '../../shared/model/policy-document.ts';

/** Few words, so that policies and requests often meet. */
const keys = ['x:text', 'x:number', 'x:date', 'x:bool', 'x:ip', 'x:arn', 'x:many'];
const texts = ['a', 'A', 'ab', 'b', '*', ''];
const numbers = ['1', '2', '10', '-1.5', 'one'];
const dates = ['2026-11-26', '2026-11-26T12:00:00Z', '1795694400', '2026-02-30', 'now'];
const booleans = ['true', 'false', 'TRUE', 'maybe'];
const addresses = ['10.1.2.3', '10.1.2.4', '2001:db8::1', '2001:db8::', '10.1.2.300', 'here'];
const arns = ['arn:aws:s3:::a', 'arn:aws:s3:::a:b', 'arn:aws:iam::1:role/a', 'a'];
const words: Readonly<Record<string, readonly string[]>> = {
  'x:text': texts,
  'x:number': numbers,
  'x:date': dates,
  'x:bool': booleans,
  'x:ip': addresses,
  'x:arn': arns,
  'x:many': texts,
};

const operators = [
  ...['StringEquals', 'StringNotEquals', 'StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase'],
  ...['StringLike', 'StringNotLike', 'NumericEquals', 'NumericNotEquals', 'NumericLessThan'],
  ...['NumericLessThanEquals', 'NumericGreaterThan', 'NumericGreaterThanEquals', 'DateEquals'],
  ...['DateNotEquals', 'DateLessThan', 'DateLessThanEquals', 'DateGreaterThan'],
  ...['DateGreaterThanEquals', 'Bool', 'BinaryEquals', 'IpAddress', 'NotIpAddress', 'ArnEquals'],
  ...[
    'ArnLike',
    'ArnNotEquals',
    'ArnNotLike',
    'Null',
    'NotBool',
    'StringMatches',
    'NumericNotLessThan',
  ],
];

const patternsOf: Readonly<Record<string, readonly string[]>> = {
  string: [
    ...texts,
    'a*',
    '?',
    '?b',
    variable('x:text'),
    variable("x:text, 'b'"),
    variable('*'),
    variable('x:many'),
    `$\{x`,
  ],
  numeric: [...numbers, '1*', variable('x:number')],
  date: dates,
  bool: [...booleans, variable('x:bool')],
  binary: ['YQ==', 'YQ=', 'YWJj', 'a*b='],
  ip: [...addresses, '10.1.0.0/16', '10.0.0.0/8', '::/0', '2001:db8::/32', '10.0.0.0/33'],
  arn: [
    ...arns,
    '*',
    'arn:aws:*:*:*:*',
    'arn:*',
    `arn:aws:s3:::${variable('x:text')}`,
    variable('x:arn'),
  ],
  null: [...booleans, variable('x:bool')],
};

function conditions(): fc.Arbitrary<Condition> {
  return fc.constantFrom(...operators).chain((name) => {
    const family = Object.keys(patternsOf).find((each) => name.toLowerCase().includes(each));
    return fc
      .record({
        prefix: fc.constantFrom('', '', '', 'ForAllValues:', 'ForAnyValue:', 'forallvalues:'),
        suffix: fc.constantFrom('', '', 'IfExists'),
        key: fc.constantFrom(...keys, 'X:TEXT'),
        values: fc.array(fc.constantFrom(...(patternsOf[family ?? 'string'] ?? texts)), {
          maxLength: 3,
        }),
      })
      .map(({ prefix, suffix, key, values }) => ({
        operator: `${prefix}${name}${suffix}`,
        key,
        values,
      }));
  });
}

const actions = [
  's:Get',
  's:Put',
  'S:GET',
  's:*',
  's:G*',
  '*',
  't:?et',
  's:?et',
  '?:*',
  't:Get',
  's',
];
const resources = [
  ...[
    '*',
    'arn:aws:s:::a',
    'arn:aws:s:::a*',
    'arn:aws:s:::?',
    `arn:aws:s:::${variable('x:text')}`,
    'arn:*:b',
  ],
  ...[
    `arn:aws:s:::${variable("x:text, 'a'")}`,
    `arn:${variable('x:text')}:s:::a`,
    `arn:aws:s:::${variable('*')}`,
    `arn:aws:s:::$\{x`,
  ],
  ...[
    `arn:aws:s:::${variable('x:text')}*${variable('x:many')}`,
    'arn:aws:s:::*b*',
    'arn:aws:s:::?*b',
  ],
];

export function statements(effects: readonly ['Allow' | 'Deny', ...('Allow' | 'Deny')[]]) {
  return fc.record<Statement>(
    {
      sid: fc.constantFrom('A', 'B', 'C'),
      effect: fc.constantFrom(...effects),
      actions: elements(actions),
      resources: elements(resources),
      conditions: fc.oneof(
        { weight: 3, arbitrary: fc.constant([]) },
        { weight: 2, arbitrary: fc.array(conditions(), { maxLength: 2 }) },
      ),
    },
    { requiredKeys: ['effect', 'conditions'] },
  );
}

function elements(values: readonly string[]): fc.Arbitrary<ListElement> {
  return fc.record({
    negated: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, fc.boolean()),
    values: fc.array(fc.constantFrom(...values), { maxLength: 3 }),
  });
}

const both = ['Allow', 'Allow', 'Deny'] as const;

export function policies(name: string, minLength = 0): fc.Arbitrary<NamedPolicy> {
  const document = fc.record(
    {
      version: fc.constantFrom('2012-10-17', '2012-10-17', '2008-10-17'),
      statements: fc.array(statements([...both]), { minLength, maxLength: 4 }),
    },
    { requiredKeys: ['statements'] },
  );
  return document.map((given) => ({ name, document: given }));
}

/** The principal is no role and no user, so that its ARN says nothing of its keys. */
export function permissions(): fc.Arbitrary<Permissions> {
  return fc.record<Permissions>(
    {
      principalArn: fc.constant('somebody'),
      identity: fc.tuple(policies('first', 1), policies('second')),
      boundary: policies('boundary', 1),
      session: fc.array(policies('session', 1), { maxLength: 2 }),
      serviceControl: fc.array(fc.array(policies('SCP', 1), { maxLength: 2 }), { maxLength: 2 }),
      resourceControl: fc.array(fc.array(policies('RCP', 1), { maxLength: 1 }), { maxLength: 1 }),
    },
    { requiredKeys: ['principalArn', 'identity'] },
  );
}

/** What a request says of its keys: those that are left out are unknown. */
export type KnownKeys = Readonly<Record<string, readonly string[]>>;

export function knownKeys(): fc.Arbitrary<KnownKeys> {
  const values = (key: string) =>
    fc.array(fc.constantFrom(...(words[key] ?? texts)), { maxLength: key === 'x:many' ? 3 : 1 });
  return fc
    .tuple(...keys.map((key) => fc.option(values(key))))
    .map((all) =>
      Object.fromEntries(keys.flatMap((key, at) => (all[at] ? [[key, all[at]] as const] : []))),
    );
}

export function requests(known: fc.Arbitrary<KnownKeys> = knownKeys()): fc.Arbitrary<Request> {
  return fc.record({
    action: fc.constantFrom('s:Get', 's:put', 'T:GET', 'u:Get'),
    resource: fc.constantFrom('arn:aws:s:::a', 'arn:aws:s:::ab', 'arn:aws:s:::*', '*'),
    context: known.map((values) => contextOf(values)),
  });
}

function variable(inside: string): string {
  return `$\{${inside}}`;
}
