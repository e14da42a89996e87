import type { AlertSink } from '../../shared/ports/alert-sink.ts';
import type { EventBus } from '../../shared/ports/event-bus.ts';
import { alertEvents } from '../../shared/report/alert-event.ts';
import { jsonText } from '../../shared/report/json.ts';

/** Tells programs, by an event for each finding. A sweep that moved nothing has none. */
export function eventBusSink(bus: EventBus): AlertSink {
  return {
    publish: async (alert) => {
      const events = alertEvents(alert);
      await bus.put(
        events.map(({ detailType, detail }) => ({
          source: 'gatewatch',
          detailType,
          detail: jsonText(detail),
        })),
      );
    },
  };
}
