import { readsImages } from './image-reads.ts';

/**
 * Whether Fargate takes this action for its pods: pulling images, pull through cache included, and sending logs where
 * its log router can. `action` is in lower case.
 * https://docs.aws.amazon.com/eks/latest/userguide/pod-execution-role.html
 * https://docs.aws.amazon.com/eks/latest/userguide/fargate-logging.html
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-iam.html
 */
export function isPodExecutionNeed(action: string): boolean {
  return needs.has(action) || openSearch.test(action) || readsImages(action);
}

const needs: ReadonlySet<string> = new Set([
  'ecr:batchimportupstreamimage',
  'ecr:createrepository',
  'firehose:putrecord',
  'firehose:putrecordbatch',
  'kinesis:putrecord',
  'kinesis:putrecords',
  'logs:createloggroup',
  'logs:createlogstream',
  'logs:describeloggroups',
  'logs:describelogstreams',
  'logs:putlogevents',
  'logs:putretentionpolicy',
  'sts:getservicebearertoken',
]);

const openSearch = /^es:eshttp/;
