import {
  GetAccountAuthorizationDetailsCommand,
  type GetAccountAuthorizationDetailsResponse,
  GetRoleCommand,
  type RoleDetail,
  type UserDetail,
} from '@aws-sdk/client-iam';
import type { Answer, ReadRequest } from '../../shared/model/reading.ts';
import { snapshotPaths } from '../../shared/wire/snapshot-path.ts';
import {
  absentAnswer,
  answerTo,
  documentAnswer,
  isGone,
  itemsAnswer,
  unreadAnswer,
} from './answers.ts';
import type { Asked, AwsSession } from './aws-session.ts';

/**
 * Every role and user, then the list of them, dated as of the first page: what appears while the pages
 * are turned is known from its own answer. When a page fails, what came before it stands and the list is unread.
 */
export async function* readIam(aws: AwsSession): AsyncGenerator<Answer> {
  const items: string[] = [];
  let page = await askForPage(aws, undefined);
  const { readAt } = page;
  while (page.ok) {
    for (const answer of principalAnswers(page.value, page.readAt)) {
      items.push(answer.item);
      yield answer;
    }
    const fault = faultOf(page.value);
    if (fault !== undefined) return yield unreadAnswer({ path }, readAt, fault);
    if (!page.value.IsTruncated) return yield itemsAnswer(path, readAt, items);
    page = await askForPage(aws, page.value.Marker);
  }
  yield unreadAnswer({ path }, readAt, page.failure.reason);
}

/**
 * One role by its name. That it is gone can only be said of a known ARN: its path is not in the name.
 * Without `roleArn` a missing role answers nothing, and an unreadable one leaves the list unread.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html
 */
export async function* readRole(
  aws: AwsSession,
  { roleName, roleArn }: Extract<ReadRequest, { kind: 'role' }>,
): AsyncGenerator<Answer> {
  const asked = await aws.ask('GetRole', async () =>
    (await aws.iam()).send(new GetRoleCommand({ RoleName: roleName })),
  );
  const { readAt } = asked;
  const arn = asked.ok ? (asked.value.Role?.Arn ?? roleArn) : roleArn;
  if (arn !== undefined) yield answerTo({ path, item: arn }, asked, ({ Role }) => Role);
  else if (!isGone(asked))
    yield unreadAnswer({ path }, readAt, `role ${roleName}: ${whyNot(asked)}`);
  if (roleArn !== undefined && roleArn !== arn) yield absentAnswer({ path, item: roleArn }, readAt);
}

const path = snapshotPaths.iam();

function whyNot(asked: Asked<unknown>): string {
  return asked.ok ? 'malformed answer: no Role' : asked.failure.reason;
}

/** 1,000 is the most that one page may hold. */
function askForPage(
  aws: AwsSession,
  marker: string | undefined,
): Promise<Asked<GetAccountAuthorizationDetailsResponse>> {
  return aws.ask('GetAccountAuthorizationDetails', async () =>
    (await aws.iam()).send(
      new GetAccountAuthorizationDetailsCommand({
        Filter: ['Role', 'User'],
        MaxItems: 1_000,
        Marker: marker,
      }),
    ),
  );
}

function* principalAnswers(
  page: GetAccountAuthorizationDetailsResponse,
  readAt: number,
): Generator<Answer & { readonly item: string }> {
  for (const detail of principalsOf(page)) {
    if (detail.Arn === undefined) continue;
    yield { ...documentAnswer({ path }, readAt, detail), item: detail.Arn };
  }
}

/** Why a page cannot be taken for what it claims to be. */
function faultOf(page: GetAccountAuthorizationDetailsResponse): string | undefined {
  if (principalsOf(page).some(({ Arn }) => Arn === undefined)) {
    return 'malformed answer: a role or user without Arn';
  }
  const { IsTruncated, Marker } = page;
  return IsTruncated === undefined || (IsTruncated && !Marker)
    ? 'malformed answer: a page that names neither its end nor the next page'
    : undefined;
}

function principalsOf({
  RoleDetailList = [],
  UserDetailList = [],
}: GetAccountAuthorizationDetailsResponse): readonly (RoleDetail | UserDetail)[] {
  return [...RoleDetailList, ...UserDetailList];
}
