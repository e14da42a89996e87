import type { Examination, Known } from '../../shared/model/check.ts';
import { readerName, readerOf } from '../../shared/model/kubernetes-reader-of.ts';
import type { Run } from '../../shared/model/run.ts';
import type { FactSource } from '../../shared/ports/estate-source.ts';
import { clusterProbe } from '../adapters/cluster-probe.ts';
import { dynamoEventsHeard } from '../adapters/dynamo-events-heard.ts';
import { requireEnv } from '../adapters/environment.ts';
import { known } from '../adapters/known.ts';
import { examination } from '../doctor/examination.ts';
import type { JudgingDeployment } from './judging-deployment.ts';
import { kubernetesReaders } from './kubernetes-reader.ts';

export interface ExaminedDeployment {
  readonly common: Pick<JudgingDeployment, 'account' | 'config' | 'bucket' | 'table'>;
  readonly source: FactSource;
  readonly lastRun: () => Promise<Run | undefined>;
  /** Milliseconds until the invocation is cut off. */
  readonly timeLeft: () => number;
}

/** The longest that one cluster is waited for, in milliseconds: it is asked for one small list. */
const longest = 20_000;

/** A look at the deployment from inside the sweep function. */
export function deploymentExamination(deployed: ExaminedDeployment): () => Promise<Examination> {
  const { common, source, lastRun, timeLeft } = deployed;
  const { account, config, bucket, table } = common;
  const { accountId, partition } = account;
  const reach = { kubernetes: config.kubernetes, bucket, accountId, timeLeft, longest };
  return () =>
    examination({
      account,
      config,
      source,
      clock: Date.now,
      eventsHeard: () => known(dynamoEventsHeard({ table, accountId }).last),
      lastRun: (): Promise<Known<Run | undefined>> => known(lastRun),
      probe: clusterProbe({ account, kubernetes: kubernetesReaders(reach), clock: Date.now }),
      readerArn: (cluster) => {
        const reader = readerOf(config.kubernetes, cluster);
        const roleName = readerName(requireEnv('KUBERNETES_READER'), reader);
        return `arn:${partition}:iam::${accountId}:role/${roleName}`;
      },
      functionName: requireEnv('AWS_LAMBDA_FUNCTION_NAME'),
    });
}
