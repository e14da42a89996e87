import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import type { Check, Known } from '../../shared/model/check.ts';
import { awsSource } from '../adapters/aws-source.ts';
import { stateSettings } from '../adapters/client-settings.ts';
import type { DeployedFunction } from '../adapters/deployed-function.ts';
import { dynamoEventsHeard } from '../adapters/dynamo-events-heard.ts';
import { dynamoHeartbeats } from '../adapters/dynamo-heartbeats.ts';
import { dynamoLastSweep } from '../adapters/dynamo-last-sweep.ts';
import { known } from '../adapters/known.ts';
import { monitorFacts } from '../adapters/read-monitor.ts';
import { examine } from '../doctor/examine.ts';
import { deployedConfig } from '../wiring/deployed-config.ts';
import { deployedParts } from '../wiring/deployed-parts.ts';
import type { Home } from './doctor-home.ts';

/** What the sweep function would say of the deployment, read with the credentials of whoever runs this. */
export async function lookFromHere(
  home: Home,
  deployed: DeployedFunction,
): Promise<Known<readonly Check[]>> {
  if (deployed.kind === 'unread') return { read: false, reason: deployed.reason };
  if (deployed.kind === 'gone') return { read: false, reason: 'it is not there' };
  return known(() => look(home, deployed.environment));
}

async function look(
  { region, account }: Home,
  environment: Readonly<Record<string, string>>,
): Promise<readonly Check[]> {
  const variable = (name: string) => environment[name] ?? '';
  const s3 = new S3Client({ ...stateSettings, region });
  const dynamo = new DynamoDBClient({ ...stateSettings, region });
  const bucket = variable('CONFIG_BUCKET');
  const config = await deployedConfig(bucket, variable('CONFIG_KEY'), s3);
  const names = variable('MANIFEST_NAMES');
  const manifest = await deployedParts({ bucket, key: variable('MANIFEST_KEY'), names }, s3);
  const state = { table: variable('TABLE'), accountId: account.accountId };
  const lastRun = () => dynamoLastSweep(state, dynamo);
  const monitor = monitorFacts({
    manifest,
    clock: Date.now,
    lastSweep: async () => (await lastRun())?.finishedAt,
    heartbeat: () => dynamoHeartbeats(state, dynamo).last(),
  });
  return examine({
    account,
    config,
    source: { ...awsSource({ account, onFailure: 'unread' }), monitor },
    eventsHeard: () => known(dynamoEventsHeard(state, dynamo).last),
    lastRun: () => known(lastRun),
    clock: Date.now,
  });
}
