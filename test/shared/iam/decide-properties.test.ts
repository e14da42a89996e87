import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contextOf } from '../../../shared/iam/context.ts';
import { compilePermissions, decide } from '../../../shared/iam/decide.ts';
import type { Decision, NamedPolicy, Permissions, Request } from '../../../shared/iam/decision.ts';
import type { Statement } from '../../../shared/model/policy-document.ts';
import {
  knownKeys,
  permissions,
  policies,
  requests,
  statements,
} from '../../support/arbitrary-policies.ts';
import { type ReferenceAnswer, referenceDecision } from '../../support/reference-evaluator.ts';

const runs = { numRuns: 500 };
const order = ['denied', 'conditional', 'allowed'];

describe('a decision', { timeout: 120_000 }, () => {
  test('is the one of the slow reference', () => {
    const several = fc.array(requests(), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(permissions(), several, (given, asked) => {
        const answers = asked.map((request) => answerOf(decided(given, request)));
        expect(answers).toEqual(asked.map((request) => referenceDecision(given, request)));
      }),
      { numRuns: 2_000 },
    );
  });

  test('is denied where a statement denies everything', () => {
    const denyAll: Statement = {
      effect: 'Deny',
      actions: { negated: false, values: ['*'] },
      conditions: [],
    };
    property((given, request) => {
      expect(outcomeOf(withStatement(given, denyAll), request)).toBe('denied');
    });
  });

  test('never allows more for one more Deny', () => {
    property((given, request, deny) => {
      const more = withStatement(given, { ...deny, effect: 'Deny' });
      expect(rank(more, request)).toBeLessThanOrEqual(rank(given, request));
    });
  });

  test('never allows less for one more Allow', () => {
    property((given, request, allow) => {
      const more = withStatement(given, { ...allow, effect: 'Allow' });
      expect(rank(more, request)).toBeGreaterThanOrEqual(rank(given, request));
    });
  });

  test('never allows more within a boundary', () => {
    fc.assert(
      fc.property(permissions(), policies('boundary'), requests(), (given, boundary, request) => {
        const { boundary: _, ...free } = given;
        expect(rank({ ...free, boundary }, request)).toBeLessThanOrEqual(rank(free, request));
      }),
      runs,
    );
  });

  test('does not turn on the Sids', () => {
    property((given, request) => {
      const renamed = withEachStatement(given, (all) => all.map((one) => ({ ...one, sid: 'X' })));
      expect(unnamed(decided(renamed, request))).toEqual(unnamed(decided(given, request)));
    });
  });

  test('does not turn on the order of statements and policies', () => {
    property((given, request) => {
      const turned = withEachStatement(given, (all) => all.toReversed());
      const reversed = { ...turned, identity: turned.identity.toReversed() };
      expect(unnamed(decided(reversed, request))).toEqual(unnamed(decided(given, request)));
    });
  });

  test('holds whatever the unknown keys are, unless it is conditional', () => {
    fc.assert(
      fc.property(
        permissions(),
        requests(),
        knownKeys(),
        knownKeys(),
        (given, plain, some, all) => {
          const open = outcomeOf(given, { ...plain, context: contextOf(some) });
          const context = contextOf({ ...all, ...some }, 'absent');
          expect([open, 'conditional']).toContain(
            open === 'conditional' ? open : outcomeOf(given, { ...plain, context }),
          );
        },
      ),
      runs,
    );
  });

  test('quotes something wherever it is conditional, and nothing elsewhere', () => {
    property((given, request) => {
      const { outcome, conditions, assumes = [] } = decided(given, request);
      expect(conditions.length + assumes.length > 0).toBe(outcome === 'conditional');
    });
  });
});

function property(check: (given: Permissions, request: Request, more: Statement) => void): void {
  fc.assert(fc.property(permissions(), requests(), statements(['Allow']), check), runs);
}

function decided(given: Permissions, request: Request): Decision {
  return decide(compilePermissions(given), request);
}

/** In the form of the reference. */
function answerOf({ outcome, deciding, conditions }: Decision): ReferenceAnswer {
  return {
    outcome,
    deciding: deciding.map(({ policy, statement }) => `${policy}: ${statement}`),
    open: conditions.map(({ operator, key, values }) => JSON.stringify([key, operator, values])),
  };
}

function outcomeOf(given: Permissions, request: Request): string {
  return decided(given, request).outcome;
}

function rank(given: Permissions, request: Request): number {
  return order.indexOf(outcomeOf(given, request));
}

function withStatement(given: Permissions, statement: Statement): Permissions {
  const extra: NamedPolicy = {
    name: 'extra',
    document: { version: '2012-10-17', statements: [statement] },
  };
  return { ...given, identity: [...given.identity, extra] };
}

function withEachStatement(
  given: Permissions,
  change: (statements: readonly Statement[]) => readonly Statement[],
): Permissions {
  const each = ({ name, document }: NamedPolicy): NamedPolicy => ({
    name,
    document: { ...document, statements: change(document.statements) },
  });
  const { boundary, session = [], serviceControl = [], resourceControl = [] } = given;
  return {
    ...given,
    identity: given.identity.map(each),
    ...(boundary && { boundary: each(boundary) }),
    session: session.map(each),
    serviceControl: serviceControl.map((level) => level.map(each)),
    resourceControl: resourceControl.map((level) => level.map(each)),
  };
}

/** Without the names of statements, and in an order of its own. */
function unnamed({ deciding, ...decision }: Decision) {
  const sources = deciding.map(({ source: { sid: _, ...source } }) => JSON.stringify(source));
  return { ...decision, deciding: sources.toSorted() };
}
