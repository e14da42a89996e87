import type { EKSClient } from '@aws-sdk/client-eks';
import type { ClusterRef } from '../../shared/model/cluster.ts';
import type { Answer } from '../../shared/model/reading.ts';
import { answerTo, itemsAnswer, unreadAnswer } from './answers.ts';
import type { Asked, AwsSession } from './aws-session.ts';
import { everyPage, type Listing, type Page } from './every-page.ts';

/** Things of a cluster that one call lists and another describes, one at a time. */
export interface DescribedParts<Summary, Description> {
  /** As messages name them: `node groups`. */
  readonly what: string;
  readonly path: (cluster: ClusterRef) => string;
  list(eks: EKSClient, clusterName: string, nextToken: string | undefined): Promise<Page<Summary>>;
  /** As facts name it; undefined for a summary that leaves it out. */
  nameOf(summary: Summary): string | undefined;
  describe(eks: EKSClient, clusterName: string, summary: Summary): Promise<Description>;
}

/** What one of them came to. */
interface Described<Description> {
  readonly item: string;
  readonly asked: Asked<Description>;
}

export interface DescribedAnswers<Description> {
  readonly described: readonly Described<Description>[];
  /** One for each, then the list of them. */
  readonly answers: readonly Answer[];
}

/**
 * Where a page fails, what came before it stands and the list is unread: so it is too where EKS says that the cluster
 * is not there, which it described a moment ago.
 */
export async function readDescribed<Summary, Description>(
  aws: AwsSession,
  cluster: ClusterRef,
  parts: DescribedParts<Summary, Description>,
): Promise<DescribedAnswers<Description>> {
  const listing = await listParts(aws, cluster, parts);
  const named = listing.values.flatMap((summary) => {
    const item = parts.nameOf(summary);
    return item === undefined ? [] : [{ item, summary }];
  });
  const described = await Promise.all(
    named.map(async ({ item, summary }) => ({
      item,
      asked: await aws.ask(`Describing ${item} of ${cluster.region}/${cluster.name}`, () =>
        parts.describe(aws.eks(cluster.region), cluster.name, summary),
      ),
    })),
  );
  const path = parts.path(cluster);
  const items = named.map(({ item }) => item);
  const answers = described.map(({ item, asked }) => answerTo({ path, item }, asked));
  return { described, answers: [...answers, listAnswer(path, listing, items)] };
}

function listParts<Summary>(
  aws: AwsSession,
  { region, name }: ClusterRef,
  parts: DescribedParts<Summary, unknown>,
): Promise<Listing<Summary>> {
  return everyPage((nextToken) =>
    aws.ask(`Listing ${parts.what} of ${region}/${name}`, () =>
      parts.list(aws.eks(region), name, nextToken),
    ),
  );
}

function listAnswer(
  path: string,
  { values, readAt, failure }: Listing<unknown>,
  items: readonly string[],
): Answer {
  if (failure !== undefined) return unreadAnswer({ path }, readAt, failure.reason);
  if (items.length === values.length) return itemsAnswer(path, readAt, items);
  return unreadAnswer({ path }, readAt, 'malformed answer: an element without its name');
}
