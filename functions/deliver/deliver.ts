import type { Delivery } from '../../shared/model/alert.ts';
import type { AlertSink } from '../../shared/ports/alert-sink.ts';
import type { Metrics } from '../../shared/ports/metrics.ts';
import { RetryLater } from '../../shared/ports/retry-later.ts';

/** A delivery as it lies in the queue. */
export interface QueuedDelivery {
  readonly messageId: string;
  readonly body: string;
  readonly receiptHandle: string;
}

export interface DeliverPorts {
  /** The channel of a name; undefined where the configuration has none. */
  readonly channel: (name: string) => AlertSink | undefined;
  /** Keeps a message from coming back for so many seconds. */
  readonly postpone: (message: QueuedDelivery, seconds: number) => Promise<void>;
  readonly metrics: Metrics;
}

export interface Delivered {
  readonly sent: number;
  /** They come again, and after the last time wait where an alarm watches. */
  readonly failed: readonly { readonly messageId: string; readonly reason: string }[];
}

/** Carries out deliveries, each by itself: what one channel does not take is no reason to keep it from another. */
export async function deliver(
  ports: DeliverPorts,
  messages: readonly QueuedDelivery[],
): Promise<Delivered> {
  const outcomes = await Promise.all(
    messages.map(async (message) => ({ message, reason: await carryOut(ports, message) })),
  );
  const failed = outcomes.flatMap(({ message: { messageId }, reason }) =>
    reason === undefined ? [] : [{ messageId, reason }],
  );
  const sent = messages.length - failed.length;
  ports.metrics.count('DeliveriesSent', sent);
  ports.metrics.count('DeliveriesFailed', failed.length);
  return { sent, failed };
}

/** Why it was not sent; undefined where it was. */
async function carryOut(ports: DeliverPorts, message: QueuedDelivery): Promise<string | undefined> {
  try {
    // Written by ourselves, into a queue that nobody else may send to.
    const { channel, alert }: Delivery = JSON.parse(message.body);
    const sink = ports.channel(channel);
    if (sink === undefined) {
      return `the configuration has no channel ${channel}; if it was renamed, the message can be sent again under its new name`;
    }
    await sink.publish(alert);
    return undefined;
  } catch (error) {
    if (error instanceof RetryLater) await ports.postpone(message, error.seconds);
    return error instanceof Error ? error.message : String(error);
  }
}
