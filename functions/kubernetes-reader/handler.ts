import { S3Client } from '@aws-sdk/client-s3';
import middy from '@middy/core';
import type { KubernetesRequest } from '../../shared/model/kubernetes-reading.ts';
import { stateSettings } from '../adapters/client-settings.ts';
import { requireEnv } from '../adapters/environment.ts';
import { directKubernetes } from '../adapters/kubernetes-direct.ts';
import { s3KubernetesLists } from '../adapters/s3-kubernetes-lists.ts';
import { kubernetesRequest } from '../middleware/kubernetes-request.ts';
import { operations } from '../middleware/operations.ts';
import { readCluster } from './read-cluster.ts';

/** To say what was read before Lambda cuts us off. In milliseconds. */
const farewell = 5_000;

/** The sweep's request for one cluster → its lists in the bucket, and which of them. */
export const handler = middy<KubernetesRequest>()
  .use(operations())
  .use(kubernetesRequest())
  .handler(async (request, context) => {
    const s3 = new S3Client(stateSettings);
    const timeLimit = () =>
      Math.min(request.timeLimit, context.getRemainingTimeInMillis() - farewell);
    const reader = directKubernetes({
      credentials: s3.config.credentials,
      clock: Date.now,
      timeLimit,
    });
    return await readCluster(
      { reader, lists: s3KubernetesLists(requireEnv('BUCKET'), s3) },
      request,
    );
  });
