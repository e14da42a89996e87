import type { Account } from '../../shared/model/account.ts';
import { parseIamArn } from '../../shared/model/arn.ts';
import { isPresent } from '../../shared/model/fact.ts';
import { factKeys } from '../../shared/model/fact-key.ts';
import type { PrincipalPolicies } from '../../shared/model/principal.ts';
import type { Answer, ReadRequest } from '../../shared/model/reading.ts';
import { factsOf } from '../../shared/wire/facts-of.ts';
import { snapshotPaths } from '../../shared/wire/snapshot-path.ts';
import type { OpenSnapshot } from './open-snapshot.ts';

/** What the file says of one item; of an item that it does not have, what its list says. */
export function* answersAbout(
  answers: readonly Answer[],
  item: string,
  listPart?: string,
): Generator<Answer> {
  const about = answers.filter((answer) => answer.item === item);
  if (about.length > 0) return yield* about;
  const list = listIn(answers, listPart);
  if (list === undefined) return;
  const { path, readAt, outcome } = list;
  const own = outcome.kind === 'unread' ? outcome : ({ kind: 'absent' } as const);
  yield { path, item, readAt, outcome: own };
}

/**
 * One role by its name, and the policies that are attached to it. That it is gone can only be said of a known ARN: its
 * path is not in the name.
 */
export async function* readFolderRole(
  { account, answers: answersOf }: OpenSnapshot,
  { roleName, roleArn }: Extract<ReadRequest, { kind: 'role' }>,
): AsyncGenerator<Answer> {
  const answers = await answersOf(snapshotPaths.iam());
  const named = answers.filter(({ item }) => {
    const arn = parseIamArn(item ?? '');
    return arn?.kind === 'role' && arn.name === roleName;
  });
  yield* named;
  const attached = policiesOf(named, account);
  yield* answers.filter(({ item }) => item !== undefined && attached.has(item));
  const isNamed = named.some(({ item }) => item === roleArn);
  if (roleArn !== undefined && !isNamed) yield* answersAbout(answers, roleArn, roleList);
  if (roleArn !== undefined || named.length > 0) return;
  const list = listIn(answers, roleList);
  if (list?.outcome.kind === 'unread') yield list;
}

const roleList = 'RoleDetailList';

/** The managed policies that these answers say are attached to a role, or bound it. */
function policiesOf(roles: readonly Answer[], account: Account): ReadonlySet<string> {
  const facts = new Map(roles.flatMap((answer) => factsOf(answer, account)));
  const policies = roles.flatMap(({ item = '' }) => {
    const fact = facts.get(factKeys.rolePolicies(item));
    return isPresent(fact) ? [fact.value as PrincipalPolicies] : [];
  });
  return new Set(policies.flatMap(({ attached, boundary = [] }) => [attached, boundary].flat()));
}

function listIn(answers: readonly Answer[], listPart: string | undefined): Answer | undefined {
  const lists = answers.filter(({ item }) => item === undefined);
  return (
    lists.find(({ part }) => part === listPart) ?? lists.find(({ part }) => part === undefined)
  );
}
