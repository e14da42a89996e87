import type { Delivery } from '../model/alert.ts';

/** Where deliveries wait for the function that carries them out, each by itself. */
export interface DeliveryQueue {
  send(delivery: Delivery): Promise<void>;
}
