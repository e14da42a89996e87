import assert from 'node:assert/strict';
import { assertReadable, assertSays, attributesOf } from '../alerts.ts';
import { clusters, notLookedInto, roles } from '../estate.ts';
import { roleArn } from '../iam.ts';
import { account, clusterArn, iamRegion, region } from '../place.ts';
import type { Scenario } from '../scenario.ts';
import { objectAt, sweep } from '../sweeps.ts';
import type { World } from '../world.ts';

export const firstSweep: Scenario = {
  name: 'the first sweep answers with its summary, keeps a report and sends one readable digest',
  run: async (world) => {
    const answer = await sweep(world);

    const {
      runId,
      durationMs,
      factsRead,
      awsCalls,
      reportLocation = '',
      pageLocation,
      ...rest
    } = answer;
    assert.deepEqual(rest, {
      status: 'complete',
      notFound: [],
      open: { CRITICAL: 0, HIGH: 3, MEDIUM: 2, LOW: 0 },
      waived: 0,
      waivers: { inForce: 0, expiring: 0, expired: 0, unmatched: 0, undetermined: 0 },
      transitions: 5,
      unread: { count: 1, expected: 0 },
      undecided: 0,
      factsUnread: notLookedInto,
    });
    assert.match(runId, /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ-/);
    assert.ok(durationMs > 0);
    assert.ok(factsRead > 0);
    assert.ok(awsCalls > 0);
    assert.equal(pageLocation, reportLocation.replace(/json$/, 'html'));
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
    report.findings
      .map(({ severity, ruleId, subject }) => `${severity} ${ruleId} ${subject}`)
      .sort(),
    [
      `HIGH cluster-authentication-mode-api ${clusterArn(clusters.legacy)}`,
      `HIGH grantor-declared ${deployRole(region)}`,
      `HIGH grantor-declared ${deployRole(iamRegion)}`,
      `MEDIUM access-entry-no-cluster-wide-secrets ${roles.auditor}`,
      'MEDIUM nodegroup-imds-hop-limit-one workers',
    ],
  );
}

async function assertDigest({ inbox }: World, reportLocation: string): Promise<void> {
  const digest = await inbox.next('the digest of the first sweep');
  assertReadable(digest);
  assert.equal(digest.Subject, `[Gatewatch] First look at account ${account}: 3 high, 2 medium`);
  assertSays(
    digest.Message,
    'This is a first look',
    'kubernetes of eu-west-1/payments: its endpoint is private',
    'Only the aws-auth ConfigMap says who may enter legacy in eu-west-1',
    'role/teams/auditor can read every Secret of payments in eu-west-1',
    'Pods on nodes of workers in legacy, eu-west-1, reach the metadata of their node: the hop limit is 2.',
    `${deployRole(region)} can make somebody cluster admin: it can run a change set with a stronger role`,
    reportLocation,
    `aws s3 presign ${reportLocation.replace(/json$/, 'html')} --expires-in 900 --region ${region}`,
  );
  const { deliveryId, ...attributes } = attributesOf(digest);
  assert.match(String(deliveryId), /^[0-9a-f]+$/);
  assert.deepEqual(attributes, {
    severity: ['HIGH', 'MEDIUM'],
    ruleId: [
      'grantor-declared',
      'cluster-authentication-mode-api',
      'access-entry-no-cluster-wide-secrets',
      'nodegroup-imds-hop-limit-one',
    ],
    cluster: ['legacy', 'payments'],
    region: ['global', region],
    accountId: [account],
    transition: ['OPENED'],
    maxSeverity: 'HIGH',
  });
  await inbox.staysEmpty('A first sweep is told in one digest');
}

/** What the CDK deploys with passes the role that CloudFormation acts as, an administrator. */
function deployRole(of: string): string {
  return roleArn('/', `cdk-hnb659fds-deploy-role-${account}-${of}`);
}
