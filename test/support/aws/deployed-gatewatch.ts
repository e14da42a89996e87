import { hashOf } from '../../../functions/cli/doctor-look.ts';
import { defaultConfig } from '../../../shared/config/config.ts';
import type { MonitorManifest } from '../../../shared/model/monitor.ts';
import type { Run } from '../../../shared/model/run.ts';
import type { Input } from './aws-call.ts';
import type { AwsScript } from './scripted-aws.ts';

const region = 'eu-west-1';
const forwarder = 'us-east-1';
const account = '111122223333';

export const names = {
  sweep: 'gatewatch-eu-west-1-sweep',
  alert: 'gatewatch-eu-west-1-alert',
  reader: 'gatewatch-eu-west-1-kubernetes-reader',
  rule: 'gatewatch-eu-west-1-changes-eks',
  forwardingRule: 'gatewatch-eu-west-1-forward-iam',
  table: 'Gatewatch-StateTable',
  trail: `arn:aws:cloudtrail:eu-west-1:${account}:trail/organization`,
  key: `arn:aws:kms:eu-west-1:${account}:key/k-1`,
  findings: `arn:aws:sns:eu-west-1:${account}:Gatewatch-FindingsTopic`,
  operations: `arn:aws:sns:eu-west-1:${account}:Gatewatch-operations`,
} as const;

const target = { Id: 'Target0', Arn: `arn:aws:sqs:eu-west-1:${account}:Gatewatch-changes` };
const hub = { Id: 'Target0', Arn: `arn:aws:events:eu-west-1:${account}:event-bus/gatewatch-hub` };
const home = { stack: 'Gatewatch', region } as const;
const manifestSweep = { functionName: names.sweep, maximumAge: 13 * 3_600_000 };

/** A small deployment: one part of each kind, and a forwarder. */
function manifest(endpoint: string): MonitorManifest {
  const pattern = { source: ['aws.eks'] };
  return {
    parts: [
      { kind: 'rule', ...home, name: names.rule, pattern, targets: [target] },
      {
        ...{ kind: 'rule', stack: 'GatewatchForwarder-us-east-1', region: forwarder, pattern },
        ...{ name: names.forwardingRule, targets: [hub] },
      },
      { kind: 'function', ...home, name: names.sweep, eventSources: [] },
      {
        ...{ kind: 'topic', ...home, name: 'Gatewatch-operations', subscribers: 1 },
        arn: names.operations,
      },
      // The SDK asks whatever host the URL of a queue names.
      {
        ...{ kind: 'queue', ...home, name: 'Gatewatch-rejected', forFailures: true },
        url: `${endpoint}/${account}/Gatewatch-rejected`,
      },
      { kind: 'key', ...home, name: 'k-1', arn: names.key },
    ],
    sweep: manifestSweep,
  };
}

const hour = 3_600_000;

/** A run that completed so many hours ago and read all that it was to. */
export function sweepItem(hoursAgo: number): Input {
  const finishedAt = Date.now() - hoursAgo * hour;
  const run: Run = {
    ...{ runId: 'run-1', startedAt: finishedAt - 60_000, finishedAt },
    ...{ status: 'complete', baseline: false },
    summary: {
      ...{ open: { LOW: 0, MEDIUM: 0, HIGH: 0, CRITICAL: 0 }, waived: 0, transitions: 0 },
      ...{ factsRead: 412, unread: { count: 0, expected: 0 }, undecided: 0 },
      ...{ factsUnread: [], awsCalls: 9 },
    },
  };
  return { document: { S: JSON.stringify(run) } };
}

const config = defaultConfig([region]);

/** Variables of the functions, as the stack sets them. */
export const variables = {
  ACCOUNT_ID: account,
  PARTITION: 'aws',
  TABLE: names.table,
  BUCKET: 'estate',
  CONFIG_BUCKET: 'assets',
  CONFIG_KEY: 'config.json',
  CONFIG_HASH: hashOf(config, region),
  CATALOGUE_HASH: 'catalogue-1',
  MANIFEST_KEY: 'manifest.json',
  MANIFEST_NAMES: '[]',
  HEARTBEAT_ROLE_NAME: 'heartbeat',
  KUBERNETES_READER: names.reader,
  KEY_ARN: names.key,
  FINDINGS_TOPIC_ARN: names.findings,
  OPERATIONS_TOPIC_ARN: names.operations,
  MINIMUM_SEVERITY: 'MEDIUM',
  POWERTOOLS_METRICS_NAMESPACE: 'Gatewatch',
} as const;

const enabled = (targets: readonly object[]) => ({
  'events:DescribeRule': () => ({ State: 'ENABLED', EventPattern: '{"source":["aws.eks"]}' }),
  'events:ListTargetsByRule': () => ({ Targets: targets }),
});

/** Namespaces of the cluster, as the reader leaves them in the bucket. */
const namespaces = 'eu-west-1/eks/payments/kubernetes/namespaces.json';

/** AWS as it answers where everything is as deployed. */
export function healthyAws(endpointOf: () => string): AwsScript {
  return {
    ...enabled([target]),
    'events:ListTargetsByRule': ({ Rule }) => ({ Targets: [Rule === names.rule ? target : hub] }),
    'sts:GetCallerIdentity': () => ({ Account: account, Arn: `arn:aws:iam::${account}:user/me` }),
    'lambda:GetFunctionConfiguration': () => ({ Environment: { Variables: variables } }),
    'lambda:GetFunctionConcurrency': () => ({}),
    'lambda:ListEventSourceMappings': () => ({ EventSourceMappings: [] }),
    's3:GetObject': ({ Key }) => {
      if (Key === 'config.json') return JSON.stringify(config);
      if (Key === 'manifest.json') return JSON.stringify(manifest(endpointOf()));
      return JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [] });
    },
    'cloudtrail:DescribeTrails': () => ({
      trailList: [
        {
          ...{ TrailARN: names.trail, Name: 'organization', HomeRegion: region },
          ...{ IsMultiRegionTrail: true, IncludeGlobalServiceEvents: true },
        },
      ],
    }),
    'cloudtrail:GetTrailStatus': () => ({ IsLogging: true }),
    'cloudtrail:GetEventSelectors': () => ({
      EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true }],
    }),
    'sns:ListSubscriptionsByTopic': () => ({
      Subscriptions: [{ SubscriptionArn: `${names.operations}:1`, Protocol: 'email' }],
    }),
    'sns:Publish': () => ({ MessageId: 'm-1' }),
    'sqs:GetQueueAttributes': () => ({ Attributes: { ApproximateNumberOfMessages: '0' } }),
    'kms:DescribeKey': () => ({ KeyMetadata: { KeyId: 'k-1', KeyState: 'Enabled' } }),
    'kms:GenerateDataKey': () => ({ CiphertextBlob: 'AA==', Plaintext: 'AA==' }),
    'kms:Decrypt': () => ({ Plaintext: 'AA==' }),
    'dynamodb:Query': (query) => ({
      Items: JSON.stringify(query).includes('RUN#') ? [sweepItem(1)] : [],
    }),
    'eks:ListClusters': () => ({ clusters: ['payments'] }),
    'eks:ListCertificateAuthorities': () => ({ certificateAuthorities: [] }),
    'eks:DescribeCluster': () => ({
      cluster: {
        ...{ name: 'payments', status: 'ACTIVE', endpoint: 'https://payments.example.com' },
        ...{ certificateAuthority: { data: 'AA==' } },
        resourcesVpcConfig: { endpointPublicAccess: true },
      },
    }),
    [`invoke ${names.reader}`]: () => ({
      written: [{ path: namespaces, readAt: 1 }],
      unread: [],
    }),
  };
}

/** What the reader says of a cluster that it could not ask. */
export function readerCannot(reason: string) {
  return { written: [], unread: [{ path: namespaces, readAt: 1, reason }] };
}
