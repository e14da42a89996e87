import { describe, expect, test } from 'vitest';
import { decideAssumeRole } from '../../../shared/iam/assume-role.ts';
import { contextOf } from '../../../shared/iam/context.ts';
import { everythingAllowed } from '../../../shared/iam/everything-allowed.ts';
import { decideAsSession, decideFactors } from '../../../shared/iam/second-factor.ts';
import type { Condition } from '../../../shared/model/policy-document.ts';
import { roleNamed } from '../../support/accounts.ts';
import { condition } from '../../support/iam.ts';
import { document, trusting } from '../../support/policies.ts';

const role = 'arn:aws:iam::012345678901:role/admin';
const alice = 'arn:aws:iam::012345678901:user/alice';
const present = 'aws:MultiFactorAuthPresent';

describe('decideFactors', () => {
  test.each<[string, readonly Condition[], string, string]>([
    ['nothing', [], 'allowed', 'allowed'],
    ['a second factor', [condition('Bool', present, 'true')], 'allowed', 'denied'],
    ['one if it is spoken of', [condition('BoolIfExists', present, 'true')], 'allowed', 'allowed'],
    ['none', [condition('Bool', present, 'false')], 'denied', 'allowed'],
    ['that it is spoken of', [condition('Null', present, 'false')], 'allowed', 'allowed'],
    ['that it is not spoken of', [condition('Null', present, 'true')], 'denied', 'allowed'],
    [
      'a fresh second factor',
      [condition('NumericLessThan', 'aws:MultiFactorAuthAge', '300')],
      'allowed',
      'denied',
    ],
    [
      'that nothing is said of its age',
      [condition('Null', 'aws:MultiFactorAuthAge', 'true')],
      'denied',
      'allowed',
    ],
    [
      'a user, from an address',
      [
        condition('StringEquals', 'aws:PrincipalType', 'User'),
        condition('IpAddress', 'aws:SourceIp', '192.0.2.0/24'),
      ],
      'conditional',
      'conditional',
    ],
    [
      'an address and a session token without a second factor',
      [condition('Bool', present, 'false'), condition('IpAddress', 'aws:SourceIp', '192.0.2.0/24')],
      'denied',
      'conditional',
    ],
    ['a role', [condition('StringEquals', 'aws:PrincipalType', 'AssumedRole')], 'denied', 'denied'],
  ])('a trust that asks for %s', (_, conditions, withFactor, withoutFactor) => {
    const trust = document(trusting({ AWS: [alice] }, ['sts:AssumeRole'], ...conditions));
    const decisions = decideFactors(trust, role, everythingAllowed(alice));
    expect(decisions.withFactor.outcome).toBe(withFactor);
    expect(decisions.withoutFactor.outcome).toBe(withoutFactor);
  });

  test('names the statement of the surer request', () => {
    const [token, keys] = ['false', 'true'].map((value) =>
      trusting(
        { AWS: [alice] },
        ['sts:AssumeRole'],
        condition(value === 'false' ? 'Bool' : 'Null', present, value),
        ...(value === 'false' ? [condition('IpAddress', 'aws:SourceIp', '192.0.2.0/24')] : []),
      ),
    );
    if (token === undefined || keys === undefined) throw new Error('two statements');
    const trust = document(token, keys);
    const { withoutFactor } = decideFactors(trust, role, everythingAllowed(alice));
    expect(withoutFactor).toEqual({
      outcome: 'allowed',
      deciding: [{ policy: 'trust policy', statement: 'statement 2', source: keys }],
      conditions: [],
    });
  });

  test('asks the policies of a caller that the trust leaves it to', () => {
    const trust = document(trusting({ AWS: ['arn:aws:iam::012345678901:root'] }));
    const nothing = { principalArn: alice, identity: [] };
    expect(decideFactors(trust, role, nothing).withFactor.outcome).toBe('denied');
    expect(decideFactors(trust, role, everythingAllowed(alice)).withFactor.outcome).toBe('allowed');
  });
});

describe('decideAsSession', () => {
  test.each<[string, readonly Condition[], string]>([
    ['nothing', [], 'allowed'],
    ['a second factor', [condition('Bool', present, 'true')], 'denied'],
    ['one, in lower case', [condition('Bool', present.toLowerCase(), 'true')], 'denied'],
    ['one if it is spoken of', [condition('BoolIfExists', present, 'true')], 'allowed'],
    ['none', [condition('Bool', present, 'false')], 'allowed'],
    [
      'a fresh second factor',
      [condition('NumericLessThan', 'aws:MultiFactorAuthAge', '300')],
      'denied',
    ],
    [
      'a second factor, from an address',
      [condition('Bool', present, 'true'), condition('IpAddress', 'aws:SourceIp', '192.0.2.0/24')],
      'denied',
    ],
    [
      'none, from an address',
      [condition('Bool', present, 'false'), condition('IpAddress', 'aws:SourceIp', '192.0.2.0/24')],
      'conditional',
    ],
  ])('of a role that asks for %s', (_, conditions, outcome) => {
    const session = roleNamed('ci');
    const decision = decideAsSession((known) =>
      decideAssumeRole({
        trust: {
          name: 'trust policy',
          document: document(trusting({ AWS: [session] }, ['sts:AssumeRole'], ...conditions)),
        },
        roleArn: role,
        caller: { type: 'AWS', arn: session },
        action: 'sts:AssumeRole',
        context: contextOf(known),
      }),
    );
    expect(decision.outcome).toBe(outcome);
  });
});
