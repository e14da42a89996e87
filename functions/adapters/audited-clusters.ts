import {
  DescribeClusterCommand,
  EKSClient,
  paginateListClusters,
  ResourceNotFoundException,
} from '@aws-sdk/client-eks';
import pLimit from 'p-limit';
import type { AuditedCluster, AuditedClusters } from '../../shared/ports/audited-clusters.ts';
import { readerSettings } from './client-settings.ts';

/** Calls side by side. */
const atOnce = 5;

/** The clusters of the Region that this runs in. What cannot be read is an error: nothing is unsubscribed for lack of an answer. */
export function auditedClusters(client = new EKSClient(readerSettings)): AuditedClusters {
  return {
    all: async () => {
      const names: string[] = [];
      for await (const { clusters = [] } of paginateListClusters({ client }, { maxResults: 100 })) {
        names.push(...clusters);
      }
      const described = await pLimit(atOnce).map(names, (name) => describe(client, name));
      return described.filter((cluster) => cluster !== undefined);
    },
  };
}

/** Undefined for one that has gone meanwhile. */
async function describe(client: EKSClient, name: string): Promise<AuditedCluster | undefined> {
  try {
    const { cluster } = await client.send(new DescribeClusterCommand({ name }));
    const logging = cluster?.logging?.clusterLogging ?? [];
    const isAudited = logging.some(
      ({ enabled, types = [] }) => enabled === true && types.includes('audit'),
    );
    return { name, isAudited };
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}
