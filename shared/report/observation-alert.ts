import type { Account } from '../model/account.ts';
import type { Observation } from '../model/observation.ts';
import type { AlertMessage } from '../ports/alert-sink.ts';
import { closingLines, columns, joinLines, subjectLine } from './message.ts';
import { plain, wrap } from './text.ts';

export interface ObservationAlertInput {
  readonly account: Account;
  readonly observation: Observation;
  /** Hash of the observation's id: repeats of the message share it. */
  readonly deliveryId: string;
}

/** The message about what only events have shown. */
export function observationAlert(input: ObservationAlertInput): AlertMessage {
  const { account, observation, deliveryId } = input;
  const { grant, principalArn, cluster, severity, ruleId } = observation;
  const what = `${plain(principalArn)} was granted ${plain(grant)} in ${plain(cluster.name)}`;
  const head = wrap(`Gatewatch: ${what}. From the event, not seen in state.`, columns);
  return {
    subject: subjectLine(`${severity} observed: ${what}`),
    body: `${joinLines([...head, ...closingLines(ruleId, deliveryId)])}\n`,
    attributes: {
      severity: [severity],
      maxSeverity: severity,
      ruleId: [ruleId],
      cluster: [plain(cluster.name)],
      region: [plain(cluster.region)],
      accountId: [account.accountId],
      transition: ['OBSERVED'],
      deliveryId: plain(deliveryId),
    },
  };
}
