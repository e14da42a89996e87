import { heartbeatTag } from '../shared/model/heartbeat.ts';
import { estatePrefix, kubernetesPrefix, owedIndexName, reportPrefix } from './constructs/state.ts';
import { everything, type Permission, type PermissionScope } from './permission.ts';
import { readAccount, readPoliciesAndProviders, readPrincipals } from './read-iam-permissions.ts';
import {
  lookUpEvents,
  readClusters,
  readGrants,
  readNodes,
  readRegions,
  readStatus,
  readTrails,
} from './read-permissions.ts';

/** Reads the whole account, or one thing of it that an event left, and keeps what it saw. */
export function sweepPermissions(scope: PermissionScope): readonly Permission[] {
  return [
    ...readClusters(scope),
    ...readRegions(),
    ...readNodes(),
    ...readAccount(scope),
    ...readPrincipals(scope),
    ...readTrails(scope),
    lookUpEvents(),
    ...judge(scope),
    { actions: ['s3:PutObject'], ...objects(scope, reportPrefix) },
    // Frees the lease that keeps sweeps one at a time.
    { actions: ['dynamodb:DeleteItem'], resources: [scope.table.tableArn] },
  ];
}

/** Has a reader look into a cluster, and fetches what it saw. */
export function kubernetesPermissions(
  scope: PermissionScope,
  readerArns: readonly string[],
): readonly Permission[] {
  return [
    { actions: ['lambda:InvokeFunction'], resources: readerArns },
    { actions: ['s3:GetObject'], ...objects(scope, kubernetesPrefix) },
  ];
}

/**
 * Leaves in the bucket what it saw. Who may read what in a cluster is for the cluster to say: to be known there takes no
 * permission. https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export function readerPermissions(scope: PermissionScope): readonly Permission[] {
  return [
    { actions: ['s3:PutObject'], ...objects(scope, kubernetesPrefix) },
    { actions: ['kms:GenerateDataKey'], resources: [scope.key.keyArn] },
  ];
}

/** What Lambda does with the role of a function in a network. https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html */
export function networkPermissions(): readonly Permission[] {
  return [
    {
      actions: [
        'ec2:AssignPrivateIpAddresses',
        'ec2:CreateNetworkInterface',
        'ec2:DeleteNetworkInterface',
        'ec2:DescribeNetworkInterfaces',
        'ec2:DescribeSubnets',
        'ec2:UnassignPrivateIpAddresses',
      ],
      resources: ['*'],
      wildcard: 'Lambda makes network interfaces whose ids nobody knows before.',
    },
  ];
}

/** The one tag of the one role that can do nothing: the only thing in IAM that we may write. */
export function tagHeartbeat(roleArn: string): Permission {
  return {
    actions: ['iam:TagRole'],
    resources: [roleArn],
    conditions: { 'ForAllValues:StringEquals': { 'aws:TagKeys': heartbeatTag } },
  };
}

/** Reads what one event touched and keeps what it saw. */
export function accessChangePermissions(scope: PermissionScope): readonly Permission[] {
  return [
    ...readGrants(scope),
    ...readStatus(scope),
    ...readPrincipals(scope),
    ...readPoliciesAndProviders(scope),
    ...judge(scope),
  ];
}

/** Reads what is owed and marks it as sent. */
export function alertPermissions(scope: PermissionScope): readonly Permission[] {
  return [
    {
      actions: ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:UpdateItem'],
      resources: [scope.table.tableArn],
    },
    { actions: ['dynamodb:Query'], resources: [`${scope.table.tableArn}/index/${owedIndexName}`] },
    useKey(scope),
  ];
}

/** What Lambda does with the function's role to poll a stream. https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html */
export function streamPermissions(streamArn: string): readonly Permission[] {
  return [
    {
      actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
      resources: [streamArn],
    },
    { actions: ['dynamodb:ListStreams'], ...everything('ListStreams') },
  ];
}

/** Keeps the estate and the findings, by the configuration. */
function judge(scope: PermissionScope): readonly Permission[] {
  const { bucket, table, configurationArn } = scope;
  return [
    { actions: ['s3:GetObject', 's3:PutObject'], ...objects(scope, estatePrefix) },
    {
      // Without it S3 answers 403 where a part is gone, which would look like a denied read.
      actions: ['s3:ListBucket'],
      resources: [bucket.bucketArn],
      conditions: { StringLike: { 's3:prefix': `${estatePrefix}*` } },
    },
    {
      actions: [
        'dynamodb:ConditionCheckItem',
        'dynamodb:GetItem',
        'dynamodb:PutItem',
        'dynamodb:Query',
        'dynamodb:UpdateItem',
      ],
      resources: [table.tableArn],
    },
    { actions: ['s3:GetObject'], resources: [configurationArn] },
    useKey(scope),
  ];
}

/** Of the table, the bucket and the findings topic. */
function useKey({ key }: PermissionScope): Permission {
  return { actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: [key.keyArn] };
}

function objects({ bucket }: PermissionScope, prefix: string) {
  return {
    resources: [bucket.arnForObjects(`${prefix}*`)],
    wildcard: `Objects under ${prefix} are named by their content or run.`,
  };
}
