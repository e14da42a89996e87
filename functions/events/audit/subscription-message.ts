import * as z from 'zod/mini';
import type { AuditSubscription } from '../../../shared/model/audit-subscription.ts';
import type { FactMap } from '../../../shared/model/estate.ts';
import { absent, type Fact, present, unread } from '../../../shared/model/fact.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import { jsonOf } from '../json-text.ts';

/** What became of our subscription to the audit log of a cluster. */
export type Subscribed =
  | { readonly cluster: string; readonly outcome: 'subscribed' | 'removed' }
  | { readonly cluster: string; readonly outcome: 'refused'; readonly reason: string };

export interface Subscriptions {
  readonly region: string;
  /** Milliseconds since the epoch. */
  readonly readAt: number;
  readonly outcomes: readonly Subscribed[];
}

const outcome = z.discriminatedUnion('outcome', [
  z.object({ cluster: z.string(), outcome: z.enum(['subscribed', 'removed']) }),
  z.object({ cluster: z.string(), outcome: z.literal('refused'), reason: z.string() }),
]);

const message = z.object({
  gatewatch: z.literal('subscriptions'),
  region: z.string(),
  readAt: z.number(),
  outcomes: z.array(outcome),
}) satisfies z.ZodMiniType<Subscriptions>;

/** Clusters in one message, far below what a queue takes. */
const mostAtOnce = 100;

/** What `parseSubscriptions` reads. */
export function subscriptionMessages({ outcomes, ...rest }: Subscriptions): readonly string[] {
  const batches = Array.from({ length: Math.ceil(outcomes.length / mostAtOnce) }, (_, index) =>
    outcomes.slice(index * mostAtOnce, (index + 1) * mostAtOnce),
  );
  return batches.map((batch) =>
    JSON.stringify({ gatewatch: 'subscriptions', ...rest, outcomes: batch }),
  );
}

/** How subscribing went, as facts, in the queue that brings the changes; undefined for the body of any other message. */
export function parseSubscriptions(body: string): FactMap | undefined {
  const parsed = message.safeParse(jsonOf(body));
  if (!parsed.success) return undefined;
  const { region, readAt, outcomes } = parsed.data;
  return new Map(
    outcomes.map((one) => [
      factKeys.auditSubscription({ region, name: one.cluster }),
      factOf(one, readAt),
    ]),
  );
}

function factOf(one: Subscribed, readAt: number): Fact<AuditSubscription> {
  switch (one.outcome) {
    case 'subscribed':
      return present({ name: 'gatewatch' }, readAt);
    case 'removed':
      return absent(readAt);
    case 'refused':
      return unread(one.reason, readAt);
  }
}
