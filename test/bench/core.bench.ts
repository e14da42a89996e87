import { test } from 'vitest';
import { assess } from '../../shared/assess/assess.ts';
import { partsOf } from '../../shared/commit/parts.ts';
import { reconcile } from '../../shared/findings/reconcile.ts';
import { createEstate, type FactMap, mergeFacts } from '../../shared/model/estate.ts';
import { type Fact, present } from '../../shared/model/fact.ts';
import { type FactKey, factKeys } from '../../shared/model/fact-key.ts';
import { catalogue } from '../../shared/rules/index.ts';
import { factsOf } from '../../shared/wire/facts-of.ts';
import { snapshotPaths } from '../../shared/wire/snapshot-path.ts';
import { plainConfig } from '../support/config.ts';
import {
  adminView,
  clusterAdmin,
  type EntrySketch,
  roleArn,
  sampleAccount,
  sketchFacts,
} from '../support/estate.ts';

/** 1,000 roles and 10 clusters × 100 access entries, one in ten with cluster admin. */
const today = '2026-11-22';
const facts = bigEstate();
const estate = createEstate(sampleAccount, facts);
const input = { catalogue, estate, config: plainConfig, today };
const previous = assess(input);
const oneChange: FactMap = new Map([
  [
    factKeys.accessPolicies({ region: 'eu-west-1', name: 'c0' }, roleArn('r1')),
    present([clusterAdmin], 9),
  ],
]);
const changed = createEstate(sampleAccount, mergeFacts(facts, oneChange));

test('judging 1,000 roles and 10 clusters of 100 entries', async ({ bench }) => {
  await bench('a full assessment', () => {
    assess(input);
  }).run();
  await bench('an assessment after one event', () => {
    assess({ ...input, estate: changed, previous });
  }).run();
});

test('keeping it', async ({ bench }) => {
  await bench('merging one change', () => {
    mergeFacts(facts, oneChange);
  }).run();
  await bench('sorting it into parts, with their hashes', () => {
    partsOf(facts);
  }).run();
  await bench('reconciling 100 findings', () => {
    reconcile({
      stored: [],
      assessment: previous,
      catalogue,
      config: plainConfig,
      now: 1,
      group: 'g',
      story: () => ({ cause: 'change', delivery: 'digest' }),
    });
  }).run();
});

test('reading', async ({ bench }) => {
  const answer = {
    path: snapshotPaths.iam(),
    item: roleArn('ci'),
    readAt: 1,
    outcome: { kind: 'document' as const, json: roleDetail() },
  };
  await bench('one role of GetAccountAuthorizationDetails into facts', () => {
    factsOf(answer, sampleAccount);
  }).run();
});

function bigEstate(): FactMap {
  const entries = Object.fromEntries(
    Array.from({ length: 100 }, (_, n): [string, EntrySketch] => [
      `r${n}`,
      { accessPolicies: n % 10 === 0 ? [clusterAdmin, adminView] : [] },
    ]),
  );
  const sketch = Object.fromEntries(Array.from({ length: 10 }, (_, n) => [`c${n}`, entries]));
  const all = new Map<FactKey<unknown>, Fact<unknown>>(sketchFacts(sketch, 1));
  const roles = Array.from({ length: 1_000 }, (_, n) => roleArn(`r${n}`));
  all.set(factKeys.roles(), present(roles, 1));
  const path = snapshotPaths.iam();
  for (const item of roles) {
    const json = { ...roleDetail(), Arn: item };
    const answer = { path, item, readAt: 1, outcome: { kind: 'document' as const, json } };
    for (const [key, fact] of factsOf(answer, sampleAccount)) all.set(key, fact);
  }
  return all;
}

function roleDetail() {
  const issuer = 'oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF';
  const trust = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: `arn:aws:iam::012345678901:oidc-provider/${issuer}` },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: { StringEquals: { [`${issuer}:sub`]: 'system:serviceaccount:a:b' } },
      },
    ],
  };
  return {
    Arn: roleArn('ci'),
    RoleName: 'ci',
    RoleId: 'AROAEXAMPLE0000000001',
    Path: '/',
    CreateDate: '2025-01-01T00:00:00Z',
    AssumeRolePolicyDocument: encodeURIComponent(JSON.stringify(trust)),
  };
}
