import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { readerSettings } from './client-settings.ts';

/** Makes the clients that read our own deployment, each for one Region. */
export interface MonitorClients {
  events(region: string): EventBridgeClient;
  kms(region: string): KMSClient;
  lambda(region: string): LambdaClient;
  sns(region: string): SNSClient;
  sqs(region: string): SQSClient;
}

export const monitorClients: MonitorClients = {
  events: (region) => new EventBridgeClient({ region, ...readerSettings }),
  kms: (region) => new KMSClient({ region, ...readerSettings }),
  lambda: (region) => new LambdaClient({ region, ...readerSettings }),
  sns: (region) => new SNSClient({ region, ...readerSettings }),
  sqs: (region) => new SQSClient({ region, ...readerSettings }),
};
