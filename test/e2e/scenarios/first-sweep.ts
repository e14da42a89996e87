import assert from 'node:assert/strict';
import { assertReadable, assertSays, attributesOf } from '../alerts.ts';
import { account, region } from '../place.ts';
import type { Scenario } from '../scenario.ts';
import { objectAt, sweep } from '../sweeps.ts';
import type { World } from '../world.ts';

export const firstSweep: Scenario = {
  name: 'the first sweep answers with its summary, keeps a report and sends one readable digest',
  run: async (world) => {
    const answer = await sweep(world);

    const { runId, durationMs, factsRead, awsCalls, reportLocation = '', ...rest } = answer;
    assert.deepEqual(rest, {
      status: 'complete',
      notFound: [],
      open: { CRITICAL: 0, HIGH: 1, MEDIUM: 1, LOW: 0 },
      waived: 0,
      transitions: 2,
      unread: { count: 0, expected: 0 },
      undecided: 0,
      factsUnread: [],
    });
    assert.match(runId, /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ-/);
    assert.ok(durationMs > 0);
    assert.ok(factsRead > 0);
    assert.ok(awsCalls > 0);
    await assertReport(world, reportLocation, runId);
    await assertDigest(world, reportLocation);
  },
};

async function assertReport(world: World, location: string, runId: string): Promise<void> {
  const { bucketName } = world.deployment;
  assert.equal(location, `s3://${bucketName}/reports/${account}/${runId}/report.json`);
  const report = (await objectAt(world, location)) as {
    readonly accountId: string;
    readonly findings: readonly Record<string, unknown>[];
  };
  assert.equal(report.accountId, account);
  assert.deepEqual(
    report.findings.map(({ severity, ruleId, clusterName }) => [severity, ruleId, clusterName]),
    [
      ['HIGH', 'cluster-authentication-mode-api', 'legacy'],
      ['MEDIUM', 'access-entry-no-cluster-wide-secrets', 'payments'],
    ],
  );
}

async function assertDigest({ inbox }: World, reportLocation: string): Promise<void> {
  const digest = await inbox.next('the digest of the first sweep');
  assertReadable(digest);
  assert.equal(digest.Subject, `[Gatewatch] First look at account ${account}: 1 high, 1 medium`);
  assertSays(
    digest.Message,
    'This is a first look',
    'everything needed was read',
    'Only the aws-auth ConfigMap says who may enter legacy in eu-west-1',
    'role/teams/auditor can read every Secret of payments in eu-west-1',
    reportLocation,
  );
  const { deliveryId, ...attributes } = attributesOf(digest);
  assert.match(String(deliveryId), /^[0-9a-f]+$/);
  assert.deepEqual(attributes, {
    severity: ['HIGH', 'MEDIUM'],
    ruleId: ['cluster-authentication-mode-api', 'access-entry-no-cluster-wide-secrets'],
    cluster: ['legacy', 'payments'],
    region: [region],
    accountId: [account],
    transition: ['OPENED'],
    maxSeverity: 'HIGH',
  });
  await inbox.staysEmpty('A first sweep is told in one digest');
}
