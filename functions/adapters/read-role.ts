import {
  type AttachedPolicy,
  GetRoleCommand,
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  type PolicyDetail,
  type Role,
} from '@aws-sdk/client-iam';
import type { Answer, ReadRequest } from '../../shared/model/reading.ts';
import { snapshotPaths } from '../../shared/wire/snapshot-path.ts';
import { absentAnswer, answerTo, documentAnswer, isGone, unreadAnswer } from './answers.ts';
import { policiesOfPrincipal } from './attached-policies.ts';
import type { Asked, AwsSession } from './aws-session.ts';
import { everyPage, type Listing } from './every-page.ts';
import { iamPage } from './iam-page.ts';
import { readManagedPolicy } from './read-managed-policy.ts';

/**
 * One role by its name, with its policies. That it is gone can only be said of a known ARN: its path is not in the
 * name. Without `roleArn` a missing role answers nothing, and an unreadable one leaves the list unread.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html
 */
export async function* readRole(
  aws: AwsSession,
  { roleName, roleArn }: Extract<ReadRequest, { kind: 'role' }>,
): AsyncGenerator<Answer> {
  const asked = await aws.ask('GetRole', async () => {
    const answer = await (await aws.iam()).send(new GetRoleCommand({ RoleName: roleName }));
    return answer.Role;
  });
  const { readAt } = asked;
  const arn = asked.ok ? asked.value?.Arn : undefined;
  if (asked.ok && arn !== undefined)
    yield* readPolicies(aws, roleName, { ...asked.value, Arn: arn }, readAt);
  else if (roleArn !== undefined) yield answerTo({ path, item: roleArn }, asked);
  else if (!isGone(asked))
    yield unreadAnswer(
      { path, part: 'RoleDetailList' },
      readAt,
      `role ${roleName}: ${whyNot(asked)}`,
    );
  const isAnother = arn !== undefined && roleArn !== undefined && arn !== roleArn;
  if (isAnother) yield absentAnswer({ path, item: roleArn }, readAt);
}

const path = snapshotPaths.iam();

function whyNot(asked: Asked<unknown>): string {
  return asked.ok ? 'malformed answer: no Role' : asked.failure.reason;
}

/** The role as account authorization details would give it, and the documents of what is attached to it. */
async function* readPolicies(
  aws: AwsSession,
  roleName: string,
  role: Partial<Role> & { readonly Arn: string },
  readAt: number,
): AsyncGenerator<Answer> {
  const address = { path, item: role.Arn };
  const [inline, attached] = await Promise.all([
    readInline(aws, roleName),
    listAttached(aws, roleName),
  ]);
  const failed = [inline, attached].find(({ failure }) => failure !== undefined);
  if (failed?.failure?.kind === 'gone') return yield absentAnswer(address, failed.readAt);
  const AttachedManagedPolicies = attached.values;
  if (failed?.failure === undefined) {
    const RolePolicyList = inline.values;
    yield documentAnswer(address, readAt, { ...role, RolePolicyList, AttachedManagedPolicies });
  } else {
    yield documentAnswer(address, readAt, role);
    yield unreadAnswer({ ...address, part: 'policies' }, failed.readAt, failed.failure.reason);
  }
  const arns = new Set(policiesOfPrincipal({ ...role, AttachedManagedPolicies }));
  yield* await Promise.all([...arns].map((arn) => readManagedPolicy(aws, arn)));
}

/** Every inline policy, or why they are not all: a policy that is gone since it was listed is none. */
async function readInline(aws: AwsSession, RoleName: string): Promise<Listing<PolicyDetail>> {
  const names = await listInline(aws, RoleName);
  const asked = await Promise.all(names.values.map((name) => askForInline(aws, RoleName, name)));
  const failed = asked.find((policy) => !policy.ok && !isGone(policy));
  const failure = names.failure ?? (failed?.ok === false ? failed.failure : undefined);
  const readAt = failed?.readAt ?? names.readAt;
  const values = asked.flatMap((policy) => (policy.ok ? [policy.value] : []));
  return failure === undefined ? { values, readAt } : { values, readAt, failure };
}

function listInline(aws: AwsSession, RoleName: string): Promise<Listing<string>> {
  return everyPage((Marker) =>
    aws.ask(`ListRolePolicies of ${RoleName}`, async () => {
      const command = new ListRolePoliciesCommand({ RoleName, MaxItems: 1_000, Marker });
      const page = await (await aws.iam()).send(command);
      return iamPage(page.PolicyNames, page);
    }),
  );
}

function askForInline(
  aws: AwsSession,
  RoleName: string,
  PolicyName: string,
): Promise<Asked<PolicyDetail>> {
  return aws.ask(`GetRolePolicy of ${RoleName}`, async () => {
    const command = new GetRolePolicyCommand({ RoleName, PolicyName });
    const { PolicyDocument } = await (await aws.iam()).send(command);
    return { PolicyName, PolicyDocument };
  });
}

function listAttached(aws: AwsSession, RoleName: string): Promise<Listing<AttachedPolicy>> {
  return everyPage((Marker) =>
    aws.ask(`ListAttachedRolePolicies of ${RoleName}`, async () => {
      const command = new ListAttachedRolePoliciesCommand({ RoleName, MaxItems: 1_000, Marker });
      const page = await (await aws.iam()).send(command);
      return iamPage(page.AttachedPolicies, page);
    }),
  );
}
