import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import * as ec2 from '@aws-sdk/client-ec2';
import * as eks from '@aws-sdk/client-eks';
import { accessEntryOperations } from './access-entry-operations.ts';
import type { AwsState } from './account-state.ts';
import { AwsError, type DecodedCall, type Protocol, type WireResponse } from './aws-call.ts';
import { awsJson } from './aws-json-server.ts';
import { awsQuery } from './aws-query-server.ts';
import { cloudTrailOperations } from './cloudtrail-operations.ts';
import { clusterPartOperations } from './cluster-part-operations.ts';
import { ec2Query } from './ec2-query-server.ts';
import { eksOperations } from './eks-operations.ts';
import { Faults, faultResponse } from './faults.ts';
import { iamOperations, stsOperations } from './iam-operations.ts';
import { autoScalingOperations, ec2Operations } from './node-operations.ts';
import type { Operation } from './operations.ts';
import { restJson } from './rest-json-server.ts';

/** EKS, IAM, CloudTrail, EC2, Auto Scaling and STS on one loopback port: a request's signature says which service and Region it means. */
export interface LoopbackAws {
  readonly endpoint: string;
  /** Every attempt that arrived, as `eks:DescribeCluster eu-west-1 payments`. */
  readonly calls: string[];
  readonly faults: Faults;
  /** What a process needs to find it, credentials included. */
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

export async function startAws(state: AwsState): Promise<LoopbackAws> {
  const calls: string[] = [];
  const faults = new Faults();
  const server = createServer((request, response) => {
    answer({ state, calls, faults }, request, response).catch((error: unknown) =>
      response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const endpoint = `http://127.0.0.1:${port}`;
  return {
    endpoint,
    calls,
    faults,
    environment: environmentFor(endpoint),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Service {
  readonly protocol: Protocol;
  readonly operations: Readonly<Record<string, Operation>>;
}

const services: Readonly<Record<string, Service>> = {
  autoscaling: {
    protocol: awsQuery('http://autoscaling.amazonaws.com/doc/2011-01-01/'),
    operations: autoScalingOperations,
  },
  ec2: { protocol: ec2Query(ec2), operations: ec2Operations },
  eks: {
    protocol: restJson(eks),
    operations: { ...eksOperations, ...accessEntryOperations, ...clusterPartOperations },
  },
  iam: {
    protocol: awsQuery('https://iam.amazonaws.com/doc/2010-05-08/'),
    operations: iamOperations,
  },
  sts: {
    protocol: awsQuery('https://sts.amazonaws.com/doc/2011-06-15/'),
    operations: stsOperations,
  },
  cloudtrail: { protocol: awsJson, operations: cloudTrailOperations },
};

interface Running {
  readonly state: AwsState;
  readonly calls: string[];
  readonly faults: Faults;
}

async function answer(
  running: Running,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await text(request);
  const { service: name, region } = scopeOf(request.headers.authorization);
  const service = services[name];
  const { method = '', url = '', headers } = request;
  const call = service?.protocol.decode({ method, url, headers, body });
  if (service === undefined || call === undefined) {
    response.writeHead(501).end(`Not an operation known here: ${name} ${method} ${url}`);
    return;
  }
  running.calls.push(`${name}:${call.operation} ${[region, ...resourceOf(call)].join(' ')}`);
  const fault = running.faults.strike(call);
  const reply =
    fault === undefined
      ? perform(service, call, { state: running.state, region })
      : faultResponse(fault, name, service.protocol);
  if (reply !== undefined) response.writeHead(reply.status, reply.headers).end(reply.body);
}

function perform(
  { protocol, operations }: Service,
  call: DecodedCall,
  context: { readonly state: AwsState; readonly region: string },
): WireResponse {
  try {
    const run = operations[call.operation];
    if (run === undefined) {
      throw new AwsError('NotImplemented', `${call.operation} is not played here.`, 501);
    }
    return protocol.encode(call.operation, run(call.input, context));
  } catch (error) {
    if (error instanceof AwsError) return protocol.encodeError(error);
    throw error;
  }
}

/** `Credential=<key>/<date>/<region>/<service>/aws4_request`: https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html */
function scopeOf(authorization = ''): { readonly region: string; readonly service: string } {
  const [, region = '', service = ''] =
    /Credential=[^/]+\/\d+\/([^/]+)\/([^/]+)\/aws4_request/.exec(authorization) ?? [];
  return { region, service };
}

function resourceOf({ input }: DecodedCall): readonly string[] {
  const names = [
    'name',
    'clusterName',
    'principalArn',
    'RoleName',
    'UserName',
    'GroupName',
    'PolicyArn',
    'Name',
    'TrailName',
  ];
  return names.flatMap((name) => (typeof input[name] === 'string' ? [input[name]] : []));
}

function environmentFor(endpoint: string): Readonly<Record<string, string>> {
  return {
    AWS_ENDPOINT_URL_AUTO_SCALING: endpoint,
    AWS_ENDPOINT_URL_CLOUDTRAIL: endpoint,
    AWS_ENDPOINT_URL_EC2: endpoint,
    AWS_ENDPOINT_URL_EKS: endpoint,
    AWS_ENDPOINT_URL_IAM: endpoint,
    AWS_ENDPOINT_URL_STS: endpoint,
    AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    AWS_REGION: 'eu-west-1',
  };
}
