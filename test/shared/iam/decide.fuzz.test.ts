import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decideAssumeRole } from '../../../shared/iam/assume-role.ts';
import { contextOf } from '../../../shared/iam/context.ts';
import { compilePermissions, decide } from '../../../shared/iam/decide.ts';
import type { Caller, Decision, NamedPolicy, Permissions } from '../../../shared/iam/decision.ts';
import { compilePattern, matchesPattern } from '../../../shared/iam/pattern.ts';
import { matchesWildcard } from '../../../shared/iam/wildcard.ts';
import { parsePolicyDocument } from '../../../shared/wire/policy-document.ts';
import {
  naivelyAllowed,
  naivelyAssumes,
  type RawPermissions,
  type RawTrust,
  type World,
} from '../../support/naive-evaluator.ts';
import { hostilePattern, type Kind } from '../../support/policy-grammar.ts';
import { type Facts, facts, type Key, keys, names } from '../../support/policy-vocabulary.ts';
import { type Written, writtenPolicy } from '../../support/written-policy.ts';

/** By hand: `FUZZ_RUNS=1000000 npx vitest run test/shared/iam/decide.fuzz.test.ts`. */
const runs = Number(process.env['FUZZ_RUNS'] ?? 20_000);
const timeout = 120_000 + runs * 10;

/** Milliseconds for any one case, on a machine that does other things besides. */
const longest = 2_000;

describe('documents of the grammar, whole and broken', () => {
  test('decide what a principal may do, as the naive evaluator does', { timeout }, () => {
    const seen = new Tally();
    const one = fc.record({
      asked: asked(names.actions, names.resources),
      principalArn: fc.constantFrom(...names.callers.filter((arn) => arn.includes(':iam:'))),
      permissions: writtenPermissions,
    });
    fc.assert(
      fc.property(one, (given) => {
        const started = performance.now();
        const { permissions, principalArn, asked } = given;
        const read = readPermissions(permissions, principalArn, seen);
        if (read === undefined) return;
        const decision = decide(compilePermissions(read), {
          action: asked.action,
          resource: asked.resource,
          context: contextOf(knownOf(asked)),
        });
        seen.took(performance.now() - started);
        compare(decision, asked, principalArn, seen, (world) =>
          naivelyAllowed(rawOf(permissions), asked, world),
        );
      }),
      { numRuns: runs / 2 },
    );
    seen.expectAll();
  });

  test('decide who may assume a role, as the naive evaluator does', { timeout }, () => {
    const seen = new Tally();
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
        const started = performance.now();
        const { asked, caller } = given;
        const trust = readPolicy(given.trust, 'trust', 'trust', seen);
        const read = readCaller(caller, seen);
        if (trust === undefined || read === undefined) return;
        const { action, resource: roleArn } = asked;
        const context = contextOf(knownOf(asked));
        const decision = decideAssumeRole({ trust, roleArn, caller: read, action, context });
        seen.took(performance.now() - started);
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
    seen.expectAll();
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
      const started = performance.now();
      const matched = matchesPattern(compilePattern(pattern), name);
      slowest = Math.max(slowest, performance.now() - started);
      expect(matched).toBe(matchesWildcard(pattern, name));
    }),
    { numRuns: 1000 },
  );
  expect(slowest).toBeLessThan(longest);
});

interface Asked {
  readonly action: string;
  readonly resource: string;
  readonly facts: Facts;
  /** Keys of which the evaluator is told nothing, and what they might be. */
  readonly hidden: readonly Key[];
  readonly others: readonly Facts[];
}

function asked(actions: readonly string[], resources: readonly string[]): fc.Arbitrary<Asked> {
  return fc.record({
    action: fc.constantFrom(...actions),
    resource: fc.constantFrom(...resources),
    facts,
    hidden: fc.oneof(fc.constant([]), fc.subarray(keys, { maxLength: 3 })),
    others: fc.array(facts, { minLength: 3, maxLength: 3 }),
  });
}

function knownOf({ facts, hidden }: Asked): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries([...facts].filter(([key]) => !hidden.includes(key)));
}

/**
 * What is allowed or denied is so in every world that the known keys leave open; what is open has to have a reason:
 * a hidden key, or something of which the documentation does not say what IAM does.
 */
function compare(
  { outcome }: Decision,
  asked: Asked,
  principalArn: string | undefined,
  seen: Tally,
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

function worldOf(
  { facts, hidden }: Asked,
  others: Facts,
  principalArn: string | undefined,
  index: number,
  coins: { tossed: number },
): World {
  const said = (key: Key) => {
    if (!hidden.includes(key)) return facts.get(key) ?? [];
    return userNameOf(key, principalArn) ?? others.get(key) ?? [];
  };
  const values = new Map(keys.map((key) => [key.toLowerCase(), said(key)]));
  return {
    value: (key) => values.get(key) ?? [],
    coin(what) {
      coins.tossed += 1;
      return hashOf(`${index} ${what}`) % 2 === 0;
    },
  };
}

/** FNV-1a, so that a coin falls the same way whenever it is tossed in one world. */
function hashOf(text: string): number {
  let hash = 2_166_136_261;
  for (const character of text) hash = Math.imul(hash ^ character.charCodeAt(0), 16_777_619) >>> 0;
  return hash >>> 7;
}

/** Who asks is known, and with it the name of a user; roles have none. */
function userNameOf(key: string, principalArn: string | undefined): readonly string[] | undefined {
  if (key !== 'aws:username' || principalArn?.includes(':iam:') !== true) return undefined;
  return principalArn.includes(':user/') ? [principalArn.replace(/^.*\//, '')] : [];
}

interface WrittenPermissions {
  readonly identity: readonly Written[];
  readonly boundary: Written | undefined;
  readonly session: readonly Written[];
  readonly levels: readonly (readonly Written[])[];
}

const writtenPermissions: fc.Arbitrary<WrittenPermissions> = fc.record({
  identity: fc.array(writtenPolicy('identity'), { minLength: 1, maxLength: 2 }),
  boundary: fc.oneof(
    { weight: 4, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: writtenPolicy('identity') },
  ),
  session: seldom(fc.array(writtenPolicy('identity'), { minLength: 1, maxLength: 1 })),
  levels: seldom(
    fc.array(fc.array(writtenPolicy('organization'), { maxLength: 2 }), {
      minLength: 1,
      maxLength: 2,
    }),
  ),
});

function seldom<T>(lists: fc.Arbitrary<T[]>): fc.Arbitrary<readonly T[]> {
  return fc.oneof({ weight: 5, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: lists });
}

function rawOf({ identity, boundary, session, levels }: WrittenPermissions): RawPermissions {
  const documents = (written: readonly Written[]) => written.map(({ document }) => document);
  return {
    identity: documents(identity),
    ...(boundary && { boundary: boundary.document }),
    session: documents(session),
    levels: levels.map(documents),
  };
}

function readPermissions(
  { identity, boundary, session, levels }: WrittenPermissions,
  principalArn: string,
  seen: Tally,
): Permissions | undefined {
  const read = {
    identity: identity.map((written) => readPolicy(written, 'identity', 'attached', seen)),
    boundary: boundary && readPolicy(boundary, 'identity', 'boundary', seen),
    session: session.map((written) => readPolicy(written, 'identity', 'session', seen)),
    levels: levels.map((level) =>
      level.map((written) => readPolicy(written, 'organization', 'SCP', seen)),
    ),
  };
  const whole = <T>(items: readonly (T | undefined)[]) =>
    items.filter((item) => item !== undefined);
  const all = [...identity, ...(boundary ? [boundary] : []), ...session, ...levels.flat()];
  if (all.some(({ broken }) => broken !== undefined)) return undefined;
  return {
    principalArn,
    identity: whole(read.identity),
    ...(read.boundary && { boundary: read.boundary }),
    session: whole(read.session),
    serviceControl: read.levels.map(whole),
  };
}

/** Undefined for a broken document, which has to be refused with a reason and so is never judged. */
function readPolicy(
  { input, broken }: Written,
  kind: Kind,
  name: string,
  seen: Tally,
): NamedPolicy | undefined {
  const parsed = parsePolicyDocument(input, kind);
  seen.documents[broken === undefined ? 'valid' : 'broken'] += 1;
  expect({ broken, refused: 'error' in parsed }).toEqual({ broken, refused: broken !== undefined });
  return 'error' in parsed ? undefined : { name, document: parsed.ok };
}

type WrittenCaller =
  | { readonly type: 'Service'; readonly name: string }
  | { readonly type: 'Federated'; readonly name: string }
  | { readonly type: 'AWS'; readonly arn: string; readonly permissions: WrittenPermissions };

function readCaller(caller: WrittenCaller, seen: Tally): Caller | undefined {
  if (caller.type === 'Service') return { type: 'Service', service: caller.name };
  if (caller.type === 'Federated') return { type: 'Federated', provider: caller.name };
  const permissions = readPermissions(caller.permissions, caller.arn, seen);
  return permissions && { type: 'AWS', arn: caller.arn, permissions };
}

/** So that a generator which no longer reaches something is noticed. */
class Tally {
  readonly documents = { valid: 0, broken: 0 };
  readonly outcomes = { allowed: 0, denied: 0, conditional: 0 };
  slowest = 0;

  took(milliseconds: number): void {
    this.slowest = Math.max(this.slowest, milliseconds);
  }

  expectAll(): void {
    const { valid, broken } = this.documents;
    expect(valid / (valid + broken)).toBeGreaterThan(0.5);
    expect(broken / (valid + broken)).toBeGreaterThan(0.05);
    const judged = Object.values(this.outcomes).reduce((sum, count) => sum + count, 0);
    for (const count of Object.values(this.outcomes)) expect(count / judged).toBeGreaterThan(0.03);
    expect(this.slowest).toBeLessThan(longest);
    if (process.env['FUZZ_RUNS'] !== undefined) console.log(this);
  }
}
