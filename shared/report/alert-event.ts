import type { Alert, Telling } from '../model/alert.ts';
import type { Json } from '../model/json.ts';
import { observationJson, transitionJson } from './transition-json.ts';

/** One event for a bus of EventBridge. */
export interface AlertEvent {
  readonly detailType: string;
  readonly detail: Json;
}

/** Of the detail: a member may join it under the same version, none is taken away or given another meaning. */
const schemaVersion = 1;

/**
 * An alert as events, one for each finding and one for a sweep; docs/schemas/alert-event.schema.json says what is in them.
 * `deliveryId` and the id of the finding tell a repeat from news.
 */
export function alertEvents(alert: Alert): readonly AlertEvent[] {
  const common = {
    schemaVersion,
    accountId: alert.account.accountId,
    deliveryId: alert.deliveryId,
  };
  if (alert.kind === 'observation') {
    const observation = observationJson(alert.observation);
    return [{ detailType: 'Gatewatch Access Observed', detail: { ...common, observation } }];
  }
  return alert.told.map((telling) => ({
    detailType: `Gatewatch Finding ${words[telling.type]}`,
    detail: { ...common, transition: transitionJson(asTold(telling)) },
  }));
}

/** The finding as it was after the step that is told: it may have moved since. */
function asTold({ finding, severity, message, ...step }: Telling) {
  return { ...step, finding: { ...finding, severity, message } };
}

const words: Readonly<Record<Telling['type'], string>> = {
  OPENED: 'Opened',
  CHANGED: 'Changed',
  REOPENED: 'Reopened',
  RESOLVED: 'Resolved',
  WAIVED: 'Waived',
  UNWAIVED: 'Unwaived',
  WAIVER_EXPIRED: 'Waiver Expired',
  ACTOR_KNOWN: 'Actor Known',
  RETIRED: 'Retired',
  FLAPPING: 'Flapping',
  SETTLED: 'Settled',
  OPEN: 'Still Open',
};
