import { describe, expect, test } from 'vitest';
import { compileStatement } from '../../../shared/iam/compiled-statement.ts';
import type { Statement } from '../../../shared/model/policy-document.ts';
import { actions, statement } from '../../support/iam.ts';

describe('a statement made ready to be matched', () => {
  test('keeps names apart from patterns, and patterns from variables', () => {
    const one = statement({
      actions: actions('S3:GetObject', 's3:List*', 's3:Put?bject'),
      resources: actions('arn:aws:s3:::a', 'arn:aws:s3:::b/*', 'arn:aws:s3:::c/${aws:username}'),
    });
    expect(compiled(one)).toMatchObject({
      notAction: false,
      actions: new Set(['s3:getobject']),
      actionPatterns: [{ text: 's3:list' }, { text: 's3:put?bject' }],
      notResource: false,
      resources: [{ text: 'arn:aws:s3:::a' }, { text: 'arn:aws:s3:::b/' }],
      templates: [{ pieces: [{ text: 'arn:aws:s3:::c/' }, { key: 'aws:username' }] }],
    });
  });

  test('names no action where there are but patterns', () => {
    expect(compiled(statement({ actions: actions('s3:*') })).actions).toBeUndefined();
  });

  test('without Action it names none, without Resource it is about every one', () => {
    const source = statement();
    expect(compiled(source)).toEqual({
      deciding: { policy: 'a', statement: 'b', source },
      ...{ notAction: false, actions: undefined, actionPatterns: [] },
      ...{ notResource: true, resources: [], templates: [] },
      conditions: [],
    });
  });
});

function compiled(source: Statement) {
  return compileStatement({ policy: 'a', statement: 'b', source }, true);
}
