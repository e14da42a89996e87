import { parseIamArn } from '../model/arn.ts';
import type { Actor } from '../model/change.ts';
import type { FindingContent } from '../model/finding.ts';
import { consoleHostOf, iamRegionOf } from '../model/partition.ts';
import { shellCommand } from '../model/shell.ts';

/** Pages of the AWS console about a finding; none in a partition whose console host is not known. */
export function consoleLinks(
  partition: string,
  finding: Pick<FindingContent, 'region' | 'clusterName' | 'resource' | 'subject'>,
  actor?: Actor,
): readonly string[] {
  const host = consoleHostOf(partition);
  if (host === undefined) return [];
  return [
    clusterLink(host, finding),
    roleLink(host, partition, finding),
    actor && eventLink(host, actor),
  ].filter((link) => link !== undefined);
}

function clusterLink(
  host: string,
  { region, clusterName }: Pick<FindingContent, 'region' | 'clusterName'>,
): string | undefined {
  if (clusterName === undefined || !isRegion(region) || clusterName.length > longest) {
    return undefined;
  }
  const page = `eks/clusters/${encoded(clusterName)}?region=${region}&selectedTab=cluster-access-tab`;
  return `https://${region}.${host}/${page}`;
}

/** The role that the finding is about: its resource, or the principal of an access entry. */
function roleLink(
  host: string,
  partition: string,
  { resource }: Pick<FindingContent, 'resource'>,
): string | undefined {
  const role = parseIamArn(resource.id);
  const region = iamRegionOf(partition);
  if (role?.kind !== 'role' || region === undefined || role.name.length > longest) return undefined;
  const page = `iam/home?region=${region}#/roles/details/${encoded(role.name)}`;
  return `https://${region}.${host}/${page}`;
}

/** CloudTrail has nothing of what happened inside a cluster. */
function eventLink(host: string, { region, eventId, clusterName }: Actor): string | undefined {
  if (clusterName !== undefined || !isRegion(region) || eventId.length > longest) return undefined;
  const page = `cloudtrailv2/home?region=${region}#/events/${encoded(eventId)}`;
  return `https://${region}.${host}/${page}`;
}

/** The page of the S3 console about an object, from `s3://bucket/key`: who opens it needs their own permission to read it. */
export function objectLink(
  partition: string,
  region: string,
  location: string,
): string | undefined {
  const host = consoleHostOf(partition);
  const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(location) ?? [];
  if (host === undefined || bucket === undefined || key === undefined || !isRegion(region)) {
    return undefined;
  }
  const prefix = key.split('/').map(encoded).join('/');
  return `https://${region}.${host}/s3/object/${encoded(bucket)}?region=${region}&prefix=${prefix}`;
}

/**
 * Makes a link to an object that is good for a quarter of an hour, whoever has it. So it is never in a message, only how to make it.
 * https://docs.aws.amazon.com/cli/latest/reference/s3/presign.html
 */
export function presignCommand(region: string, location: string): string {
  return shellCommand([
    ...['aws', 's3', 'presign', location, '--expires-in', '900', '--region', region],
  ]);
}

/** A name longer than any AWS gives makes no link. */
const longest = 128;

function isRegion(region: string): boolean {
  return /^[a-z]+(?:-[a-z0-9]+)+$/.test(region);
}

function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
