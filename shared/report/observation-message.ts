import type { AlertMessage, ObservationAlert } from '../model/alert.ts';
import { entryLines } from './entry-text.ts';
import {
  closingLines,
  columns,
  filterAttributes,
  joinLines,
  ruler,
  subjectLine,
} from './message.ts';
import { observationEntry } from './observation-entry.ts';
import { plain, wrap } from './text.ts';

/** The message about what only events show. */
export function observationMessage(alert: ObservationAlert): AlertMessage {
  const { account, observation, deliveryId } = alert;
  const { severity, ruleId, cluster } = observation;
  const entry = observationEntry(alert);
  const body = [
    ...wrap(`Gatewatch: seen in the events of account ${plain(account.accountId)}.`, columns),
    ...['', ruler, ''],
    ...entryLines(entry),
    ...closingLines(ruleId, deliveryId),
  ];
  const filtered = {
    ...{ severity, ruleId, transition: 'OBSERVED' },
    ...{ cluster: cluster.name, region: cluster.region },
  };
  return {
    subject: subjectLine(`${severity} observed: ${entry.headline}`),
    body: `${joinLines(body)}\n`,
    attributes: filterAttributes([filtered], account.accountId, deliveryId),
  };
}
