import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod/mini';
import type {
  KubernetesReply,
  KubernetesRequest,
  KubernetesTarget,
} from '../../shared/model/kubernetes-reading.ts';
import type { Answer } from '../../shared/model/reading.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { KubernetesReader } from '../../shared/ports/kubernetes-reader.ts';
import { unreadAnswer } from './answers.ts';
import { awsFailure } from './aws-failure.ts';
import { stateSettings } from './client-settings.ts';
import { kubernetesPaths, unreadKubernetes } from './kubernetes-unread.ts';

export interface LambdaKubernetesOptions {
  /** The function that can reach the cluster; undefined where none can. */
  readonly functionFor: (target: KubernetesTarget) => string | undefined;
  readonly bucket: string;
  readonly accountId: string;
  readonly clock: Clock;
  /** For one cluster, in milliseconds. */
  readonly timeLimit: () => number;
  readonly newId: () => string;
}

export interface LambdaKubernetesClients {
  readonly lambda: LambdaClient;
  readonly s3: S3Client;
}

/** Has a function in reach of the cluster read it, and fetches what that has left in the bucket. */
export function lambdaKubernetes(
  options: LambdaKubernetesOptions,
  clients: LambdaKubernetesClients = {
    // A reader is waited for as long as it may take.
    lambda: new LambdaClient({ ...stateSettings, requestHandler: { connectionTimeout: 3_000 } }),
    s3: new S3Client(stateSettings),
  },
): KubernetesReader {
  return { read: (target) => read(target, options, clients) };
}

async function* read(
  target: KubernetesTarget,
  options: LambdaKubernetesOptions,
  clients: LambdaKubernetesClients,
): AsyncGenerator<Answer> {
  const readAt = options.clock();
  const functionName = options.functionFor(target);
  if (functionName === undefined) return yield* unreadKubernetes(target, readAt, outOfReach);
  const { bucket, accountId } = options;
  const prefix = `kubernetes/${accountId}/${options.newId()}/`;
  const request = { ...target, prefix, timeLimit: options.timeLimit() };
  const reply = await invoke(clients.lambda, functionName, request);
  if ('failed' in reply) return yield* unreadKubernetes(target, readAt, reply.failed);
  for (const each of complete(reply, target, readAt)) {
    yield 'reason' in each
      ? unreadAnswer({ path: each.path }, each.readAt, each.reason)
      : await fetched(clients.s3, { Bucket: bucket, Key: `${prefix}${each.path}` }, each);
  }
}

const outOfReach =
  'its endpoint is private, and no reader in its network is configured (kubernetes.readers)';

/** What Lambda takes to start a function and to hand over its reply, in milliseconds. */
const overhead = 15_000;

async function invoke(
  client: LambdaClient,
  FunctionName: string,
  request: KubernetesRequest,
): Promise<KubernetesReply | { readonly failed: string }> {
  try {
    const { FunctionError, Payload } = await client.send(
      new InvokeCommand({ FunctionName, Payload: Buffer.from(JSON.stringify(request)) }),
      { abortSignal: AbortSignal.timeout(request.timeLimit + overhead) },
    );
    const said = JSON.parse(Buffer.from(Payload ?? []).toString('utf8'));
    if (FunctionError === undefined) return z.parse(replySchema, said);
    const { errorMessage = FunctionError } = z.parse(errorSchema, said);
    return { failed: `${FunctionName} failed: ${errorMessage}` };
  } catch (error) {
    return { failed: `${FunctionName} failed: ${awsFailure(error).reason}` };
  }
}

const stamped = { path: z.string(), readAt: z.number() };

const replySchema = z.object({
  written: z.array(z.object(stamped)),
  unread: z.array(z.object({ ...stamped, reason: z.string() })),
});

const errorSchema = z.object({ errorMessage: z.optional(z.string()) });

type Replied = KubernetesReply['written'][number] | KubernetesReply['unread'][number];

/** A list of which the reader says nothing is not one that is empty; one that we do not know is of another release. */
function complete(
  { written, unread }: KubernetesReply,
  target: KubernetesTarget,
  readAt: number,
): readonly Replied[] {
  const replied = new Map([...written, ...unread].map((each) => [each.path, each]));
  return kubernetesPaths(target).map(
    (path) => replied.get(path) ?? { path, readAt, reason: 'the reader says nothing of it' },
  );
}

async function fetched(
  client: S3Client,
  place: { readonly Bucket: string; readonly Key: string },
  { path, readAt }: { readonly path: string; readonly readAt: number },
): Promise<Answer> {
  try {
    const { Body } = await client.send(new GetObjectCommand(place));
    const text = await Body?.transformToString();
    return { path, readAt, outcome: { kind: 'document', json: JSON.parse(text ?? '') } };
  } catch (error) {
    return unreadAnswer({ path }, readAt, `what was read is lost: ${awsFailure(error).reason}`);
  }
}
