import { ArnFormat, type Stack } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Configuration } from './constructs/configuration.ts';
import type { Heartbeat } from './constructs/heartbeat.ts';
import type { State } from './constructs/state.ts';
import type { PermissionScope } from './permission.ts';
import type { Kept } from './tamper-patterns.ts';

/** What the functions stand on. */
export interface Foundation {
  readonly stack: Stack;
  readonly homeRegion: string;
  readonly key: IKey;
  readonly state: State;
  readonly configuration: Configuration;
  readonly heartbeat: Heartbeat;
  /** Regions whose clusters are watched. */
  readonly regions: readonly string[];
  /** Hash of the rules and all that they rest on. */
  readonly catalogueHash: string;
}

export function permissionScope(foundation: Foundation): PermissionScope {
  const { stack, key, state, configuration, regions } = foundation;
  return {
    stack,
    key,
    regions,
    table: state.table,
    bucket: state.bucket,
    configurationArn: configuration.objectArn,
  };
}

export function keptIn({ key, state }: Foundation): Kept {
  const { tableName } = state.table;
  const { bucketName } = state.bucket;
  return { keyId: key.keyId, tableName, bucketName };
}

/** By name, so that functions may know each other and none has to be created first. */
export function functionArn({ stack }: Foundation, functionName: string): string {
  return stack.formatArn({
    service: 'lambda',
    resource: 'function',
    resourceName: functionName,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}

/** Variables of every function. */
export function commonEnvironment(foundation: Foundation): Readonly<Record<string, string>> {
  const { stack, state } = foundation;
  return {
    TABLE: state.table.tableName,
    ACCOUNT_ID: stack.account,
    PARTITION: stack.partition,
  };
}

/** Variables of the functions that judge the estate. */
export function judgingEnvironment(foundation: Foundation): Readonly<Record<string, string>> {
  return {
    ...commonEnvironment(foundation),
    ...foundation.configuration.environment,
    BUCKET: foundation.state.bucket.bucketName,
    HEARTBEAT_ROLE_NAME: foundation.heartbeat.roleName,
    CATALOGUE_HASH: foundation.catalogueHash,
  };
}
