import { findingTenants } from '../../shared/access/finding-tenants.ts';
import type { Alert } from '../../shared/model/alert.ts';
import type { Channel, Route } from '../../shared/model/alert-settings.ts';
import type { Config } from '../../shared/model/config.ts';
import type { Owned } from '../../shared/model/finding.ts';
import type { AlertSink } from '../../shared/ports/alert-sink.ts';
import type { DeliveryQueue } from '../../shared/ports/delivery-queue.ts';
import { alertParts, fittingAlert } from '../../shared/report/parts.ts';
import { routedAlert } from '../../shared/report/routed.ts';

/**
 * Bytes of findings in one message of the queue, which leaves room for the rest of it. SQS takes 256 KiB and more.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
 */
const roomForFindings = 200_000;

/** Tells `first`, which hears everything; then leaves in the queue what each route asks for. */
export function routedSink(config: Config, first: AlertSink, queue: DeliveryQueue): AlertSink {
  const { channels, routes } = config.alerts;
  const tenantsOf = (of: Owned) => findingTenants(config, of);
  return {
    publish: async (alert) => {
      await first.publish(alert);
      for (const route of routes) {
        const routed = routedAlert(alert, route, tenantsOf);
        if (routed !== undefined) await leave(queue, route, channels[route.to], routed);
      }
    },
  };
}

async function leave(
  queue: DeliveryQueue,
  { to }: Route,
  channel: Channel | undefined,
  alert: Alert,
): Promise<void> {
  const parts = isForMachines(channel)
    ? alertParts(alert, roomForFindings)
    : [fittingAlert(alert, roomForFindings)];
  for (const part of parts) await queue.send({ channel: to, alert: part });
}

/** They keep every finding, so that none may be left out. */
function isForMachines(channel: Channel | undefined): boolean {
  return channel?.eventBus !== undefined || channel?.securityHub !== undefined;
}
