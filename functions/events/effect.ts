import type { Estate } from '../../shared/model/estate.ts';
import { callOf } from './call.ts';
import { cataloguedEvent } from './catalogue/catalogue.ts';
import type { Effect } from './catalogue/catalogued-event.ts';
import type { CloudTrailRecord } from './cloud-trail-record.ts';

/** What a call that succeeded is documented to have written, in the shape of our facts, on top of what is stored. */
export function effectOf(record: CloudTrailRecord, estate: Estate): Effect {
  const found = cataloguedEvent(record.eventSource, record.eventName);
  if (found === undefined) return { underivable: `${record.eventName} is not known` };
  return found.event.effect(callOf(record, estate));
}
