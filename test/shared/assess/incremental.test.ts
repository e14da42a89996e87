import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assess } from '../../../shared/assess/assess.ts';
import type { Assessment } from '../../../shared/assess/verdict.ts';
import { createEstate, type FactMap, mergeFacts } from '../../../shared/model/estate.ts';
import { type Fact, present, unread } from '../../../shared/model/fact.ts';
import { type FactKey, factKeys } from '../../../shared/model/fact-key.ts';
import { catalogue } from '../../../shared/rules/index.ts';
import { defineRule } from '../../../shared/rules/rule.ts';
import { parsePolicyDocument } from '../../../shared/wire/policy-document.ts';
import { plainConfig } from '../../support/config.ts';
import {
  adminView,
  clusterAdmin,
  type EstateSketch,
  prodRef,
  roleArn,
  sampleAccount,
  sketchEstate,
  sketchFacts,
} from '../../support/estate.ts';
import { adminRule, testCatalogue } from '../../support/rules.ts';

const config = {
  ...plainConfig,
  waivers: [
    {
      rule: 'test-no-admin',
      subject: roleArn('ci'),
      reason: 'r',
      owner: 'o',
      expires: '2026-12-31',
    },
  ],
};
const today = '2026-11-22';

/** What an assessment says, without how it came to say it. */
function said({ verdicts, ...rest }: Assessment) {
  return {
    ...rest,
    coverage: rest.coverage,
    verdicts: verdicts.map(({ restsOn: _, touched: __, ...verdict }) => verdict),
  };
}

describe('an incremental assessment', () => {
  it('says what a full one says, whatever has changed in between', () => {
    fc.assert(
      fc.property(estateFacts(1), estateFacts(2), (before, change) => {
        for (const rules of [testCatalogue, catalogue]) {
          const first = createEstate(sampleAccount, before);
          const second = createEstate(sampleAccount, mergeFacts(before, change));
          const previous = assess({ catalogue: rules, estate: first, config, today });
          const input = { catalogue: rules, estate: second, config, today };
          expect(said(assess({ ...input, previous }))).toEqual(said(assess(input)));
        }
      }),
      { numRuns: 200 },
    );
  });

  it('judges again what changed, and only that', () => {
    const judged: string[] = [];
    const counting = defineRule({
      ...adminRule,
      *check(subject, facts) {
        judged.push(subject.entry.principalArn);
        yield* adminRule.check(subject, facts);
      },
    });
    const before = sketchEstate({ prod: { ci: {}, ops: {} } });
    const after = sketchEstate({ prod: { ci: {}, ops: { accessPolicies: [clusterAdmin] } } });
    const previous = assess({ catalogue: [counting], estate: before, config, today });
    judged.length = 0;
    assess({ catalogue: [counting], estate: after, config, today, previous });
    expect(judged).toEqual([roleArn('ops')]);
  });

  it('judges nothing again when all was merely read again', () => {
    const judged: string[] = [];
    const counting = defineRule({
      ...adminRule,
      *check(subject, facts) {
        judged.push(subject.entry.principalArn);
        yield* adminRule.check(subject, facts);
      },
    });
    const sketch: EstateSketch = { prod: { ci: { accessPolicies: [clusterAdmin] } } };
    const estate = (at: number) => createEstate(sampleAccount, sketchFacts(sketch, at));
    const previous = assess({ catalogue: [counting], estate: estate(1), config, today });
    judged.length = 0;
    assess({ catalogue: [counting], estate: estate(2), config, today, previous });
    expect(judged).toEqual([]);
  });
});

/** One role whose trust statement keeps its key while its conditions change. */
const trust = fc.record({
  sub: fc.constantFrom(undefined, 'system:serviceaccount:a:b', '*'),
  denied: fc.boolean(),
});

function roleFacts(
  { sub, denied }: { readonly sub: string | undefined; readonly denied: boolean },
  readAt: number,
) {
  const issuer = 'oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF';
  const provider = `arn:aws:iam::012345678901:oidc-provider/${issuer}`;
  const document = {
    Statement: {
      Effect: 'Allow',
      Principal: { Federated: provider },
      Action: 'sts:AssumeRoleWithWebIdentity',
      ...(sub === undefined ? {} : { Condition: { StringLike: { [`${issuer}:sub`]: sub } } }),
    },
  };
  const parsed = parsePolicyDocument(document, 'trust');
  if (!('ok' in parsed)) throw new Error(parsed.error);
  const arn = roleArn('irsa');
  const role = { arn, name: 'irsa', roleId: 'AROA1', path: '/', createDate: 0 };
  return new Map<FactKey<unknown>, Fact<unknown>>([
    [factKeys.roles(), present([arn], readAt)],
    [factKeys.role(arn), present(role, readAt)],
    [factKeys.trustPolicy(arn), denied ? unread('denied', readAt) : present(parsed.ok, readAt)],
  ]);
}

const entry = fc.record({
  kubernetesGroups: fc.subarray(['a', 'b']),
  accessPolicies: fc.subarray([clusterAdmin, adminView]),
});
const entries = fc.dictionary(fc.constantFrom('ci', 'ops'), entry);
const sketch = fc.dictionary(fc.constantFrom('prod', 'dev'), entries, { noNullPrototype: true });

/** Facts read at one moment, some of them unread. */
function estateFacts(readAt: number): fc.Arbitrary<FactMap> {
  const lost = fc.subarray<FactKey<unknown>>([
    factKeys.clusters('eu-west-1'),
    factKeys.cluster(prodRef),
    factKeys.accessEntries(prodRef),
    factKeys.accessEntry(prodRef, roleArn('ci')),
    factKeys.accessPolicies(prodRef, roleArn('ci')),
  ]);
  return fc.tuple(sketch, lost, trust).map(([of, unreadKeys, trusted]) => {
    const facts = new Map<FactKey<unknown>, Fact<unknown>>([
      ...sketchFacts(of, readAt),
      ...roleFacts(trusted, readAt),
    ]);
    for (const key of unreadKeys) facts.set(key, unread('denied', readAt));
    return facts;
  });
}
