import assert from 'node:assert/strict';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import type { SweepReply } from '../../functions/sweep/reply.ts';
import { until } from './wait.ts';
import type { World } from './world.ts';

type Complete = Extract<SweepReply, { readonly status: 'complete' }>;

/** Invokes the sweep and waits for its answer, which must be that it is complete; one that an event asked for goes first. */
export async function sweep(world: World, payload: object = {}): Promise<Complete> {
  return await until('the sweep to complete', async () => {
    const { functionError, answer } = await invokeSweep(world, payload);
    assert.equal(functionError, undefined, JSON.stringify(answer));
    const reply = answer as SweepReply;
    if (reply.status === 'already-running') return undefined;
    assert.equal(reply.status, 'complete', JSON.stringify(answer));
    return reply as Complete;
  });
}

export async function invokeSweep({ clients, deployment }: World, payload: object) {
  const { FunctionError, Payload } = await clients.lambda.send(
    new InvokeCommand({
      FunctionName: deployment.sweepFunctionName,
      InvocationType: 'RequestResponse',
      Payload: JSON.stringify(payload),
    }),
  );
  const answer: unknown = JSON.parse(Payload?.transformToString() ?? 'null');
  return { functionError: FunctionError, answer };
}

/** Keys of what the bucket holds under a prefix. */
export async function keysUnder({ clients, deployment }: World, Prefix: string) {
  const { Contents = [] } = await clients.s3.send(
    new ListObjectsV2Command({ Bucket: deployment.bucketName, Prefix }),
  );
  return Contents.map(({ Key }) => Key);
}

export async function objectAt({ clients }: World, location: string): Promise<unknown> {
  const { hostname: Bucket, pathname } = new URL(location);
  const command = new GetObjectCommand({ Bucket, Key: pathname.slice(1) });
  const { Body } = await clients.s3.send(command);
  return JSON.parse((await Body?.transformToString()) ?? 'null');
}
