import {
  GetAccountAuthorizationDetailsCommand,
  type GetAccountAuthorizationDetailsResponse,
  type GroupDetail,
  ListRolesCommand,
  type ManagedPolicyDetail,
  type Role,
  type RoleDetail,
  type UserDetail,
} from '@aws-sdk/client-iam';
import { parseIamArn } from '../../shared/model/arn.ts';
import type { Answer } from '../../shared/model/reading.ts';
import { snapshotPaths } from '../../shared/wire/snapshot-path.ts';
import { documentAnswer, itemsAnswer, unreadAnswer } from './answers.ts';
import { policiesOfPrincipal } from './attached-policies.ts';
import type { Asked, AwsSession } from './aws-session.ts';
import { everyPage } from './every-page.ts';
import { iamPage } from './iam-page.ts';
import { readManagedPolicy } from './read-managed-policy.ts';

/**
 * Every role, user, group and policy that matters, then the lists of them, dated as of the first page: what appears
 * while the pages are turned is known from its own answer. When a page fails, what came before it stands and the lists
 * are unread. A policy that is attached and came without its document is asked for by itself.
 */
export async function* readAuthorizationDetails(aws: AwsSession): AsyncGenerator<Answer> {
  const found = { items: noItems(), attached: new Set<string>(), ...(await readDurations(aws)) };
  let page = await askForPage(aws, undefined);
  const { readAt } = page;
  while (page.ok) {
    yield* answersIn(page.value, page.readAt, found);
    const fault = faultOf(page.value);
    if (fault !== undefined) return yield unreadAnswer({ path }, readAt, fault);
    if (!page.value.IsTruncated) return yield* finish(aws, found, readAt);
    page = await askForPage(aws, page.value.Marker);
  }
  yield unreadAnswer({ path }, readAt, page.failure.reason);
}

const path = snapshotPaths.iam();

/** The members of an answer that are lists of facts. */
const listNames = ['RoleDetailList', 'UserDetailList', 'GroupDetailList', 'Policies'] as const;
type ListName = (typeof listNames)[number];

type Detail = RoleDetail | UserDetail | GroupDetail | ManagedPolicyDetail;

/** What has been seen on the pages so far. */
interface Found {
  readonly items: ReadonlyMap<ListName, string[]>;
  readonly attached: Set<string>;
  /** In seconds, by the ARN of the role: account authorization details leave them out. */
  readonly durations: ReadonlyMap<string, number>;
}

function noItems(): Found['items'] {
  return new Map(listNames.map((name) => [name, []]));
}

function* answersIn(
  page: GetAccountAuthorizationDetailsResponse,
  readAt: number,
  { items, attached, durations }: Found,
): Generator<Answer> {
  for (const { list, arn, detail } of detailsIn(page)) {
    items.get(list)?.push(arn);
    for (const policy of policiesOfPrincipal(detail)) attached.add(policy);
    const MaxSessionDuration = durations.get(arn);
    const json = MaxSessionDuration === undefined ? detail : { ...detail, MaxSessionDuration };
    yield documentAnswer({ path, item: arn }, readAt, json);
  }
}

async function* finish(
  aws: AwsSession,
  { items, attached }: Found,
  readAt: number,
): AsyncGenerator<Answer> {
  const withDocument = new Set(items.get('Policies'));
  const missing = [...attached].filter((arn) => !withDocument.has(arn));
  yield* await Promise.all(missing.map((arn) => readManagedPolicy(aws, arn)));
  for (const [part, known] of items) {
    const all = part === 'Policies' ? [...known, ...missing] : known;
    yield { ...itemsAnswer(path, readAt, all), part };
  }
}

/** As far as roles could be listed: of the others it stays unknown. */
async function readDurations(aws: AwsSession): Promise<Pick<Found, 'durations'>> {
  const listing = await everyPage<Role>((Marker) =>
    aws.ask('ListRoles', async () => {
      const command = new ListRolesCommand({ MaxItems: 1_000, Marker });
      const page = await (await aws.iam()).send(command);
      return iamPage(page.Roles, page);
    }),
  );
  const known = listing.values.flatMap(({ Arn, MaxSessionDuration }) =>
    Arn === undefined || MaxSessionDuration === undefined
      ? []
      : [[Arn, MaxSessionDuration] as const],
  );
  return { durations: new Map(known) };
}

/** 1,000 is the most that one page may hold. */
function askForPage(
  aws: AwsSession,
  marker: string | undefined,
): Promise<Asked<GetAccountAuthorizationDetailsResponse>> {
  return aws.ask('GetAccountAuthorizationDetails', async () =>
    (await aws.iam()).send(
      new GetAccountAuthorizationDetailsCommand({
        Filter: ['Role', 'User', 'Group', 'LocalManagedPolicy', 'AWSManagedPolicy'],
        MaxItems: 1_000,
        Marker: marker,
      }),
    ),
  );
}

function* detailsIn(
  page: GetAccountAuthorizationDetailsResponse,
): Generator<{ readonly list: ListName; readonly arn: string; readonly detail: Detail }> {
  for (const list of listNames) {
    for (const detail of page[list] ?? []) {
      const { Arn: arn } = detail;
      if (arn !== undefined && isWanted(detail)) yield { list, arn, detail };
    }
  }
}

/** Of AWS's own policies those that somebody has; of any policy those that came with a document. */
function isWanted(detail: Detail): boolean {
  if (!('PolicyVersionList' in detail || 'DefaultVersionId' in detail)) return true;
  const {
    Arn = '',
    PolicyVersionList = [],
    AttachmentCount,
    PermissionsBoundaryUsageCount,
  } = detail;
  if (!PolicyVersionList.some(({ Document }) => Document !== undefined)) return false;
  const isOwn = parseIamArn(Arn)?.accountId !== 'aws';
  return isOwn || AttachmentCount !== 0 || PermissionsBoundaryUsageCount !== 0;
}

/** Why a page cannot be taken for what it claims to be. */
function faultOf(page: GetAccountAuthorizationDetailsResponse): string | undefined {
  if (listNames.some((list) => page[list]?.some(({ Arn }) => Arn === undefined))) {
    return 'malformed answer: a role, user, group or policy without Arn';
  }
  const { IsTruncated, Marker } = page;
  return IsTruncated === undefined || (IsTruncated && !Marker)
    ? 'malformed answer: a page that names neither its end nor the next page'
    : undefined;
}
