import type { Account } from '../model/account.ts';
import type { Observation } from '../model/observation.ts';
import type { AlertMessage } from '../ports/alert-sink.ts';
import { wholeCommands } from './access-text.ts';
import { getQueryResults, startAuditLogQuery } from './audit-log-query.ts';
import { consoleLinks } from './links.ts';
import {
  closingLines,
  columns,
  filterAttributes,
  headingLines,
  joinLines,
  ruler,
  subjectLine,
} from './message.ts';
import { observedText, storyText } from './observation-text.ts';
import { labelled, plain, shortArns, shown, wrap } from './text.ts';
import { actorTexts } from './who-text.ts';

export interface ObservationAlertInput {
  readonly account: Account;
  readonly observation: Observation;
  /** What the grant amounts to, as `cluster-admin in the whole cluster`; absent where that is not known. */
  readonly power?: string;
  readonly deliveryId: string;
}

/** The message about what only events show: told once, and never resolved. */
export function observationAlert(input: ObservationAlertInput): AlertMessage {
  const { account, observation, deliveryId } = input;
  const { severity, ruleId, cluster } = observation;
  const headline = shortArns(observedText(observation), account.accountId);
  const body = [
    ...wrap(`Gatewatch: seen in the events of account ${plain(account.accountId)}.`, columns),
    ...['', ruler, ''],
    ...headingLines(severity, 'OBSERVED', headline),
    '',
    ...observationLines(input),
    ...closingLines(ruleId, deliveryId),
  ];
  const filtered = {
    ...{ severity, ruleId, transition: 'OBSERVED' },
    ...{ cluster: cluster.name, region: cluster.region },
  };
  return {
    subject: subjectLine(`${severity} observed: ${headline}`),
    body: `${joinLines(body)}\n`,
    attributes: filterAttributes([filtered], account.accountId, deliveryId),
  };
}

function observationLines({
  account,
  observation,
  power,
}: ObservationAlertInput): readonly string[] {
  const { id, ruleId, cluster, principalArn, grant, grantedBy, removedBy } = observation;
  const where = `cluster ${shown(cluster.name, 200)}, Region ${shown(cluster.region, 50)}, account ${plain(account.accountId)}`;
  return [
    ...fields('What', [storyText(observation)]),
    ...fields('Where', [where]),
    ...fields('Principal', [shown(principalArn, 400)]),
    ...fields('Grant', [shown(grant, 300)]),
    ...fields('Allowed', [shown(power ?? 'not known from the event alone', 300)]),
    ...fields('Granted by', actorTexts(grantedBy)),
    ...(removedBy === undefined ? [] : fields('Removed by', actorTexts(removedBy))),
    ...nextLines(observation),
    ...fields('Console', links(account, observation)),
    ...fields('Rule', [plain(ruleId)]),
    ...fields('Told as', [shown(id, 100)]),
  ];
}

/** What an open end of the time to look through is taken for, in milliseconds. */
const hour = 3_600_000;

function nextLines({
  cluster,
  principalArn,
  grantedBy,
  removedBy,
}: Observation): readonly string[] {
  const from = grantedBy.eventTime;
  const to = removedBy?.eventTime ?? from + hour;
  const span = removedBy === undefined ? 'in the hour that followed' : 'between the two events';
  const commands = wholeCommands([
    startAuditLogQuery({ cluster, principalArn, from, to }),
    getQueryResults(cluster),
  ]);
  return [
    ...fields('Next', [
      `Look what was done with it ${span}, if the cluster logs audit; ask who granted it, and why.`,
    ]),
    ...['', ...commands.map((command) => `  ${command}`), ''],
  ];
}

/** The cluster and the principal, then both events. */
function links({ partition }: Account, observation: Observation): readonly string[] {
  const { cluster, principalArn, grantedBy, removedBy } = observation;
  const place = { region: cluster.region, clusterName: cluster.name, subject: principalArn };
  const resource = { type: 'AWS::EKS::AccessEntry', id: principalArn };
  const granted = consoleLinks(partition, { ...place, resource }, grantedBy);
  const removed = removedBy && consoleLinks(partition, { ...place, resource }, removedBy);
  return [...new Set([...granted, ...(removed ?? [])])];
}

const labelColumn = 12;

function fields(label: string, texts: readonly string[]): readonly string[] {
  return texts.flatMap((text, index) =>
    labelled(index === 0 ? label : '', text, labelColumn, columns),
  );
}
