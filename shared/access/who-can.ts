import { groupKey, subjectKey } from '../kubernetes/caller.ts';
import { allowedBy, countsInSome, type Question } from '../kubernetes/question.ts';
import { masters } from '../kubernetes/rbac.ts';
import type { ClusterRef } from '../model/cluster.ts';
import type { Estate } from '../model/estate.ts';
import { compareText } from '../model/json.ts';
import { subjectName } from '../model/kubernetes.ts';
import type { WayToDo, WhoCan } from '../model/who-can.ts';
import { clusterAccess } from './cluster-access.ts';
import { type HeldRule, heldBy, heldBySubject } from './held-access.ts';
import { isInScope } from './let-in.ts';

/**
 * Everybody who may do what is asked: principals of IAM by access entries and aws-auth, then the subjects of bindings,
 * whoever goes by their names. What all members of system:authenticated may do is told of that group, not of each principal.
 */
export function whoCan(estate: Estate, cluster: ClusterRef, question: Question): WhoCan {
  const { doors, index, gaps } = clusterAccess(estate, cluster);
  const principals = doors.everybody.flatMap((letIn) =>
    waysOf(letIn.principal, heldBy(letIn, index), question),
  );
  const subjects = index.subjects
    .filter((subject) => subjectKey(subject) !== groupKey(masters))
    .flatMap((subject) =>
      waysOf(subjectName(subject), heldBySubject(subjectKey(subject), index), question),
    );
  const always = waysOf(`group:${masters}`, heldBySubject(groupKey(masters), index), question);
  return {
    cluster,
    ways: [...sorted(principals), ...sorted([...always, ...subjects])],
    gaps: gaps(doors.everybody),
  };
}

function waysOf(who: string, held: readonly HeldRule[], question: Question): readonly WayToDo[] {
  return held.flatMap(({ rule, reach, chain }) => {
    const counts =
      reach.kind === 'cluster' ||
      countsInSome(question, (namespace) => isInScope(reach.namespaces, namespace));
    const allowed = counts ? allowedBy(rule, question) : undefined;
    return allowed === undefined ? [] : [{ who, chain, reach, ...allowed }];
  });
}

function sorted(ways: readonly WayToDo[]): readonly WayToDo[] {
  return ways.toSorted((a, b) => compareText(a.who, b.who));
}
