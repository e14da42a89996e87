import { setTimeout } from 'node:timers/promises';
import { type CloudTrailClient, type Event, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import pLimit from 'p-limit';
import type { Clock } from '../../shared/ports/clock.ts';
import type { EventHistory, EventQuery, LookedUp } from '../../shared/ports/event-history.ts';
import { parseJson } from '../../shared/wire/json-fault.ts';
import { awsClients } from './aws-clients.ts';
import { type AwsFailure, awsFailure } from './aws-failure.ts';
import { type Asked, oncePerRegion } from './aws-session.ts';
import { everyPage, type Listing, type Page } from './every-page.ts';

export interface CloudTrailHistoryOptions {
  /** Look-ups in all. */
  readonly budget?: number;
  readonly clock?: Clock;
  readonly sleep?: (milliseconds: number) => Promise<unknown>;
}

/**
 * CloudTrail's event history. It takes two look-ups a second of an account in a Region, which others want too: this
 * makes one a second, and few in all.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
 */
export function cloudTrailHistory(
  { budget = 60, clock = Date.now, sleep = setTimeout }: CloudTrailHistoryOptions = {},
  createClient: (region: string) => CloudTrailClient = awsClients.cloudTrail,
): EventHistory {
  const oneAtATime = pLimit(1);
  const client = oncePerRegion(createClient);
  let left = budget;
  let next = Number.NEGATIVE_INFINITY;

  async function page(query: EventQuery, token: string | undefined): Promise<Asked<Page<Event>>> {
    if (left === 0) return { ok: false, failure: spent, readAt: clock() };
    left -= 1;
    const early = next - clock();
    if (early > 0) await sleep(early);
    const readAt = clock();
    next = readAt + 1_000;
    try {
      const answer = await client(query.region).send(commandFor(query, token));
      const value = { values: answer.Events, nextToken: answer.NextToken };
      return { ok: true, value, readAt };
    } catch (error) {
      return { ok: false, failure: awsFailure(error), readAt };
    }
  }

  return {
    lookUp: (query) =>
      oneAtATime(async () => lookedUp(await everyPage((token) => page(query, token)))),
    left: () => left,
  };
}

const spent: AwsFailure = { kind: 'other', reason: 'no look-ups are left' };

/** Of its attributes one look-up takes one: the name, whoever made the call and whatever it was about. */
function commandFor(
  { eventName, since, until }: EventQuery,
  NextToken: string | undefined,
): LookupEventsCommand {
  return new LookupEventsCommand({
    LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: eventName }],
    StartTime: new Date(since),
    EndTime: new Date(until),
    MaxResults: 50,
    NextToken,
  });
}

/** What cannot be read as a record is missed, never passed over. */
function lookedUp({ values, failure }: Listing<Event>): LookedUp {
  const parsed = values.map(({ CloudTrailEvent }) => parseJson(CloudTrailEvent ?? ''));
  const records = parsed.flatMap((record) => ('ok' in record ? [record.ok] : []));
  const odd = records.length < parsed.length ? withoutRecord : undefined;
  const incomplete = failure?.reason ?? odd;
  return incomplete === undefined ? { records } : { records, incomplete };
}

const withoutRecord = 'malformed answer: an event without its record';
