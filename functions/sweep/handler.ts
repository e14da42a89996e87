import middy from '@middy/core';
import { awsSource } from '../adapters/aws-source.ts';
import { cloudTrailHistory } from '../adapters/cloud-trail-history.ts';
import { emfMetrics } from '../adapters/emf-metrics.ts';
import { requireEnv } from '../adapters/environment.ts';
import { iamHeartbeat } from '../adapters/iam-heartbeat.ts';
import { lambdaSweepRequest } from '../adapters/lambda-sweep-request.ts';
import { monitorFacts } from '../adapters/read-monitor.ts';
import { s3Reports } from '../adapters/s3-reports.ts';
import { embeddedMetrics, operations } from '../middleware/operations.ts';
import { deployedParts } from '../wiring/deployed-parts.ts';
import { judgingDeployment } from '../wiring/judging-deployment.ts';
import { kubernetesReaders } from '../wiring/kubernetes-reader.ts';
import { once } from '../wiring/once.ts';
import { replyTo } from './reply.ts';
import { runIdOf, sweep } from './sweep.ts';

const deployed = once(async () => {
  const common = await judgingDeployment();
  const monitor = monitorFacts({
    manifest: await deployedParts({
      bucket: requireEnv('CONFIG_BUCKET'),
      key: requireEnv('MANIFEST_KEY'),
      names: requireEnv('MANIFEST_NAMES'),
    }),
    clock: Date.now,
    lastSweep: async () => (await common.runs.lastSweep())?.finishedAt,
    heartbeat: () => common.heartbeats.last(),
  });
  const { heartbeats, account } = common;
  const roleName = requireEnv('HEARTBEAT_ROLE_NAME');
  const sender = iamHeartbeat({ roleName, partition: account.partition });
  return { ...common, monitor, beat: { heartbeats, sender } };
});

/** Schedule, deployment or invocation → a whole sweep, or one of what events have asked for; and what it came to. */
export const handler = middy()
  .use(operations())
  .handler(async (event: unknown, context) => {
    const { monitor, ...common } = await deployed();
    const { account, bucket, config } = common;
    const timeLeft = () => context.getRemainingTimeInMillis();
    const { accountId } = account;
    const kubernetes = kubernetesReaders({ ...config, bucket, accountId, timeLeft });
    const outcome = await sweep(
      {
        ...common,
        source: {
          ...awsSource({ account, onFailure: failureFor(event), kubernetes }),
          monitor,
        },
        history: cloudTrailHistory(),
        reports: s3Reports({ bucket, accountId }),
        again: lambdaSweepRequest(requireEnv('AWS_LAMBDA_FUNCTION_NAME')),
        metrics: emfMetrics(embeddedMetrics),
        newRunId: () => runIdOf(Date.now(), crypto.randomUUID().slice(0, 8)),
        timeLeft,
        progress: () => undefined,
      },
      event,
    );
    return replyTo(outcome);
  });

/**
 * A whole sweep goes on without what AWS does not give it, for it will be asked again. What an event has asked for would be
 * forgotten with that: it fails then, still waits, and is read by the next sweep.
 */
function failureFor(event: unknown): 'throw' | 'unread' {
  const isScoped = typeof event === 'object' && event !== null && 'waiting' in event;
  return isScoped ? 'throw' : 'unread';
}
