import { ArnFormat, type Stack } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Bucket } from 'aws-cdk-lib/aws-s3';

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

/** For operations that have no resource type. */
export function everything(...operations: readonly [string, ...string[]]) {
  const names = operations.join(', ');
  const have = operations.length === 1 ? 'has' : 'have';
  return { resources: ['*'], wildcard: `${names} ${have} no resource type to name.` };
}

export function arn(
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
