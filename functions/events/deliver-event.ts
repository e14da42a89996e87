import * as z from 'zod/mini';
import type { Json } from '../../shared/model/json.ts';
import type { QueuedDelivery } from '../deliver/deliver.ts';
import { type AlertRequest, parseAlertRequest } from './alert-request.ts';

/** What the function is invoked with: messages of its queue, or a question. */
type DeliverEvent = AlertRequest | { readonly deliveries: readonly QueuedDelivery[] };

/** SQS's batch as its messages, which can be put off; whatever else invokes the function but a question is refused. */
export function parseDeliverEvent(event: Json): DeliverEvent {
  return parseAlertRequest(event) ?? { deliveries: z.parse(batch, event).Records };
}

const batch = z.object({
  Records: z.array(
    z.object({ messageId: z.string(), body: z.string(), receiptHandle: z.string() }),
  ),
});
