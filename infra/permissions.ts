import { ArnFormat, type Stack } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { estatePrefix, owedIndexName, reportPrefix } from './constructs/state.ts';

/**
 * What a function may do. Actions and what they apply to are from the Service Authorization Reference:
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html
 */
export interface Permission {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Why a resource holds a wildcard. */
  readonly wildcard?: string;
}

/** What the permissions are about. */
export interface PermissionScope {
  readonly stack: Stack;
  /** Regions whose clusters are watched. */
  readonly regions: readonly string[];
  readonly table: Table;
  readonly bucket: Bucket;
  readonly key: IKey;
  readonly configurationArn: string;
}

/** Reads the whole account and keeps what it saw. */
export function sweepPermissions(scope: PermissionScope): readonly Permission[] {
  return [
    ...readAccessEntries(scope),
    { actions: ['eks:ListClusters'], ...everything('ListClusters') },
    {
      actions: ['iam:GetAccountAuthorizationDetails'],
      ...everything('GetAccountAuthorizationDetails'),
    },
    ...readTrails(scope),
    ...judge(scope),
    { actions: ['s3:PutObject'], ...objects(scope, reportPrefix) },
    // Frees the lease that keeps sweeps one at a time.
    { actions: ['dynamodb:DeleteItem'], resources: [scope.table.tableArn] },
  ];
}

/** Reads what one event touched and keeps what it saw. */
export function accessChangePermissions(scope: PermissionScope): readonly Permission[] {
  return [
    ...readAccessEntries(scope),
    {
      actions: ['iam:GetRole'],
      resources: [arn(scope, 'iam', 'role', '*', { region: '' })],
      wildcard: 'Any role of the account may be the one that an event is about.',
    },
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

function readAccessEntries(scope: PermissionScope): readonly Permission[] {
  const inRegions = (resource: string) =>
    scope.regions.map((region) => arn(scope, 'eks', resource, '*', { region }));
  return [
    {
      actions: ['eks:DescribeCluster', 'eks:ListAccessEntries'],
      resources: inRegions('cluster'),
      wildcard: 'Every cluster of the watched Regions is watched, those created later included.',
    },
    {
      actions: ['eks:DescribeAccessEntry', 'eks:ListAssociatedAccessPolicies'],
      resources: inRegions('access-entry'),
      wildcard:
        'Every access entry of the watched Regions is watched, those created later included.',
    },
  ];
}

function readTrails(scope: PermissionScope): readonly Permission[] {
  return [
    { actions: ['cloudtrail:DescribeTrails'], ...everything('DescribeTrails') },
    {
      actions: ['cloudtrail:GetTrailStatus', 'cloudtrail:GetEventSelectors'],
      resources: [arn(scope, 'cloudtrail', 'trail', '*', { region: '*', account: '*' })],
      wildcard:
        "A trail may be at home in any Region, and an organization's trail is of another account.",
    },
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

function everything(operation: string) {
  return { resources: ['*'], wildcard: `${operation} has no resource type to name.` };
}

function arn(
  { stack }: PermissionScope,
  service: string,
  resource: string,
  resourceName: string,
  place: { readonly region: string; readonly account?: string },
): string {
  return stack.formatArn({
    service,
    resource,
    resourceName,
    arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    ...place,
  });
}
