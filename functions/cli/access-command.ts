import { accessOf, matrixVerbs, readAsked } from '../../shared/access/access-matrix.ts';
import { parseArn } from '../../shared/model/arn.ts';
import { renderAccess, renderAccessJson } from '../../shared/report/access-of.ts';
import { UsageError } from '../adapters/usage-error.ts';
import { answerStatus, askedClusters } from './asked-clusters.ts';
import type { Place } from './place.ts';
import type { AccessCommand } from './question-arguments.ts';
import type { Terminal } from './terminal.ts';

/** Prints what somebody may do in each cluster, and by what; gives the exit status. */
export async function accessCommand(
  terminal: Terminal,
  place: Place,
  { who, cluster, format }: AccessCommand,
): Promise<number> {
  const asked = readAsked(who);
  if ('principalArn' in asked && parseArn(who) === undefined) {
    throw new UsageError(
      `${who} is neither an ARN nor group:NAME, user:NAME or system:serviceaccount:NAMESPACE:NAME`,
    );
  }
  const { estate, clusters, unread } = await askedClusters(terminal, place, cluster);
  const answers = clusters.map((each) => accessOf(estate, each, asked));
  const report = { who, clusters: answers, unread };
  terminal.out(
    format === 'json'
      ? renderAccessJson(report)
      : renderAccess(report, matrixVerbs, terminal.width),
  );
  return answerStatus(terminal, place, unread, answers);
}
