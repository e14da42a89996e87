import { parseIamArn } from '../model/arn.ts';
import type { ClusterRef } from '../model/cluster.ts';
import { shellCommand } from '../model/shell.ts';

/** Whose requests to the API of a cluster are looked for, and when, in milliseconds since the epoch. */
export interface AuditLogQuery {
  readonly cluster: ClusterRef;
  readonly principalArn: string;
  readonly from: number;
  readonly to: number;
}

/** A grant takes effect, and ends, some seconds after the call. */
const margin = 60_000;

/**
 * Starts a CloudWatch Logs Insights query over the audit log of a cluster. The authenticator of EKS writes the ARN of who
 * came into `user.extra`; whether with the path of a role is written nowhere, so it is asked for both.
 * https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html
 * https://docs.aws.amazon.com/cli/latest/reference/logs/start-query.html
 */
export function startAuditLogQuery({ cluster, principalArn, from, to }: AuditLogQuery): string {
  return shellCommand([
    ...['aws', 'logs', 'start-query', '--log-group-name', `/aws/eks/${cluster.name}/cluster`],
    ...['--start-time', seconds(from - margin), '--end-time', seconds(to + margin)],
    ...['--query-string', queryOf(principalArn), '--region', cluster.region],
  ]);
}

/** QUERY_ID stands for what the first command answers. https://docs.aws.amazon.com/cli/latest/reference/logs/get-query-results.html */
export function getQueryResults({ region }: ClusterRef): string {
  return shellCommand([
    ...['aws', 'logs', 'get-query-results', '--query-id', 'QUERY_ID', '--region', region],
  ]);
}

function queryOf(principalArn: string): string {
  const arns = [...new Set([principalArn, withoutPath(principalArn)])].map((arn) =>
    JSON.stringify(arn),
  );
  return [
    'fields @timestamp, verb, requestURI, responseStatus.code, sourceIPs.0, userAgent',
    'filter @logStream like "kube-apiserver-audit"',
    `filter user.extra.canonicalArn.0 in [${arns.join(', ')}]`,
    'sort @timestamp asc',
    'limit 1000',
  ].join(' | ');
}

function withoutPath(arn: string): string {
  const iam = parseIamArn(arn);
  if (iam?.kind !== 'role') return arn;
  return `arn:${iam.partition}:iam::${iam.accountId}:role/${iam.name}`;
}

function seconds(time: number): string {
  return String(Math.floor(time / 1000));
}
