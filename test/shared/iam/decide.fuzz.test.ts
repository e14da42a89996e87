import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decideAssumeRole } from '../../../shared/iam/assume-role.ts';
import { contextOf } from '../../../shared/iam/context.ts';
import { compilePermissions, decide } from '../../../shared/iam/decide.ts';
import type { Decision } from '../../../shared/iam/decision.ts';
import { compilePattern, matchesPattern } from '../../../shared/iam/pattern.ts';
import { principalKeys, withKeys } from '../../../shared/iam/principal-keys.ts';
import { matchesWildcard } from '../../../shared/iam/wildcard.ts';
import { type Asked, asked, knownOf, worldOf } from '../../support/asked-request.ts';
import { FuzzTally, processorTime } from '../../support/fuzz-tally.ts';
import { naivelyAllowed, naivelyAssumes } from '../../support/naive/evaluator.ts';
import type { RawTrust, World } from '../../support/naive/raw.ts';
import { hostilePattern } from '../../support/policy-grammar.ts';
import { type Facts, names } from '../../support/policy-vocabulary.ts';
import { referenceDecision } from '../../support/reference-evaluator.ts';
import {
  rawOf,
  readCaller,
  readPermissions,
  readPolicy,
  type WrittenPermissions,
  writtenPermissions,
} from '../../support/written-permissions.ts';
import { writtenPolicy } from '../../support/written-policy.ts';

/** By hand: `FUZZ_RUNS=1000000 npx vitest run test/shared/iam/decide.fuzz.test.ts`. */
const runs = Number(process.env['FUZZ_RUNS'] ?? 20_000);
const timeout = 120_000 + runs * 10;

/** Milliseconds of processor time for any one case. */
const longest = 1_000;

describe('documents of the grammar, whole and broken', () => {
  test('decide what a principal may do, as both slow evaluators do', { timeout }, () => {
    const seen = new FuzzTally();
    const one = fc.record({
      asked: asked(names.actions, names.resources),
      principalArn: fc.constantFrom(...names.callers.filter((arn) => arn.includes(':iam:'))),
      permissions: writtenPermissions,
    });
    fc.assert(
      fc.property(one, (given) => {
        const started = processorTime();
        const { permissions, principalArn, asked } = given;
        const read = readPermissions(permissions, principalArn, seen);
        if (read === undefined) return;
        const { action, resource } = asked;
        const request = { action, resource, context: contextOf(knownOf(asked)) };
        const decision = decide(compilePermissions(read), request);
        seen.took(processorTime() - started);
        compare(decision, asked, principalArn, seen, (world) =>
          naivelyAllowed(rawOf(permissions), asked, world),
        );
        if (isHostile(permissions)) return;
        const context = withKeys(request.context, principalKeys(principalArn));
        const reference = referenceDecision(read, { ...request, context });
        expect(decision.outcome).toBe(reference.outcome);
      }),
      { numRuns: runs / 2 },
    );
    seen.expectAll(longest);
  });

  test('decide who may assume a role, as the naive evaluator does', { timeout }, () => {
    const seen = new FuzzTally();
    const one = fc.record({
      asked: asked(names.assuming, ['arn:aws:iam::111122223333:role/target']),
      trust: writtenPolicy('trust'),
      caller: fc.oneof(
        fc.constantFrom(...names.services).map((name) => ({ type: 'Service', name }) as const),
        fc.constantFrom(...names.providers).map((name) => ({ type: 'Federated', name }) as const),
        fc
          .tuple(fc.constantFrom(...names.callers), writtenPermissions)
          .map(([arn, permissions]) => ({ type: 'AWS', arn, permissions }) as const),
      ),
    });
    fc.assert(
      fc.property(one, (given) => {
        const started = processorTime();
        const { asked, caller } = given;
        const trust = readPolicy(given.trust, 'trust', 'trust', seen);
        const read = readCaller(caller, seen);
        if (trust === undefined || read === undefined) return;
        const { action, resource: roleArn } = asked;
        const context = contextOf(knownOf(asked));
        const decision = decideAssumeRole({ trust, roleArn, caller: read, action, context });
        seen.took(processorTime() - started);
        const raw: RawTrust = {
          trust: given.trust.document,
          roleArn,
          action,
          caller:
            caller.type === 'AWS' ? { ...caller, permissions: rawOf(caller.permissions) } : caller,
        };
        const principalArn = caller.type === 'AWS' ? caller.arn : undefined;
        compare(decision, asked, principalArn, seen, (world) => naivelyAssumes(raw, world));
      }),
      { numRuns: runs / 2 },
    );
    seen.expectAll(longest);
  });
});

test('a hostile pattern is matched in bounded time, and as matchesWildcard does', {
  timeout,
}, () => {
  const hostile = fc
    .tuple(hostilePattern, fc.constantFrom(1, 10, 100))
    .map(([pattern, times]) => pattern.repeat(times).slice(0, 20_000));
  const text = fc.tuple(
    fc.constantFrom('ab', 'a', 'ba', 'abc'),
    fc.constantFrom(1, 7, 1000),
    fc.constantFrom('', 'x', 'c'),
  );
  let slowest = 0;
  fc.assert(
    fc.property(hostile, text, (pattern, [repeated, times, end]) => {
      const name = repeated.repeat(times) + end;
      const started = processorTime();
      const matched = matchesPattern(compilePattern(pattern), name);
      slowest = Math.max(slowest, processorTime() - started);
      expect(matched).toBe(matchesWildcard(pattern, name));
    }),
    { numRuns: 1000 },
  );
  expect(slowest).toBeLessThan(longest);
});

/** Many wildcards in one text, on which the regular expressions of the reference would not come to an end. */
function isHostile(permissions: WrittenPermissions): boolean {
  return /"(?:[^"*?]*[*?]){5}/.test(JSON.stringify(rawOf(permissions)));
}

/**
 * What is allowed or denied is so in every world that the known keys leave open; what is open has to have a reason:
 * a hidden key, or something of which the documentation does not say what IAM does.
 */
function compare(
  { outcome }: Decision,
  asked: Asked,
  principalArn: string | undefined,
  seen: FuzzTally,
  isAllowed: (world: World) => boolean,
): void {
  const coins = { tossed: 0 };
  const answerIn = (others: Facts, index: number) =>
    isAllowed(worldOf(asked, others, principalArn, index, coins));
  const answers = [answerIn(asked.facts, 0)];
  const open = asked.hidden.length > 0 || coins.tossed > 0;
  if (open) answers.push(...asked.others.map((others, index) => answerIn(others, index + 1)));
  seen.outcomes[outcome] += 1;
  if (outcome === 'conditional') expect({ outcome, open }).toEqual({ outcome, open: true });
  else
    expect({ outcome, answers }).toEqual({
      outcome,
      answers: answers.map(() => outcome === 'allowed'),
    });
}
