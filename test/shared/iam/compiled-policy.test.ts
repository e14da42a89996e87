import { describe, expect, test } from 'vitest';
import { compilePolicy, layerOf, statementsAbout } from '../../../shared/iam/compiled-policy.ts';
import type { Statement } from '../../../shared/model/policy-document.ts';
import { actions, statement } from '../../support/iam.ts';

const read = statement({ sid: 'Read', actions: actions('S3:Get*', 's3:List*') });
const both = statement({ sid: 'Both', actions: actions('s3:PutObject', 'ec2:*') });
const any = statement({ sid: 'Any', actions: actions('ec2:*', '*:Get*') });
const not = statement({ sid: 'Not', actions: { negated: true, values: ['s3:*'] } });
const deny = statement({ ...read, sid: 'Deny', effect: 'Deny' });

describe('compilePolicy', () => {
  test('compiles a document once for each name it stands under', () => {
    const document = { statements: [read] };
    const [first, second, again] = ['first', 'second', 'first'].map((name) =>
      compilePolicy({ name, document }),
    );
    expect(first).toBe(again);
    expect(second).not.toBe(first);
    expect(second?.name).toBe('second');
    expect(compilePolicy({ name: 'second', document })).toBe(second);
  });

  test('compiles equal documents each for itself', () => {
    const compile = () => compilePolicy({ name: 'a', document: { statements: [read] } });
    expect(compile()).not.toBe(compile());
  });
});

describe('statementsAbout', () => {
  test.each([
    ['s3', { allows: ['Read', 'Both', 'Any', 'Not'], denies: ['Deny'] }],
    ['ec2', { allows: ['Both', 'Any', 'Not'], denies: [] }],
    ['iam', { allows: ['Any', 'Not'], denies: [] }],
  ])('%s gives what could name an action of it, in order', (service, expected) => {
    const document = { statements: [read, both, deny, any, not] };
    expect(labels(statementsAbout(compilePolicy({ name: 'a', document }), service))).toEqual(
      expected,
    );
  });

  test('gives what names nothing at all for every service', () => {
    const document = { statements: [statement({ sid: 'Nothing' })] };
    expect(labels(statementsAbout(compilePolicy({ name: 'a', document }), 's3'))).toEqual({
      allows: ['Nothing'],
      denies: [],
    });
  });
});

describe('a layer', () => {
  test('puts the statements of its policies together once', () => {
    const layer = layerOf([policy('a', read, deny), policy('b', any, deny)]);
    expect(labels(layer.about('s3'))).toEqual({
      allows: ['Read', 'Any'],
      denies: ['Deny', 'Deny'],
    });
    expect(layer.about('s3')).toBe(layer.about('s3'));
  });

  test('hands on the statements of the one policy that is about the service', () => {
    const [puts, reads] = [policy('a', both), policy('b', read)];
    const expected = statementsAbout(compilePolicy(puts), 'ec2');
    expect(layerOf([puts, reads]).about('ec2')).toBe(expected);
    expect(layerOf([reads, puts]).about('ec2')).toBe(expected);
  });

  test('has nothing about a service that no policy names', () => {
    expect(layerOf([policy('a', read)]).about('iam')).toEqual({ allows: [], denies: [] });
    expect(layerOf([]).about('iam')).toEqual({ allows: [], denies: [] });
  });
});

function policy(name: string, ...statements: readonly Statement[]) {
  return { name, document: { statements } };
}

function labels({ allows, denies }: ReturnType<typeof statementsAbout>) {
  const label = ({ deciding }: (typeof allows)[number]) => deciding.statement;
  return { allows: allows.map(label), denies: denies.map(label) };
}
