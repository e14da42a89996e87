import { CreateLogStreamCommand, PutLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { Json } from '../../shared/model/json.ts';
import type { Clients } from './clients.ts';
import { clusters } from './estate.ts';
import { account } from './place.ts';

/** Where EKS writes what the API server of `legacy` writes down. */
export const logGroupName = `/aws/eks/${clusters.legacy}/cluster`;

const logStreamName = 'kube-apiserver-audit-0123456789abcdef0123456789abcdef';

export async function createAuditStream({ logs }: Clients): Promise<void> {
  await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
}

/** A request of somebody from IAM, whom the API server knows as an administrator without any mapping. */
export interface AuditedRequest {
  readonly auditID: string;
  readonly verb: string;
  /** What the API answered. */
  readonly object: Json;
}

/** Writes to the log what the API server would: it is the caller's to have done what it says. */
export async function recordRequest({ logs }: Clients, request: AuditedRequest): Promise<void> {
  const logEvents = [{ timestamp: Date.now(), message: JSON.stringify(recordOf(request)) }];
  await logs.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }));
}

function recordOf({ auditID, verb, object }: AuditedRequest): object {
  const now = new Date().toISOString();
  return {
    kind: 'Event',
    apiVersion: 'audit.k8s.io/v1',
    level: 'RequestResponse',
    auditID,
    stage: 'ResponseComplete',
    requestURI: '/api/v1/namespaces/kube-system/configmaps/aws-auth?fieldManager=kubectl-edit',
    verb,
    user: {
      username: 'kubernetes-admin',
      uid: `aws-iam-authenticator:${account}:AROAEXAMPLE`,
      groups: ['system:masters', 'system:authenticated'],
      extra: {
        accessKeyId: ['ASIAIOSFODNN7EXAMPLE'],
        arn: [`arn:aws:sts::${account}:assumed-role/platform/ada`],
        canonicalArn: [`arn:aws:iam::${account}:role/platform`],
        principalId: ['AROAEXAMPLE'],
        sessionName: ['ada'],
      },
    },
    sourceIPs: ['192.0.2.7'],
    userAgent: 'kubectl/v1.34.2 (linux/amd64) kubernetes/8cc511e',
    objectRef: {
      resource: 'configmaps',
      namespace: 'kube-system',
      name: 'aws-auth',
      apiVersion: 'v1',
    },
    responseStatus: { metadata: {}, code: 200 },
    responseObject: object,
    requestReceivedTimestamp: now,
    stageTimestamp: now,
    annotations: { 'authorization.k8s.io/decision': 'allow' },
  };
}
