import type { Account } from '../model/account.ts';
import type { ObservationAlert } from '../model/alert.ts';
import type { Observation } from '../model/observation.ts';
import { wholeCommands } from './access-text.ts';
import { getQueryResults, startAuditLogQuery } from './audit-log-query.ts';
import { consoleLinks } from './links.ts';
import { observedText, storyText } from './observation-text.ts';
import { type Entry, type Section, section } from './sections.ts';
import { plain, shortArns, shown } from './text.ts';
import { actorTexts } from './who-text.ts';

/** What only events show, in full. */
export function observationEntry({ account, observation, power }: ObservationAlert): Entry {
  const { id, ruleId, severity, cluster, principalArn, grant, grantedBy, removedBy } = observation;
  const where = `cluster ${shown(cluster.name, 200)}, Region ${shown(cluster.region, 50)}, account ${plain(account.accountId)}`;
  return {
    id: plain(id),
    severity,
    step: 'OBSERVED',
    headline: shortArns(observedText(observation), account.accountId),
    sections: [
      ...section('what', 'What', [storyText(observation)]),
      ...section('where', 'Where', [where]),
      ...section('principal', 'Principal', [shown(principalArn, 400)]),
      ...section('grant', 'Grant', [shown(grant, 300)]),
      ...section('power', 'Allowed', [shown(power ?? 'not known from the event alone', 300)]),
      ...section('who', 'Granted by', actorTexts(grantedBy)),
      ...(removedBy === undefined ? [] : section('who', 'Removed by', actorTexts(removedBy))),
      ...nextSection(observation),
      ...section('console', 'Console', links(account, observation)),
      ...section('rule', 'Rule', [plain(ruleId)]),
      ...section('id', 'Told as', [shown(id, 100)]),
    ],
  };
}

/** What an open end of the time to look through is taken for, in milliseconds. */
const hour = 3_600_000;

function nextSection({
  cluster,
  principalArn,
  grantedBy,
  removedBy,
}: Observation): readonly Section[] {
  const from = grantedBy.eventTime;
  const to = removedBy?.eventTime ?? from + hour;
  const span = removedBy === undefined ? 'in the hour that followed' : 'between the two events';
  const commands = wholeCommands([
    startAuditLogQuery({ cluster, principalArn, from, to }),
    getQueryResults(cluster),
  ]);
  const next = `Look what was done with it ${span}, if the cluster logs audit; ask who granted it, and why.`;
  return section('fix', 'Next', [next], commands);
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
