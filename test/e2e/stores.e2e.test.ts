import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  CreateBucketCommand,
  GetObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { CreateTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, test } from 'vitest';
import { dynamoFindings } from '../../functions/adapters/dynamo-findings.ts';
import { dynamoHeartbeats } from '../../functions/adapters/dynamo-heartbeats.ts';
import { dynamoObservations } from '../../functions/adapters/dynamo-observations.ts';
import { dynamoRuns } from '../../functions/adapters/dynamo-runs.ts';
import { dynamoScopedSweeps } from '../../functions/adapters/dynamo-scoped-sweeps.ts';
import { s3Estates } from '../../functions/adapters/s3-estates.ts';
import { s3Reports } from '../../functions/adapters/s3-reports.ts';
import { snsTopic } from '../../functions/adapters/sns-topic.ts';
import { sqsLooks } from '../../functions/adapters/sqs-looks.ts';
import { sqsRejected } from '../../functions/adapters/sqs-rejected.ts';
import { parseLook } from '../../functions/events/look.ts';
import { estateStoreContract } from '../support/estate-store-contract.ts';
import { findingStoreContract } from '../support/finding-store-contract.ts';
import { heartbeatsContract } from '../support/heartbeats-contract.ts';
import { looksContract } from '../support/looks-contract.ts';
import { observationStoreContract } from '../support/observation-store-contract.ts';
import { runStoreContract } from '../support/run-store-contract.ts';
import { scopedSweepsContract } from '../support/scoped-sweeps-contract.ts';
import { subscribeQueue } from './inbox.ts';
import { credentials, region } from './place.ts';

// The endpoint comes from AWS_ENDPOINT_URL: an emulator, never an account.
const endpoint = process.env['AWS_ENDPOINT_URL'] ?? 'http://127.0.0.1:5000';
const settings = { endpoint, region, credentials };
const dynamo = new DynamoDBClient(settings);
const s3 = new S3Client({ ...settings, forcePathStyle: true });
const sns = new SNSClient(settings);
const sqs = new SQSClient(settings);
const accountId = '012345678901';

describe('s3Estates', () => {
  estateStoreContract(async () => (await newState()).estates);

  test('names the object that is not a part', async () => {
    const { bucket, estates } = await newState();
    const Key = `estate/${accountId}/iam-0/dd44.json.gz`;
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: 'not gzip' }));

    await expect(estates.part('iam-0', 'dd44')).rejects.toThrow(
      `s3://${bucket}/${Key} is not a gzipped JSON document`,
    );
  });
});

describe('dynamoFindings', () => {
  findingStoreContract(newState);
});

describe('dynamoRuns', () => {
  runStoreContract(async () => dynamoRuns({ table: await newTable(), accountId }, dynamo));
});

describe('dynamoScopedSweeps', () => {
  scopedSweepsContract(async () =>
    dynamoScopedSweeps({ table: await newTable(), accountId }, dynamo),
  );
});

describe('dynamoObservations', () => {
  observationStoreContract(async (clock) =>
    dynamoObservations({ table: await newTable(), accountId }, dynamo, clock),
  );
});

describe('dynamoHeartbeats', () => {
  heartbeatsContract(async () => dynamoHeartbeats({ table: await newTable(), accountId }, dynamo));
});

describe('sqsLooks', () => {
  looksContract(async () => {
    const queueUrl = await newQueue();
    const after = async (seconds: number) => {
      await setTimeout(seconds * 1000);
      const messages = await receive(queueUrl, 0);
      return messages.flatMap(({ Body = '' }) => parseLook(Body) ?? []);
    };
    return { looks: sqsLooks(queueUrl, sqs), after };
  });
});

describe('s3Reports', () => {
  test('puts a report where it says', async () => {
    const bucket = await newBucket();
    const reports = s3Reports({ bucket, accountId }, s3);

    const location = await reports.put({
      runId: 'run-1',
      name: 'report.json',
      contentType: 'application/json',
      body: () => '{"a":1}',
    });

    expect(location).toBe(`s3://${bucket}/reports/012345678901/run-1/report.json`);
    const Key = 'reports/012345678901/run-1/report.json';
    const object = await s3.send(new GetObjectCommand({ Bucket: bucket, Key }));
    expect([object.ContentType, await object.Body?.transformToString()]).toEqual([
      'application/json',
      '{"a":1}',
    ]);
  });
});

describe('snsTopic', () => {
  test('reaches a queue whose filter asks for one of several values', async () => {
    const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name: unique() }));
    const queueUrl = await subscribeQueue({ sqs, sns }, TopicArn, unique(), {
      FilterPolicy: '{"severities":["HIGH"],"maxSeverity":["CRITICAL"]}',
    });
    const attributes = { severities: ['LOW', 'HIGH'], maxSeverity: 'CRITICAL', cluster: '' };

    await snsTopic(TopicArn, sns).publish({ subject: 'Opened', body: 'Line\nline', attributes });

    const [message] = await receive(queueUrl);
    expect(JSON.parse(message?.Body ?? '')).toEqual(
      expect.objectContaining({
        Subject: 'Opened',
        Message: 'Line\nline',
        MessageAttributes: {
          severities: { Type: 'String.Array', Value: '["LOW","HIGH"]' },
          maxSeverity: { Type: 'String', Value: 'CRITICAL' },
        },
      }),
    );
  });
});

describe('sqsRejected', () => {
  test('sends the record as it came, with the reason', async () => {
    const queueUrl = await newQueue();

    await sqsRejected(queueUrl, sqs).reject({
      messageId: 'm-1',
      body: '{"detail": 1}',
      reason: 'detail: expected object\u0000, found number',
    });

    const [message] = await receive(queueUrl);
    expect([message?.Body, message?.MessageAttributes]).toEqual([
      '{"detail": 1}',
      {
        reason: expect.objectContaining({
          StringValue: 'detail: expected object\uFFFD, found number',
        }),
        messageId: expect.objectContaining({ StringValue: 'm-1' }),
      },
    ]);
  });
});

async function newState() {
  const [table, bucket] = await Promise.all([newTable(), newBucket()]);
  return {
    bucket,
    estates: s3Estates({ bucket, table, accountId }, s3, dynamo),
    findings: dynamoFindings({ table, accountId }, dynamo),
  };
}

async function newTable(): Promise<string> {
  const TableName = unique();
  await dynamo.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
        { AttributeName: 'owedBy', AttributeType: 'S' },
        { AttributeName: 'owedSince', AttributeType: 'N' },
      ],
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'owed',
          Projection: { ProjectionType: 'ALL' },
          KeySchema: [
            { AttributeName: 'owedBy', KeyType: 'HASH' },
            { AttributeName: 'owedSince', KeyType: 'RANGE' },
          ],
        },
      ],
    }),
  );
  return TableName;
}

async function newBucket(): Promise<string> {
  const Bucket = unique();
  const CreateBucketConfiguration = { LocationConstraint: 'eu-west-1' } as const;
  await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration }));
  return Bucket;
}

async function newQueue(): Promise<string> {
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: unique() }));
  return QueueUrl;
}

async function receive(queueUrl: string, seconds = 5) {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: queueUrl,
      WaitTimeSeconds: seconds,
      MessageAttributeNames: ['All'],
    }),
  );
  return Messages;
}

function unique(): string {
  return `gatewatch-${randomUUID()}`;
}
