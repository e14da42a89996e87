import { describe, expect, test } from 'vitest';
import { contextOf } from '../../../shared/iam/context.ts';
import { principalKeys, withKeys } from '../../../shared/iam/principal-keys.ts';

describe('contextOf', () => {
  test('gives one text and several as lists, whatever the case of the key', () => {
    const context = contextOf({ 'AWS:SourceIp': '10.0.0.1', 'aws:TagKeys': ['a', 'b'] });
    expect(context.value('aws:sourceip')).toEqual(['10.0.0.1']);
    expect(context.value('aws:tagkeys')).toEqual(['a', 'b']);
  });

  test('takes an empty list for an absent key', () => {
    expect(contextOf({ 'aws:username': [] }).value('aws:username')).toEqual([]);
  });

  test('knows nothing of other keys, unless they are said to be absent', () => {
    expect(contextOf({}).value('aws:username')).toBe('unknown');
    expect(contextOf({}, 'absent').value('aws:username')).toEqual([]);
  });

  test('has no keys that JavaScript brings along', () => {
    expect(contextOf({}).value('constructor')).toBe('unknown');
  });
});

describe('the keys of a principal', () => {
  test('of a user are its ARN, account and name', () => {
    expect(principalKeys('arn:aws:iam::111122223333:user/team/ann')).toEqual(
      new Map([
        ['aws:principalarn', ['arn:aws:iam::111122223333:user/team/ann']],
        ['aws:principalaccount', ['111122223333']],
        ['aws:username', ['ann']],
      ]),
    );
  });

  test('of a role are its ARN and account, and that there is no user name', () => {
    expect(principalKeys('arn:aws:iam::111122223333:role/app')).toEqual(
      new Map([
        ['aws:principalarn', ['arn:aws:iam::111122223333:role/app']],
        ['aws:principalaccount', ['111122223333']],
        ['aws:username', []],
      ]),
    );
  });

  test.each([
    'arn:aws:iam::111122223333:group/team',
    'arn:aws:sts::111122223333:assumed-role/app/run',
    'somebody',
  ])('of %s are none that follow from it', (arn) => {
    expect(principalKeys(arn)).toEqual(new Map());
  });

  test('give way to what the context says', () => {
    const keys = principalKeys('arn:aws:iam::111122223333:user/ann');
    const context = withKeys(contextOf({ 'aws:username': 'bob' }), keys);
    expect(context.value('aws:username')).toEqual(['bob']);
    expect(context.value('aws:principalaccount')).toEqual(['111122223333']);
    expect(context.value('aws:sourceip')).toBe('unknown');
  });
});
