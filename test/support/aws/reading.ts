import { awsEventSource } from '../../../functions/adapters/aws-event-source.ts';
import { awsSource } from '../../../functions/adapters/aws-source.ts';
import type { Answer, EventRequest, ReadRequest } from '../../../shared/model/reading.ts';
import type { EstateSource } from '../../../shared/ports/estate-source.ts';
import { loopbackClients } from './loopback-clients.ts';
import type { LoopbackAws } from './start-aws.ts';

export interface SourceOptions {
  readonly partition?: string;
  readonly onFailure?: 'unread' | 'throw';
  readonly maxAttempts?: number;
}

/** Reads account 111122223333 by a clock that says 1 at the first call, 2 at the second … */
export function source(
  { endpoint }: Pick<LoopbackAws, 'endpoint'>,
  { partition = 'aws', onFailure = 'unread', maxAttempts }: SourceOptions = {},
): EstateSource {
  let now = 0;
  const clock = () => {
    now += 1;
    return now;
  };
  const account = { accountId: '111122223333', partition };
  return awsSource({ account, onFailure, clock }, loopbackClients(endpoint, maxAttempts));
}

/** The same as events have it read. */
export function eventSource({
  endpoint,
}: Pick<LoopbackAws, 'endpoint'>): EstateSource<EventRequest> {
  const account = { accountId: '111122223333', partition: 'aws' };
  return awsEventSource({ account, onFailure: 'throw' }, loopbackClients(endpoint));
}

export async function read(from: EstateSource, request: ReadRequest): Promise<Answer[]> {
  const answers: Answer[] = [];
  for await (const answer of from.read(request)) answers.push(answer);
  return answers;
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
