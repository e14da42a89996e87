import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decideAssumeRole } from '../../../shared/iam/assume-role.ts';
import type { Caller, Context, Permissions } from '../../../shared/iam/decision.ts';
import type { PrincipalElement, Statement } from '../../../shared/model/policy-document.ts';
import { permissions, requests, statements } from '../../support/arbitrary-policies.ts';

const order = ['denied', 'conditional', 'allowed'];
const runs = { numRuns: 500 };

const roleArn = 'arn:aws:iam::111122223333:role/target';
const user = 'arn:aws:iam::111122223333:user/ann';
const role = 'arn:aws:iam::111122223333:role/ci/deploy';
const session = 'arn:aws:sts::111122223333:assumed-role/deploy/run-7';
const stranger = 'arn:aws:iam::444455556666:user/eve';
const provider = 'arn:aws:iam::111122223333:oidc-provider/issuer';
const account = 'arn:aws:iam::111122223333:root';

describe('a decision on assuming a role', { timeout: 60_000 }, () => {
  test('is denied where the trust policy denies everybody', () => {
    const denyAll = trust('Deny', { negated: false, everyone: true, byType: {} });
    property((given, caller, context) => {
      expect(decided([...given, denyAll], caller, context).outcome).toBe('denied');
    });
  });

  test('never allows more for one more Deny', () => {
    property((given, caller, context, more) => {
      const denied = [...given, { ...more, effect: 'Deny' as const }];
      expect(rank(denied, caller, context)).toBeLessThanOrEqual(rank(given, caller, context));
    });
  });

  test('never allows less for one more Allow', () => {
    property((given, caller, context, more) => {
      const allowed = [...given, { ...more, effect: 'Allow' as const }];
      expect(rank(allowed, caller, context)).toBeGreaterThanOrEqual(rank(given, caller, context));
    });
  });

  test('is denied without an Allow in the trust policy', () => {
    property((given, caller, context) => {
      const denies = given.filter(({ effect }) => effect === 'Deny');
      expect(decided(denies, caller, context).outcome).toBe('denied');
    });
  });

  test('does not turn on the order of statements', () => {
    property((given, caller, context) => {
      const { deciding, ...turned } = decided(given.toReversed(), caller, context);
      const plain = decided(given, caller, context);
      expect({ ...turned, deciding: deciding.length }).toEqual({
        ...plain,
        deciding: plain.deciding.length,
      });
    });
  });

  test('quotes something wherever it is conditional, and nothing elsewhere', () => {
    property((given, caller, context) => {
      const { outcome, conditions, assumes = [] } = decided(given, caller, context);
      expect(conditions.length + assumes.length > 0).toBe(outcome === 'conditional');
    });
  });
});

function property(
  check: (trust: readonly Statement[], caller: Caller, context: Context, more: Statement) => void,
): void {
  const several = fc.array(trustStatements(), { maxLength: 4 });
  fc.assert(
    fc.property(several, callers(), requests(), trustStatements(), (given, caller, request, more) =>
      check(given, caller, request.context, more),
    ),
    runs,
  );
}

function decided(given: readonly Statement[], caller: Caller, context: Context) {
  return decideAssumeRole({
    trust: { name: 'trust policy', document: { version: '2012-10-17', statements: given } },
    roleArn,
    caller,
    action: 's:Get',
    context,
  });
}

function rank(given: readonly Statement[], caller: Caller, context: Context): number {
  return order.indexOf(decided(given, caller, context).outcome);
}

function trustStatements(): fc.Arbitrary<Statement> {
  return fc
    .tuple(statements(['Allow', 'Allow', 'Deny']), principals())
    .map(([{ resources: _, ...statement }, named]) => ({ ...statement, principals: named }));
}

function principals(): fc.Arbitrary<PrincipalElement> {
  const lists = (...values: readonly string[]) => fc.subarray([...values]);
  return fc.record({
    negated: fc.constantFrom(false, false, false, true),
    everyone: fc.constantFrom(false, false, false, false, true),
    byType: fc.record<Record<string, string[]>>({
      AWS: lists(user, role, session, stranger, account, '444455556666', '*'),
      Service: lists('pods.eks.amazonaws.com', 'ec2.amazonaws.com'),
      Federated: lists(provider, '*'),
    }),
  });
}

function callers(): fc.Arbitrary<Caller> {
  const aws = fc
    .tuple(fc.constantFrom(user, role, session, stranger), fc.option(permissions()))
    .map(([arn, own]): Caller => ({ type: 'AWS', arn, ...policiesOf(own) }));
  return fc.oneof(
    { weight: 4, arbitrary: aws },
    fc.constant<Caller>({ type: 'Service', service: 'pods.eks.amazonaws.com' }),
    fc.constant<Caller>({ type: 'Federated', provider }),
  );
}

function policiesOf(permissions: Permissions | null): { readonly permissions?: Permissions } {
  return permissions === null ? {} : { permissions };
}

function trust(effect: 'Allow' | 'Deny', principals: PrincipalElement): Statement {
  return { effect, principals, actions: { negated: false, values: ['*'] }, conditions: [] };
}
