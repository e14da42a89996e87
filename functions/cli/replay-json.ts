import type { Actor } from '../../shared/model/change.ts';
import { readKey } from '../../shared/model/fact-key.ts';
import type { Json } from '../../shared/model/json.ts';
import type { ValueChange } from '../../shared/model/value-change.ts';
import { jsonText } from '../../shared/report/json.ts';
import { observationJson, transitionJson } from '../../shared/report/transition-json.ts';
import type { Effect } from '../events/catalogue/catalogued-event.ts';
import type { Replayed } from './replay.ts';
import type { ReplayedEvent } from './replayed-event.ts';

const schemaVersion = 1;

/** What came of recorded events, keys always in this order. */
export function renderReplayJson({ events, transitions, observations }: Replayed): string {
  const replayed = {
    schemaVersion,
    events: events.map(eventJson),
    transitions: transitions.map(transitionJson),
    observations: observations.map(observationJson),
  };
  return `${jsonText(replayed, 2)}\n`;
}

function eventJson({ eventId, eventName, understood, reason, change }: ReplayedEvent): Json {
  return {
    eventId: eventId ?? null,
    eventName: eventName ?? null,
    understood,
    ...(reason === undefined ? {} : { reason }),
    ...(change === undefined ? {} : { change: changeJson(change) }),
  };
}

function changeJson({ actor, effect }: { readonly actor: Actor; readonly effect: Effect }): Json {
  const by = { ...actor, eventTime: new Date(actor.eventTime).toISOString() };
  if ('underivable' in effect) return { actor: by, underivable: effect.underivable };
  return { actor: by, writes: effect.changes.map(writeJson) };
}

/** Without a value it is gone. `path` is empty for the thing itself. */
function writeJson({ key, path, value }: ValueChange): Json {
  const { fact, place, item } = readKey(key);
  return {
    fact,
    place,
    ...(item === undefined ? {} : { item }),
    path,
    ...(value === undefined ? {} : { value }),
  };
}
