import { awsEventSource } from '../../../functions/adapters/aws-event-source.ts';
import { awsSource } from '../../../functions/adapters/aws-source.ts';
import type { Answer, Deferred, EventRequest, ReadRequest } from '../../../shared/model/reading.ts';
import type { EstateSource } from '../../../shared/ports/estate-source.ts';
import type { EventSource } from '../../../shared/ports/event-source.ts';
import { loopbackClients } from './loopback-clients.ts';
import type { LoopbackAws } from './start-aws.ts';

export interface SourceOptions {
  readonly partition?: string;
  readonly onFailure?: 'unread' | 'throw';
  readonly maxAttempts?: number;
}

const account = { accountId: '111122223333', partition: 'aws' };

/** Says 1 at the first call, 2 at the second … */
function countingClock(): () => number {
  let now = 0;
  return () => {
    now += 1;
    return now;
  };
}

/** Reads account 111122223333 by a clock that counts the calls. */
export function source(
  { endpoint }: Pick<LoopbackAws, 'endpoint'>,
  { partition = 'aws', onFailure = 'unread', maxAttempts }: SourceOptions = {},
): EstateSource {
  return awsSource(
    { account: { ...account, partition }, onFailure, clock: countingClock() },
    loopbackClients(endpoint, maxAttempts),
  );
}

/** The same as events have it read. */
export function eventSource(
  { endpoint }: Pick<LoopbackAws, 'endpoint'>,
  maxAttempts?: number,
): EventSource {
  return awsEventSource(
    { account, onFailure: 'throw', clock: countingClock() },
    loopbackClients(endpoint, maxAttempts),
  );
}

export async function read(from: EstateSource, request: ReadRequest): Promise<Answer[]> {
  const answers: Answer[] = [];
  for await (const answer of from.read(request)) answers.push(answer);
  return answers;
}

/** What an event has read of a request, where the stored estate knows some managed policies. */
export async function readForEvent(
  from: EventSource,
  request: EventRequest,
  known: readonly string[] = [],
): Promise<(Answer | Deferred)[]> {
  const told: (Answer | Deferred)[] = [];
  for await (const one of from.read(request, (arn) => known.includes(arn))) told.push(one);
  return told;
}

export function unread(address: Partial<Answer>, readAt: number, reason: string): unknown {
  return { ...address, readAt, outcome: { kind: 'unread', reason } };
}

export function absent(address: Partial<Answer>, readAt: number): unknown {
  return { ...address, readAt, outcome: { kind: 'absent' } };
}

/** What a denied call of the loopback services comes to. */
export const denied =
  'AccessDenied: User: arn:aws:sts::111122223333:assumed-role/reader/session is not authorized';
