import * as z from 'zod/mini';
import { jsonOf } from '../json-text.ts';
import { problemsIn } from '../problems.ts';

/** What a subscription of CloudWatch Logs sends, unpacked. */
export type LogBatch =
  | {
      readonly kind: 'data';
      /** Account of the log group. */
      readonly owner: string;
      readonly logGroup: string;
      readonly logStream: string;
      readonly logEvents: readonly LogEvent[];
    }
  /** To see whether somebody is there. */
  | { readonly kind: 'control' }
  | { readonly kind: 'rejected'; readonly reason: string };

export interface LogEvent {
  readonly id: string;
  readonly message: string;
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html#LambdaFunctionExample */
const batch = z.object({
  messageType: z.string(),
  owner: z.string(),
  logGroup: z.string(),
  logStream: z.string(),
  logEvents: z.array(z.object({ id: z.string(), message: z.string() })),
});

export function parseLogBatch(text: string): LogBatch {
  const parsed = batch.safeParse(jsonOf(text));
  if (!parsed.success) {
    return { kind: 'rejected', reason: `not a batch of log events: ${problemsIn(parsed.error)}` };
  }
  const { messageType, ...data } = parsed.data;
  if (messageType === 'CONTROL_MESSAGE') return { kind: 'control' };
  if (messageType === 'DATA_MESSAGE') return { kind: 'data', ...data };
  return { kind: 'rejected', reason: `a batch of type ${messageType.slice(0, 100)}` };
}

/** The cluster whose control plane writes to a log group; undefined for any other group. */
export function clusterOfLogGroup(logGroup: string): string | undefined {
  return /^\/aws\/eks\/([0-9A-Za-z][0-9A-Za-z_-]*)\/cluster$/.exec(logGroup)?.[1];
}

/** https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html */
export function logGroupOf(clusterName: string): string {
  return `/aws/eks/${clusterName}/cluster`;
}

/** Other streams of the group are those of the API server, the authenticator, the scheduler. */
export function isAuditStream(logStream: string): boolean {
  return logStream.startsWith('kube-apiserver-audit-');
}
