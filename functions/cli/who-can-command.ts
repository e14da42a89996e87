import { whoCan } from '../../shared/access/who-can.ts';
import { readQuestion } from '../../shared/kubernetes/question.ts';
import { renderWhoCan, renderWhoCanJson } from '../../shared/report/who-can.ts';
import { UsageError } from '../adapters/usage-error.ts';
import { answerStatus, askedClusters } from './asked-clusters.ts';
import type { Place } from './place.ts';
import type { WhoCanCommand } from './question-arguments.ts';
import type { Terminal } from './terminal.ts';

/** Prints who may do something in each cluster, and by what; gives the exit status. */
export async function whoCanCommand(
  terminal: Terminal,
  place: Place,
  command: WhoCanCommand,
): Promise<number> {
  const { verb, target, namespace, format } = command;
  const question = readQuestion(verb, target, namespace);
  if (typeof question === 'string') throw new UsageError(question);
  const { estate, clusters, unread } = await askedClusters(terminal, place, command.cluster);
  const answers = clusters.map((cluster) => whoCan(estate, cluster, question));
  const where = namespace === undefined ? '' : ` -n ${namespace}`;
  const report = { asked: `who-can ${verb} ${target}${where}`, clusters: answers, unread };
  terminal.out(format === 'json' ? renderWhoCanJson(report) : renderWhoCan(report, terminal.width));
  return answerStatus(terminal, place, unread, answers);
}
