import { parseIamArn } from '../model/arn.ts';
import type { Json } from '../model/json.ts';
import { iamRegionOf } from '../model/partition.ts';
import { shellCommand } from '../model/shell.ts';

/** Whose policies a command is about. */
export interface PolicyHolder {
  readonly kind: 'role' | 'user' | 'group';
  readonly name: string;
}

/** Undefined for what is neither a role nor a user nor a group. */
export function policyHolder(arn: string): PolicyHolder | undefined {
  const iam = parseIamArn(arn);
  const kind = (['role', 'user', 'group'] as const).find((one) => one === iam?.kind);
  return iam === undefined || kind === undefined ? undefined : { kind, name: iam.name };
}

/** https://docs.aws.amazon.com/cli/latest/reference/iam/attach-role-policy.html */
export function attachPolicy(holder: PolicyHolder, policyArn: string): string {
  return about(holder, `attach-${holder.kind}-policy`, ['--policy-arn', policyArn]);
}

/** https://docs.aws.amazon.com/cli/latest/reference/iam/detach-role-policy.html */
export function detachPolicy(holder: PolicyHolder, policyArn: string): string {
  return about(holder, `detach-${holder.kind}-policy`, ['--policy-arn', policyArn]);
}

/** https://docs.aws.amazon.com/cli/latest/reference/iam/put-role-policy.html */
export function putPolicy(holder: PolicyHolder, policyName: string, document: Json): string {
  const policy = ['--policy-name', policyName, '--policy-document', JSON.stringify(document)];
  return about(holder, `put-${holder.kind}-policy`, policy);
}

/** https://docs.aws.amazon.com/cli/latest/reference/iam/delete-role-policy.html */
export function deletePolicy(holder: PolicyHolder, policyName: string): string {
  return about(holder, `delete-${holder.kind}-policy`, ['--policy-name', policyName]);
}

/** https://docs.aws.amazon.com/cli/latest/reference/iam/put-role-permissions-boundary.html */
export function putBoundary(holder: PolicyHolder, policyArn: string): string {
  const boundary = ['--permissions-boundary', policyArn];
  return about(holder, `put-${holder.kind}-permissions-boundary`, boundary);
}

/** https://docs.aws.amazon.com/cli/latest/reference/iam/delete-role-permissions-boundary.html */
export function deleteBoundary(holder: PolicyHolder): string {
  return about(holder, `delete-${holder.kind}-permissions-boundary`, []);
}

/** https://docs.aws.amazon.com/cli/latest/reference/iam/add-user-to-group.html */
export function addUserToGroup(user: PolicyHolder, groupName: string): string {
  return about(user, 'add-user-to-group', ['--group-name', groupName]);
}

/** https://docs.aws.amazon.com/cli/latest/reference/iam/remove-user-from-group.html */
export function removeUserFromGroup(user: PolicyHolder, groupName: string): string {
  return about(user, 'remove-user-from-group', ['--group-name', groupName]);
}

function about({ kind, name }: PolicyHolder, verb: string, options: readonly string[]): string {
  return shellCommand(['aws', 'iam', verb, `--${kind}-name`, name, ...options]);
}

/** The AWS CLI takes the partition from the Region, so that it matters even where a service has but one. */
export function inIamRegion(command: string, partition: string): string {
  const region = iamRegionOf(partition);
  return region === undefined ? command : `${command} --region ${region}`;
}
