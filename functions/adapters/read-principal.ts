import type { Answer, EventRequest } from '../../shared/model/reading.ts';
import { snapshotPaths } from '../../shared/wire/snapshot-path.ts';
import { absentAnswer, answerTo, isGone, unreadAnswer } from './answers.ts';
import type { Asked, AwsSession } from './aws-session.ts';
import { groups, type PrincipalKind, roles, users } from './principal-kinds.ts';
import { type Left, type Reach, readPolicies } from './read-principal-policies.ts';

export type PrincipalRequest = Extract<EventRequest, { kind: 'role' | 'user' | 'group' }>;

/**
 * One role, user or group by its name, with its policies. That it is gone can only be said of a known ARN: its path is
 * not in the name. Without an ARN a missing one answers nothing, and an unreadable one leaves the list unread.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html
 */
export async function* readPrincipal(
  aws: AwsSession,
  request: PrincipalRequest,
  reach: Reach,
): AsyncGenerator<Answer, Left> {
  const { kind, name, arn: known } = namedBy(request);
  const asked = await aws.ask(`Getting the ${kind.word} ${name}`, async () =>
    kind.get(await aws.iam(), name),
  );
  const { readAt } = asked;
  const arn = asked.ok ? asked.value?.Arn : undefined;
  const isAnother = arn !== undefined && known !== undefined && arn !== known;
  if (isAnother) yield absentAnswer({ path, item: known }, readAt);
  if (asked.ok && arn !== undefined) {
    const principal = { kind, name, detail: { ...asked.value, Arn: arn }, readAt };
    return yield* readPolicies(aws, principal, reach);
  }
  if (known !== undefined) yield answerTo({ path, item: known }, asked);
  else if (!isGone(asked)) {
    const reason = `${kind.word} ${name}: ${whyNot(asked, kind)}`;
    yield unreadAnswer({ path, part: kind.list }, readAt, reason);
  }
  return 'nothing';
}

interface Named {
  readonly kind: PrincipalKind;
  readonly name: string;
  readonly arn: string | undefined;
}

function namedBy(request: PrincipalRequest): Named {
  switch (request.kind) {
    case 'role':
      return { kind: roles, name: request.roleName, arn: request.roleArn };
    case 'user':
      return { kind: users, name: request.userName, arn: request.userArn };
    case 'group':
      return { kind: groups, name: request.groupName, arn: request.groupArn };
  }
}

const path = snapshotPaths.iam();

function whyNot(asked: Asked<unknown>, { word }: PrincipalKind): string {
  return asked.ok ? `malformed answer: no ${word}` : asked.failure.reason;
}
