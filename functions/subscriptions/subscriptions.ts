import { subscriptionName as name } from '../../shared/model/own-names.ts';
import type { AuditedClusters } from '../../shared/ports/audited-clusters.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { HintQueue } from '../../shared/ports/hint-queue.ts';
import type { LogSubscription, LogSubscriptions } from '../../shared/ports/log-subscriptions.ts';
import { auditFilterPattern } from '../events/audit/filter-pattern.ts';
import { clusterOfLogGroup, logGroupOf } from '../events/audit/log-batch.ts';
import { type Subscribed, subscriptionMessages } from '../events/audit/subscription-message.ts';

export interface SubscriptionsPorts {
  readonly region: string;
  readonly clusters: AuditedClusters;
  readonly logs: LogSubscriptions;
  /** The function that hears what is subscribed to. */
  readonly auditLogArn: string;
  /** Where it is told how that went. */
  readonly hints: HintQueue;
  readonly clock: Clock;
}

export interface SubscriptionsResult {
  readonly subscribed: number;
  readonly removed: number;
  readonly refused: number;
}

/** How many a log group may have: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */
const room = 2;

const full =
  'both subscriptions of its log group are taken: what is done in the cluster is found by the next sweep alone';

/**
 * Subscribes to the audit log of every cluster that has one, and to no other any more. The only function of ours that writes
 * to what is watched: to the subscription of this name in log groups of clusters, and nothing else.
 */
export async function subscriptions(
  ports: SubscriptionsPorts,
  { remove }: { readonly remove: boolean },
): Promise<SubscriptionsResult> {
  const readAt = ports.clock();
  const audited = remove ? [] : (await ports.clusters.all()).filter(({ isAudited }) => isAudited);
  const wanted = new Set(audited.map((cluster) => cluster.name));
  const outcomes: Subscribed[] = [];
  for (const cluster of wanted) outcomes.push(await subscribe(ports, cluster));
  const known = (await ports.logs.groups('/aws/eks/')).flatMap(
    (group) => clusterOfLogGroup(group) ?? [],
  );
  for (const cluster of known.filter((other) => !wanted.has(other))) {
    if (await unsubscribe(ports, cluster)) outcomes.push({ cluster, outcome: 'removed' });
  }
  await ports.hints.send(subscriptionMessages({ region: ports.region, readAt, outcomes }));
  const count = (outcome: Subscribed['outcome']) =>
    outcomes.filter((one) => one.outcome === outcome).length;
  return { subscribed: count('subscribed'), removed: count('removed'), refused: count('refused') };
}

async function subscribe(
  { logs, auditLogArn }: SubscriptionsPorts,
  cluster: string,
): Promise<Subscribed> {
  const group = logGroupOf(cluster);
  const ours = { name, pattern: auditFilterPattern(), destinationArn: auditLogArn };
  const found = await logs.of(group);
  if (found === undefined) return missing(cluster);
  if (found.some((one) => isSame(one, ours))) return { cluster, outcome: 'subscribed' };
  const others = found.filter((one) => one.name !== name);
  if (others.length >= room) return { cluster, outcome: 'refused', reason: full };
  const put = await logs.put(group, ours);
  if (put === 'gone') return missing(cluster);
  return put === 'full'
    ? { cluster, outcome: 'refused', reason: full }
    : { cluster, outcome: 'subscribed' };
}

/** EKS makes the group with the first record; somebody may have deleted it. */
function missing(cluster: string): Subscribed {
  return { cluster, outcome: 'refused', reason: `there is no log group ${logGroupOf(cluster)}` };
}

async function unsubscribe({ logs }: SubscriptionsPorts, cluster: string): Promise<boolean> {
  const group = logGroupOf(cluster);
  const found = (await logs.of(group)) ?? [];
  if (found.every((one) => one.name !== name)) return false;
  await logs.remove(group, name);
  return true;
}

function isSame(a: LogSubscription, b: LogSubscription): boolean {
  return a.name === b.name && a.pattern === b.pattern && a.destinationArn === b.destinationArn;
}
