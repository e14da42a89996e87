import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';

export interface StateProps {
  readonly key: IKey;
}

/** Keys under which the bucket keeps things. */
export const estatePrefix = 'estate/';
export const reportPrefix = 'reports/';
/** What was read inside clusters, on its way to the sweep. */
export const kubernetesPrefix = 'kubernetes/';

/** When an item may go, in seconds since the epoch; most have none and stay. */
const expiryAttribute = 'expiresAt';

/** The sparse index of what has not been sent yet. */
export const owedIndexName = 'owed';

/** What Gatewatch knows: HEAD, findings and runs in a table, parts of estates and reports in a bucket. */
export class State extends Construct {
  public readonly table: Table;
  public readonly bucket: Bucket;
  public readonly streamArn: string;

  constructor(scope: Construct, id: string, { key }: StateProps) {
    super(scope, id);
    this.table = findingsTable(this, key);
    this.bucket = estateBucket(this, key);
    if (this.table.tableStreamArn === undefined) {
      throw new Error(`${this.table.node.path} has no stream`);
    }
    this.streamArn = this.table.tableStreamArn;
  }
}

function findingsTable(scope: Construct, key: IKey): Table {
  const table = new Table(scope, 'Table', {
    partitionKey: { name: 'pk', type: AttributeType.STRING },
    sortKey: { name: 'sk', type: AttributeType.STRING },
    billingMode: BillingMode.PAY_PER_REQUEST,
    // The stream only wakes the alert function, and only for items with the attribute `wake`.
    stream: StreamViewType.NEW_IMAGE,
    encryption: TableEncryption.CUSTOMER_MANAGED,
    encryptionKey: key,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: true,
    timeToLiveAttribute: expiryAttribute,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  table.addGlobalSecondaryIndex({
    indexName: owedIndexName,
    partitionKey: { name: 'owedBy', type: AttributeType.STRING },
    sortKey: { name: 'owedSince', type: AttributeType.NUMBER },
    projectionType: ProjectionType.ALL,
  });
  return table;
}

function estateBucket(scope: Construct, key: IKey): Bucket {
  const bucket = new Bucket(scope, 'Bucket', {
    encryption: BucketEncryption.KMS,
    encryptionKey: key,
    bucketKeyEnabled: true,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    versioned: true,
    removalPolicy: RemovalPolicy.RETAIN,
    lifecycleRules: [
      {
        noncurrentVersionExpiration: Duration.days(7),
        abortIncompleteMultipartUploadAfter: Duration.days(7),
      },
      // Every sweep writes the parts it stands on, so one that is a month old is not in use.
      { prefix: estatePrefix, expiration: Duration.days(30) },
      { prefix: kubernetesPrefix, expiration: Duration.days(1) },
      { prefix: reportPrefix, expiration: Duration.days(365) },
    ],
  });
  acknowledge(
    bucket,
    'S1',
    'Only our functions use this bucket, and CloudTrail data events say who did; an access log would need a bucket of its own.',
  );
  return bucket;
}
