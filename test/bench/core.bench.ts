import { test } from 'vitest';
import { assess } from '../../shared/assess/assess.ts';
import { partsOf } from '../../shared/commit/parts.ts';
import { reconcile } from '../../shared/findings/reconcile.ts';
import { createEstate, mergeFacts } from '../../shared/model/estate.ts';
import { catalogue } from '../../shared/rules/index.ts';
import { factsOf } from '../../shared/wire/facts-of.ts';
import { snapshotPaths } from '../../shared/wire/snapshot-path.ts';
import { plainConfig } from '../support/config.ts';
import { roleArn, sampleAccount } from '../support/estate.ts';
import { changedEntry, changedRole } from './changes.ts';
import { benchAccount, benchFacts } from './estates.ts';

/** 1,000 roles and 10 clusters × 100 access entries. */
const today = '2026-11-26';
const facts = benchFacts({ roles: 1_000, clusters: 10, entries: 100, seed: 1 });
const estate = createEstate(benchAccount, facts);
const input = { catalogue, estate, config: plainConfig, today };
const previous = assess(input);
const oneEntry = changedEntry(facts, 1);
const afterEntry = createEstate(benchAccount, mergeFacts(facts, oneEntry));
const afterRole = createEstate(benchAccount, mergeFacts(facts, changedRole(facts, 1)));

test('judging 1,000 roles and 10 clusters of 100 entries', async ({ bench }) => {
  await bench('a full assessment', () => {
    assess(input);
  }).run();
  await bench('an assessment after an access entry changed', () => {
    assess({ ...input, estate: afterEntry, previous });
  }).run();
  await bench('an assessment after a role changed', () => {
    assess({ ...input, estate: afterRole, previous });
  }).run();
});

test('keeping it', async ({ bench }) => {
  await bench('merging one change', () => {
    mergeFacts(facts, oneEntry);
  }).run();
  await bench('sorting it into parts, with their hashes', () => {
    partsOf(facts);
  }).run();
  await bench('reconciling the findings with an empty table', () => {
    reconcile({
      stored: [],
      assessment: previous,
      catalogue,
      config: plainConfig,
      now: 1,
      group: 'g',
      changes: [],
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
