import fc from 'fast-check';
import { expect, test } from 'vitest';
import { statementKeys } from '../../../shared/iam/statement-key.ts';
import { actions, condition, everyone, federated, services, statement } from '../../support/iam.ts';

const byToken = actions('sts:AssumeRoleWithWebIdentity');
const first = statement({ principals: federated('a', 'b'), actions: byToken });
const second = statement({
  principals: services('ec2.amazonaws.com'),
  actions: actions('sts:AssumeRole'),
});

test('a Sid that is unique is the key', () => {
  expect(
    statementKeys([
      { ...first, sid: 'One' },
      { ...second, sid: 'Two' },
    ]),
  ).toEqual(['One', 'Two']);
});

test('a Sid that is not unique is no key', () => {
  const keys = statementKeys([
    { ...first, sid: 'Same' },
    { ...second, sid: 'Same' },
  ]);
  expect(keys).toEqual(statementKeys([first, second]));
});

test('without a Sid, principal and action are the key: not conditions, order or letters of an action', () => {
  const rewritten = statement({
    principals: federated('b', 'a'),
    actions: actions('STS:assumeRoleWithWebIdentity'),
    conditions: [condition('StringEquals', 'k', 'v')],
  });
  expect(statementKeys([rewritten])).toEqual(statementKeys([first]));
});

test.each([
  ['another principal', { ...first, principals: federated('a') }],
  ['the same principal of another type', { ...first, principals: services('a', 'b') }],
  ['everybody', { ...first, principals: everyone }],
  [
    'everybody but the principal',
    { ...first, principals: { ...federated('a', 'b'), negated: true } },
  ],
  ['another action', { ...first, actions: actions('sts:*') }],
  ['every action but one', { ...first, actions: { ...byToken, negated: true } }],
  ['a Deny', { ...first, effect: 'Deny' as const }],
  ['no principal', statement({ actions: byToken })],
  ['no action', statement({ principals: federated('a', 'b') })],
])('%s makes another key', (_, other) => {
  expect(statementKeys([other])).not.toEqual(statementKeys([first]));
});

test('where principal and action repeat, Sid and conditions tell statements apart in any order', () => {
  const one = {
    ...first,
    conditions: [condition('StringEquals', 'k', 'v', 'w'), condition('Bool', 'b', 'true')],
  };
  const again = {
    ...first,
    conditions: [condition('Bool', 'b', 'true'), condition('StringEquals', 'k', 'w', 'v')],
  };
  const two = {
    ...first,
    conditions: [condition('StringEquals', 'k', 'x'), condition('Bool', 'b', 'true')],
  };
  const [key, other] = statementKeys([one, two]);
  expect(statementKeys([two, again])).toEqual([other, key]);
  expect(key).not.toBe(other);
});

test('Sids that repeat still help where nothing else differs', () => {
  const keys = statementKeys([
    { ...first, sid: 'Same' },
    { ...first, sid: 'Other' },
    { ...second, sid: 'Same' },
    { ...second, sid: 'Other' },
    first,
  ]);
  expect(new Set(keys).size).toBe(5);
});

test('a key does not depend on where its statement stands', () => {
  const parts = fc.record({
    sid: fc.constantFrom('One', 'Two', ''),
    who: fc.constantFrom('a', 'b'),
    value: fc.constantFrom('v', 'w'),
  });
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 5 }), (sketches) => {
      const document = sketches.map(({ sid, who, value }) =>
        statement({
          ...(sid !== '' && { sid }),
          principals: federated(who),
          actions: byToken,
          conditions: [condition('StringEquals', 'k', value)],
        }),
      );
      const reversed = statementKeys(document.toReversed()).toReversed();
      expect(reversed).toEqual(statementKeys(document));
    }),
  );
});
