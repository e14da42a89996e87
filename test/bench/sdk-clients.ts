import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EKSClient } from '@aws-sdk/client-eks';
import { IAMClient } from '@aws-sdk/client-iam';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';

/** Nothing but the SDK clients of the access-change function: what its import is compared with. */
export const clients = [
  new DynamoDBClient(),
  new EKSClient(),
  new IAMClient(),
  new LambdaClient(),
  new S3Client(),
  new SQSClient(),
];
