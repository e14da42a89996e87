import type { ChangeAlert, ObservationAlert } from '../model/alert.ts';
import { findingEntry } from './finding-entry.ts';
import { observationEntry } from './observation-entry.ts';
import type { Entry } from './sections.ts';

/** All that an alert tells, in full. A digest tells in short. */
export function alertEntries(alert: ChangeAlert | ObservationAlert): readonly Entry[] {
  if (alert.kind === 'observation') return [observationEntry(alert)];
  return alert.told.map((telling) => findingEntry(alert.account, telling));
}
