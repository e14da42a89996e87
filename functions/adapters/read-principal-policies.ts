import type { AttachedPolicy, PolicyDetail } from '@aws-sdk/client-iam';
import type { Answer } from '../../shared/model/reading.ts';
import { snapshotPaths } from '../../shared/wire/snapshot-path.ts';
import { absentAnswer, documentAnswer, isGone, unreadAnswer } from './answers.ts';
import { policiesOfPrincipal } from './attached-policies.ts';
import type { AwsSession } from './aws-session.ts';
import { everyPage, type Listing } from './every-page.ts';
import type { PrincipalKind } from './principal-kinds.ts';
import { readManagedPolicy } from './read-managed-policy.ts';

/** How far the reading of one principal goes. */
export interface Reach {
  /** Calls that it may take, retries apart; what would take more is left. */
  readonly calls: number;
  /** Pages of each of its lists. */
  readonly pages: number;
  /** Whether the document of a managed policy need not be read. */
  knows(policyArn: string): boolean;
}

/** As far as there is anything. */
export const everything: Reach = {
  calls: Number.POSITIVE_INFINITY,
  pages: Number.POSITIVE_INFINITY,
  knows: () => false,
};

/** What a reading has not reached, and said nothing of. */
export type Left = 'nothing' | 'policies';

/** A principal that is there. */
export interface FoundPrincipal {
  readonly kind: PrincipalKind;
  readonly name: string;
  /** As IAM gives it, without policies. */
  readonly detail: { readonly Arn: string };
  readonly readAt: number;
}

/** The principal as account authorization details would give it, and the documents of what is attached to it. */
export async function* readPolicies(
  aws: AwsSession,
  principal: FoundPrincipal,
  reach: Reach,
): AsyncGenerator<Answer, Left> {
  const { kind, detail, readAt } = principal;
  const address = { path, item: detail.Arn };
  const lists = await listPolicies(aws, principal, reach);
  const gone = Object.values(lists).find(({ failure }) => failure?.kind === 'gone');
  if (gone !== undefined) {
    yield absentAnswer(address, gone.readAt);
    return 'nothing';
  }
  const AttachedManagedPolicies = lists.attached.values;
  const arns = policiesOfPrincipal({ ...detail, AttachedManagedPolicies });
  const unknown = [...new Set(arns)].filter((arn) => !reach.knows(arn));
  if (callsFor(lists, unknown) > reach.calls) {
    yield* allButPolicies(principal);
    return 'policies';
  }
  const inline = await readInline(aws, principal, lists.inline);
  const failure = failureIn([inline, lists.attached, lists.groups]);
  if (failure === undefined) {
    const GroupList = lists.groups?.values;
    const own = { [kind.inlineMember]: inline.values, AttachedManagedPolicies, GroupList };
    yield documentAnswer(address, readAt, { ...detail, ...own });
  } else {
    yield* allButPolicies(principal);
    yield unreadAnswer({ ...address, part: 'policies' }, failure.readAt, failure.reason);
  }
  yield* await Promise.all(unknown.map((arn) => readManagedPolicy(aws, arn)));
  return 'nothing';
}

/** Part by part: a whole without its policies would say of them too that they are unread. */
function allButPolicies({ kind, detail, readAt }: FoundPrincipal): readonly Answer[] {
  const address = { path, item: detail.Arn };
  return kind.parts.map((part) => documentAnswer({ ...address, part }, readAt, detail));
}

const path = snapshotPaths.iam();

interface Lists {
  readonly inline: Listing<string>;
  readonly attached: Listing<AttachedPolicy>;
  readonly groups?: Listing<string>;
}

/** With the principal's own and a page of each list; a list that goes on has no end that could be foretold. */
function callsFor(lists: Lists, unknown: readonly string[]): number {
  const all = Object.values(lists);
  if (all.some(({ isCut }) => isCut)) return Number.POSITIVE_INFINITY;
  return 1 + all.length + lists.inline.values.length + 2 * unknown.length;
}

/** The first failure among them. */
function failureIn(listings: readonly (Listing<unknown> | undefined)[]) {
  return listings.flatMap((one) => {
    return one?.failure === undefined ? [] : [{ ...one.failure, readAt: one.readAt }];
  })[0];
}

async function listPolicies(
  aws: AwsSession,
  { kind, name }: FoundPrincipal,
  { pages }: Reach,
): Promise<Lists> {
  const { word, listGroups } = kind;
  const [inline, attached, groups] = await Promise.all([
    everyPage(
      (marker) =>
        aws.ask(`Listing the policies in ${word} ${name}`, async () =>
          kind.listInline(await aws.iam(), name, marker),
        ),
      pages,
    ),
    everyPage(
      (marker) =>
        aws.ask(`Listing the policies attached to ${word} ${name}`, async () =>
          kind.listAttached(await aws.iam(), name, marker),
        ),
      pages,
    ),
    listGroups &&
      everyPage(
        (marker) =>
          aws.ask(`Listing the groups of ${word} ${name}`, async () =>
            listGroups(await aws.iam(), name, marker),
          ),
        pages,
      ),
  ]);
  return groups === undefined ? { inline, attached } : { inline, attached, groups };
}

/** Every inline policy, or why they are not all: a policy that is gone since it was listed is none. */
async function readInline(
  aws: AwsSession,
  { kind, name }: FoundPrincipal,
  names: Listing<string>,
): Promise<Listing<PolicyDetail>> {
  const asked = await Promise.all(
    names.values.map((PolicyName) =>
      aws.ask(`Getting the policy ${PolicyName} of ${kind.word} ${name}`, async () => {
        const PolicyDocument = await kind.getInline(await aws.iam(), name, PolicyName);
        return { PolicyName, PolicyDocument };
      }),
    ),
  );
  const failed = asked.find((policy) => !policy.ok && !isGone(policy));
  const failure = names.failure ?? (failed?.ok === false ? failed.failure : undefined);
  const readAt = failed?.readAt ?? names.readAt;
  const values = asked.flatMap((policy) => (policy.ok ? [policy.value] : []));
  return failure === undefined ? { values, readAt } : { values, readAt, failure };
}
