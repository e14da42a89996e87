import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EKSClient } from '@aws-sdk/client-eks';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { type LookedFor, leftoverChecks } from '../../shared/doctor/leftover-checks.ts';
import type { Check } from '../../shared/model/check.ts';
import type { Leftover } from '../../shared/model/leftover.ts';
import {
  forwarderStack,
  hubStack,
  kubernetesReader,
  ownPrefix,
  subscriptionName,
  watchStack,
} from '../../shared/model/own-names.ts';
import { watchedRegions } from '../../shared/model/watched-region.ts';
import { readerSettings } from '../adapters/client-settings.ts';
import { known } from '../adapters/known.ts';
import {
  bucketsNamed,
  entriesFor,
  groupsSubscribed,
  hasFunction,
  hasRule,
  ourKeys,
  tablesNamed,
} from '../adapters/leftovers.ts';
import { logSubscriptions } from '../adapters/log-subscriptions.ts';
import { findConfig } from './config-lookup.ts';
import type { Home } from './doctor-home.ts';

/** What is left of a deployment at home and in the Regions that the configuration here names. Changes nothing. */
export async function doctorUninstall(
  home: Home,
  file: string | undefined,
): Promise<readonly Check[]> {
  const { config } = findConfig(file, ['.']);
  const watched = watchedRegions(config.regions, home.account.partition);
  const regions = [...new Set([home.region, ...watched.map(({ region }) => region)])];
  const looked = await Promise.all([
    ...lookAtHome(home),
    ...regions.flatMap((region) => lookIn(home, region)),
  ]);
  return leftoverChecks(looked);
}

/** CloudFormation begins the names that it makes with that of the stack and of what is in it. */
function lookAtHome({ region }: Home): readonly Promise<LookedFor>[] {
  const settings = { ...readerSettings, region };
  const [table, bucket] = [`${hubStack}-StateTable`, `${hubStack}-StateBucket`.toLowerCase()];
  return [
    named('table', region, () => tablesNamed(new DynamoDBClient(settings), table)),
    named('bucket', region, () => bucketsNamed(new S3Client(settings), bucket)),
    named('key', region, () => ourKeys(new KMSClient(settings))),
  ];
}

function lookIn(home: Home, region: string): readonly Promise<LookedFor>[] {
  const settings = { ...readerSettings, region };
  const logs = new CloudWatchLogsClient(settings);
  const reader = `${ownPrefix(home.region)}${kubernetesReader}`;
  return [
    named('stack', region, () => stacksIn(home, region)),
    named('log group', region, () => logSubscriptions(logs).groups(hubStack)),
    lookedFor('subscription filter', region, async () =>
      (await groupsSubscribed(logs, subscriptionName)).map((logGroup) => ({
        ...{ kind: 'subscription filter', name: subscriptionName, logGroup, region },
      })),
    ),
    lookedFor('access entry', region, async () =>
      (await entriesFor(new EKSClient(settings), reader)).map(({ cluster, principalArn }) => ({
        ...{ kind: 'access entry', name: principalArn, cluster, region },
      })),
    ),
  ];
}

/** Stacks by what each of them is sure to hold: to list stacks would take one permission more. */
async function stacksIn(home: Home, region: string): Promise<readonly string[]> {
  const settings = { ...readerSettings, region };
  const lambda = new LambdaClient(settings);
  const prefix = ownPrefix(home.region);
  const forwards = () => hasRule(new EventBridgeClient(settings), `${prefix}forward-`);
  const isHome = region === home.region;
  const there: readonly (readonly [stack: string, isThere: boolean])[] = [
    [watchStack(region), await hasFunction(lambda, `${prefix}audit-log`)],
    isHome
      ? [hubStack, await hasFunction(lambda, home.sweepName)]
      : [forwarderStack(region), await forwards()],
  ];
  return there.filter(([, isThere]) => isThere).map(([stack]) => stack);
}

function named(
  kind: 'stack' | 'table' | 'bucket' | 'log group' | 'key',
  region: string,
  look: () => Promise<readonly string[]>,
): Promise<LookedFor> {
  return lookedFor(kind, region, async () =>
    (await look()).map((name) => ({ kind, name, region })),
  );
}

async function lookedFor(
  kind: Leftover['kind'],
  region: string,
  look: () => Promise<readonly Leftover[]>,
): Promise<LookedFor> {
  return { kind, region, found: await known(look) };
}
