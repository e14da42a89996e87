import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as eks from '@aws-sdk/client-eks';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { IAMClient } from '@aws-sdk/client-iam';
import { KMSClient } from '@aws-sdk/client-kms';
import * as lambda from '@aws-sdk/client-lambda';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as securityhub from '@aws-sdk/client-securityhub';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { MonitorClients } from '../../../functions/adapters/monitor-clients.ts';
import { AwsError, type Input, type Protocol } from './aws-call.ts';
import { awsJson } from './aws-json-server.ts';
import { awsQuery } from './aws-query-server.ts';
import { invocations } from './lambda-invocations.ts';
import { restJson } from './rest-json-server.ts';
import { s3 } from './s3-server.ts';

/** What each operation answers, or will, by a name such as `events:DescribeRule`; an AwsError that is thrown is its refusal. */
export type AwsScript = Readonly<Record<string, (input: Input) => unknown>>;

export interface ScriptedAws {
  readonly clients: MonitorClients & {
    dynamo(region: string): DynamoDBClient;
    iam(region: string): IAMClient;
    secretsManager(region: string): SecretsManagerClient;
  };
  /** Every attempt that arrived, as `events:DescribeRule eu-west-1`, with its input. */
  readonly calls: readonly (readonly [call: string, input: Input])[];
  readonly endpoint: string;
  /** What a process needs to find it, credentials included. */
  readonly environment: Readonly<Record<string, string>>;
  close(): void;
}

const protocols: Readonly<Record<string, Protocol>> = {
  cloudtrail: awsJson,
  dynamodb: awsJson,
  events: awsJson,
  eks: restJson(eks),
  iam: awsQuery('https://iam.amazonaws.com/doc/2010-05-08/'),
  kms: awsJson,
  lambda: invocations(restJson(lambda)),
  logs: awsJson,
  s3,
  securityhub: restJson(securityhub),
  sns: awsQuery('http://sns.amazonaws.com/doc/2010-03-31/'),
  sqs: awsJson,
  sts: awsQuery('https://sts.amazonaws.com/doc/2011-06-15/'),
};

/** The services that our own deployment is made of and stands on, on one loopback port. */
export async function scriptedAws(script: AwsScript): Promise<ScriptedAws> {
  const calls: (readonly [string, Input])[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const { method = '', url = '', headers } = request;
    const [, region = '', service = ''] =
      /Credential=[^/]+\/\d+\/([^/]+)\/([^/]+)\//.exec(headers.authorization ?? '') ?? [];
    const protocol = protocols[service] ?? awsJson;
    const call = protocol.decode({ method, url, headers, body });
    const name = `${service}:${call?.operation}`;
    calls.push([`${name} ${region}`, call?.input ?? {}]);
    const reply = await answer(protocol, call?.operation ?? '', () =>
      script[name]?.(call?.input ?? {}),
    );
    response.writeHead(reply.status, reply.headers).end(reply.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const endpoint = `http://127.0.0.1:${port}`;
  return {
    clients: clientsAt(endpoint),
    calls,
    endpoint,
    environment: {
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'example',
      AWS_REGION: 'eu-west-1',
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function answer(protocol: Protocol, operation: string, run: () => unknown) {
  try {
    return protocol.encode(operation, (await run()) ?? {});
  } catch (error) {
    if (error instanceof AwsError) return protocol.encodeError(error);
    throw error;
  }
}

function clientsAt(endpoint: string): ScriptedAws['clients'] {
  const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'example' };
  const settings = { endpoint, credentials, maxAttempts: 1 };
  return {
    dynamo: (region) => new DynamoDBClient({ region, ...settings }),
    events: (region) => new EventBridgeClient({ region, ...settings }),
    iam: (region) => new IAMClient({ region, ...settings }),
    kms: (region) => new KMSClient({ region, ...settings }),
    lambda: (region) => new lambda.LambdaClient({ region, ...settings }),
    secretsManager: (region) => new SecretsManagerClient({ region, ...settings }),
    sns: (region) => new SNSClient({ region, ...settings }),
    // A queue's URL names a host, which is not there.
    sqs: (region) => new SQSClient({ region, ...settings, useQueueUrlAsEndpoint: false }),
  };
}
