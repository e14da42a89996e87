import type { CommitPorts } from '../../shared/commit/commit-ports.ts';
import type { ScopedSweeps } from '../../shared/ports/scoped-sweeps.ts';
import { catalogue } from '../../shared/rules/index.ts';
import { cachedEstates } from '../adapters/cached-estates.ts';
import { dynamoScopedSweeps } from '../adapters/dynamo-scoped-sweeps.ts';
import { requireEnv } from '../adapters/environment.ts';
import { s3Estates } from '../adapters/s3-estates.ts';
import { deployedConfig } from './deployed-config.ts';
import { type Deployment, deployment } from './deployment.ts';

export interface JudgingDeployment extends Deployment, CommitPorts {
  readonly bucket: string;
  /** Wakes nobody: who asks for a sweep does that. */
  readonly scopedSweeps: ScopedSweeps;
}

/** What the functions that judge know beside that: the catalogue, and where estates are kept. */
export async function judgingDeployment(): Promise<JudgingDeployment> {
  const common = deployment();
  const { accountId } = common.account;
  const bucket = requireEnv('BUCKET');
  return {
    ...common,
    bucket,
    scopedSweeps: dynamoScopedSweeps({ table: common.table, accountId }),
    config: await deployedConfig(requireEnv('CONFIG_BUCKET'), requireEnv('CONFIG_KEY')),
    estates: cachedEstates(s3Estates({ bucket, table: common.table, accountId })),
    catalogue,
    catalogueHash: requireEnv('CATALOGUE_HASH'),
    configHash: requireEnv('CONFIG_HASH'),
    clock: Date.now,
    memory: {},
  };
}
