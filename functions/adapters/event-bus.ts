import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { BusEvent, EventBus } from '../../shared/ports/event-bus.ts';
import { batchesOf } from './batches.ts';
import { stateSettings } from './client-settings.ts';

/** What EventBridge takes at a time. https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
const atOnce = { most: 10, bytes: 262_144 };

/** Puts events on a bus, known by its name or ARN. Rejects when EventBridge takes but some of them. */
export function eventBus(bus: string, client = new EventBridgeClient(stateSettings)): EventBus {
  return {
    put: async (events) => {
      for (const batch of batchesOf(events, sizeOf, atOnce)) await putBatch(client, bus, batch);
    },
  };
}

async function putBatch(client: EventBridgeClient, bus: string, events: readonly BusEvent[]) {
  const Entries = events.map(({ source, detailType, detail }) => ({
    EventBusName: bus,
    Source: source,
    DetailType: detailType,
    Detail: detail,
  }));
  const { Entries: results = [] } = await client.send(new PutEventsCommand({ Entries }));
  const refused = results.filter(({ ErrorCode }) => ErrorCode !== undefined);
  const [first] = refused;
  if (first === undefined) return;
  throw new Error(
    `${refused.length} of ${events.length} events were not taken by the bus ${bus}: ${first.ErrorCode}: ${first.ErrorMessage}`,
  );
}

function sizeOf({ source, detailType, detail }: BusEvent): number {
  return Buffer.byteLength(detail) + detailType.length + source.length;
}
