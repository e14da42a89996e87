import { describe, expect, test } from 'vitest';
import { contextOf } from '../../../shared/iam/context.ts';
import { compilePermissions, decide } from '../../../shared/iam/decide.ts';
import { actions, condition, statement } from '../../support/iam.ts';

const worker = 'arn:aws:iam::111122223333:role/worker';
const anything = { negated: false, values: ['*'] };
const read = statement({ sid: 'Read', actions: actions('s3:Get*'), resources: anything });
const fromVpc = condition('StringEquals', 'aws:SourceVpc', 'vpc-1');
const guarded = statement({
  actions: actions('s3:*'),
  resources: anything,
  conditions: [fromVpc],
});

describe('decide', () => {
  test('names the policy and the Sid of the statement that allows', () => {
    expect(decideOn(read)).toEqual({
      outcome: 'allowed',
      deciding: [{ policy: 'inline Files', statement: 'Read', source: read }],
      conditions: [],
    });
  });

  test('counts statements without a Sid, and quotes the condition that is open', () => {
    expect(decideOn(statement(), guarded)).toEqual({
      outcome: 'conditional',
      deciding: [{ policy: 'inline Files', statement: 'statement 2', source: guarded }],
      conditions: [fromVpc],
    });
  });

  test('denies without a statement where nothing allows', () => {
    expect(decideOn()).toEqual({ outcome: 'denied', deciding: [], conditions: [] });
  });

  test('names one document by the policy it stands in, however often it was asked', () => {
    const document = { version: '2012-10-17', statements: [read] };
    const namesOf = (name: string) => {
      const identity = [{ name, document }];
      const request = { action: 's3:GetObject', resource: 'x', context: contextOf({}) };
      const decision = decide(compilePermissions({ principalArn: worker, identity }), request);
      return decision.deciding.map(({ policy }) => policy);
    };
    expect(['first', 'second', 'first'].flatMap(namesOf)).toEqual(['first', 'second', 'first']);
  });

  test('answers the same however often it is asked, by the action in question', () => {
    const documents = [read, guarded].map((one) => ({ statements: [one] }));
    const identity = documents.map((document, index) => ({ name: `policy ${index}`, document }));
    const asked = compilePermissions({ principalArn: worker, identity });
    const namesOf = (action: string) =>
      decide(asked, {
        action,
        resource: 'x',
        context: contextOf({ 'aws:SourceVpc': 'vpc-1' }),
      }).deciding.map(({ policy }) => policy);
    expect(['s3:GetObject', 's3:PutObject', 'ec2:Run', 's3:GetObject'].map(namesOf)).toEqual([
      ['policy 0', 'policy 1'],
      ['policy 1'],
      [],
      ['policy 0', 'policy 1'],
    ]);
  });

  test('names the Deny that wins', () => {
    const never = statement({ effect: 'Deny', actions: actions('s3:GetObject') });
    expect(decideOn(read, never)).toEqual({
      outcome: 'denied',
      deciding: [{ policy: 'inline Files', statement: 'statement 2', source: never }],
      conditions: [],
    });
  });
});

function decideOn(...statements: readonly ReturnType<typeof statement>[]) {
  const compiled = compilePermissions({
    principalArn: worker,
    identity: [{ name: 'inline Files', document: { version: '2012-10-17', statements } }],
  });
  return decide(compiled, {
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::books/a',
    context: contextOf({}),
  });
}
