import { describe, expect, test } from 'vitest';
import { allowedResourcePatterns } from '../../../shared/iam/allowed-resource-patterns.ts';
import { compilePermissions } from '../../../shared/iam/decide.ts';
import { mayAllow } from '../../../shared/iam/may-allow.ts';
import { strangerText } from '../../../shared/iam/stranger-text.ts';
import { witnessOf } from '../../../shared/iam/witness.ts';
import type { Statement } from '../../../shared/model/policy-document.ts';
import { actions, condition, statement } from '../../support/iam.ts';

const books = 'arn:aws:s3:::books/*';
const read = statement({ sid: 'Read', actions: actions('s3:Get*'), resources: actions(books) });

describe('mayAllow', () => {
  test('is true where some Allow covers the action, whatever its resource and conditions', () => {
    const guarded = { ...read, conditions: [condition('Bool', 'aws:SecureTransport', 'true')] };
    expect(mayAllow(compiled(guarded), 'S3:getobject')).toBe(true);
  });

  test('is false for another action, and for a Deny', () => {
    expect(mayAllow(compiled(read), 's3:PutObject')).toBe(false);
    expect(mayAllow(compiled({ ...read, effect: 'Deny' }), 's3:GetObject')).toBe(false);
  });
});

describe('allowedResourcePatterns', () => {
  test('gives what each Allow of the action names, with its statement', () => {
    const deny = statement({ ...read, effect: 'Deny' });
    const other = statement({ actions: actions('s3:PutObject'), resources: actions('*') });
    expect(allowedResourcePatterns(compiled(deny, other, read), 's3:GetObject')).toEqual([
      { pattern: books, statement: { policy: 'Files', statement: 'Read', source: read } },
    ]);
  });

  test('gives * for NotResource and for no Resource', () => {
    const not = { ...read, resources: { negated: true, values: [books] } };
    const none = statement({ actions: actions('*') });
    expect(patterns(not, none)).toEqual(['*', '*']);
  });
});

describe('strangerText', () => {
  test('is longer than any pattern, of a character that none holds', () => {
    const resources = actions('arn:aws:s3:::一');
    expect(strangerText(compiled({ ...read, resources }))).toBe('丁'.repeat(15));
  });

  test('heeds every policy', () => {
    const other = (text: string) => [
      { name: 'other', document: { statements: [statement({ actions: actions(text) })] } },
    ];
    const [boundary] = other('丁');
    const permissions = {
      principalArn: 'somebody',
      identity: other('一'),
      ...(boundary && { boundary }),
      session: other('丂'),
      serviceControl: [other('七')],
      resourceControl: [other('丄')],
    };
    expect(strangerText(compilePermissions(permissions))).toBe('丅丅');
  });

  test('heeds statements that name nothing', () => {
    expect(strangerText(compiled(statement()))).toBe('一');
  });

  test('heeds conditions and actions', () => {
    const conditions = [condition('StringEquals', 'aws:username', '一')];
    const odd = statement({ actions: actions('丁'), conditions });
    expect(strangerText(compiled(odd))).toBe('丂丂');
  });
});

describe('witnessOf', () => {
  test.each([
    [books, 'arn:aws:s3:::books/xy'],
    ['a?c*', 'axcxy'],
    [`user/$${'{aws:username}'}`, 'user/xy'],
    [`$${'{*}'}`, '*'],
    ['plain', 'plain'],
  ])('of %j is %j', (pattern, expected) => {
    expect(witnessOf(pattern, 'xy')).toBe(expected);
  });
});

test('a witness of a question mark with nothing to fill in is empty', () => {
  expect(witnessOf('a?', '')).toBe('a');
});

function patterns(...statements: readonly Statement[]): readonly string[] {
  return allowedResourcePatterns(compiled(...statements), 's3:GetObject').map(
    ({ pattern }) => pattern,
  );
}

function compiled(...statements: readonly Statement[]) {
  const document = { version: '2012-10-17', statements };
  return compilePermissions({
    principalArn: 'arn:aws:iam::111122223333:role/worker',
    identity: [{ name: 'Files', document }],
  });
}
