import {
  CloudWatchLogsClient,
  DeleteSubscriptionFilterCommand,
  DescribeSubscriptionFiltersCommand,
  LimitExceededException,
  PutSubscriptionFilterCommand,
  paginateDescribeLogGroups,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs';
import type { LogSubscription, LogSubscriptions } from '../../shared/ports/log-subscriptions.ts';
import { readerSettings } from './client-settings.ts';

/** The log groups of the Region that this runs in. */
export function logSubscriptions(
  client = new CloudWatchLogsClient(readerSettings),
): LogSubscriptions {
  return {
    groups: async (logGroupNamePrefix) => {
      const names: string[] = [];
      const pages = paginateDescribeLogGroups({ client }, { logGroupNamePrefix });
      for await (const { logGroups = [] } of pages) {
        names.push(...logGroups.flatMap(({ logGroupName }) => logGroupName ?? []));
      }
      return names;
    },
    of: (group) => ofGroup(client, group),
    put: (group, subscription) => put(client, group, subscription),
    remove: (group, name) => remove(client, group, name),
  };
}

async function ofGroup(
  client: CloudWatchLogsClient,
  logGroupName: string,
): Promise<readonly LogSubscription[] | undefined> {
  try {
    // A group has two at most, and a page has room for fifty.
    const { subscriptionFilters = [] } = await client.send(
      new DescribeSubscriptionFiltersCommand({ logGroupName }),
    );
    return subscriptionFilters.map(
      ({ filterName: name = '', filterPattern: pattern = '', destinationArn = '' }) => ({
        name,
        pattern,
        destinationArn,
      }),
    );
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

/** Replaces one of the same name. CloudWatch Logs invokes the destination once to see that it may. */
async function put(
  client: CloudWatchLogsClient,
  logGroupName: string,
  { name: filterName, pattern: filterPattern, destinationArn }: LogSubscription,
): Promise<'put' | 'full' | 'gone'> {
  const input = { logGroupName, filterName, filterPattern, destinationArn };
  try {
    await client.send(new PutSubscriptionFilterCommand(input));
    return 'put';
  } catch (error) {
    if (error instanceof LimitExceededException) return 'full';
    if (error instanceof ResourceNotFoundException) return 'gone';
    throw error;
  }
}

async function remove(client: CloudWatchLogsClient, logGroupName: string, filterName: string) {
  try {
    await client.send(new DeleteSubscriptionFilterCommand({ logGroupName, filterName }));
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
  }
}
