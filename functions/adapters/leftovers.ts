import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { type DynamoDBClient, paginateListTables } from '@aws-sdk/client-dynamodb';
import {
  type EKSClient,
  paginateListAccessEntries,
  paginateListClusters,
} from '@aws-sdk/client-eks';
import { type EventBridgeClient, ListRulesCommand } from '@aws-sdk/client-eventbridge';
import { DescribeKeyCommand, type KMSClient, paginateListKeys } from '@aws-sdk/client-kms';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import { paginateListBuckets, type S3Client } from '@aws-sdk/client-s3';
import pLimit from 'p-limit';
import { keyDescription } from '../../shared/model/own-names.ts';
import { deployedFunction } from './deployed-function.ts';
import { logSubscriptions } from './log-subscriptions.ts';

/** Whether a function of this name is there. Throws where nobody told. */
export async function hasFunction(client: LambdaClient, name: string): Promise<boolean> {
  const deployed = await deployedFunction(client, name);
  if (deployed.kind === 'unread') throw new Error(deployed.reason);
  return deployed.kind === 'found';
}

/** Whether a rule on the default bus has a name that begins so. */
export async function hasRule(client: EventBridgeClient, NamePrefix: string): Promise<boolean> {
  const { Rules = [] } = await client.send(new ListRulesCommand({ NamePrefix, Limit: 1 }));
  return Rules.length > 0;
}

export async function tablesNamed(
  client: DynamoDBClient,
  prefix: string,
): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const { TableNames = [] } of paginateListTables({ client }, {})) {
    names.push(...TableNames.filter((name) => name.startsWith(prefix)));
  }
  return names;
}

export async function bucketsNamed(client: S3Client, Prefix: string): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const { Buckets = [] } of paginateListBuckets({ client }, { Prefix })) {
    names.push(...Buckets.flatMap(({ Name }) => Name ?? []));
  }
  return names.filter((name) => name.startsWith(Prefix));
}

/** ARNs of our keys that nobody has scheduled for deletion: keys have no names, but ours a description. */
export async function ourKeys(client: KMSClient): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const { Keys = [] } of paginateListKeys({ client }, {})) {
    ids.push(...Keys.flatMap(({ KeyId }) => KeyId ?? []));
  }
  const described = await pLimit(8).map(ids, (KeyId) =>
    client.send(new DescribeKeyCommand({ KeyId })),
  );
  return described.flatMap(({ KeyMetadata: { Description, KeyState, Arn } = {} }) =>
    Description === keyDescription && KeyState !== 'PendingDeletion' ? (Arn ?? []) : [],
  );
}

/** Log groups of clusters that have a subscription of this name. */
export async function groupsSubscribed(
  client: CloudWatchLogsClient,
  filterName: string,
): Promise<readonly string[]> {
  const logs = logSubscriptions(client);
  const groups = await logs.groups('/aws/eks/');
  const subscribed = await pLimit(4).map(groups, async (group) => {
    const filters = (await logs.of(group)) ?? [];
    return filters.some(({ name }) => name === filterName) ? [group] : [];
  });
  return subscribed.flat();
}

/** Clusters with the entries that they have for roles whose names begin so. */
export async function entriesFor(
  client: EKSClient,
  rolePrefix: string,
): Promise<readonly { readonly cluster: string; readonly principalArn: string }[]> {
  const clusters: string[] = [];
  for await (const page of paginateListClusters({ client }, {})) {
    clusters.push(...(page.clusters ?? []));
  }
  const entries = await pLimit(4).map(clusters, async (clusterName) => {
    const arns: string[] = [];
    for await (const page of paginateListAccessEntries({ client }, { clusterName })) {
      arns.push(...(page.accessEntries ?? []));
    }
    return arns
      .filter((arn) => arn.includes(`:role/${rolePrefix}`))
      .map((principalArn) => ({ cluster: clusterName, principalArn }));
  });
  return entries.flat();
}
