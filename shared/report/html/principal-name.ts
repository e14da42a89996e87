import { isIdentityCenterRole, parseIamArn } from '../../model/arn.ts';

/**
 * A principal as people call it: `role/ci` for one of this account, with its account for one of another; a service account
 * as `namespace/name`. The whole of it stands beside, in a title.
 */
export function principalName(who: string, accountId: string): string {
  const iam = parseIamArn(who);
  if (iam !== undefined) {
    const set = isIdentityCenterRole(who) ? permissionSetOf(iam.name) : undefined;
    const name = set ?? `${iam.kind}/${iam.name}`;
    return iam.accountId === accountId ? name : `${name} of ${iam.accountId}`;
  }
  const [, namespace, account] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(who) ?? [];
  return namespace === undefined ? who : `pods ${namespace}/${account}`;
}

/**
 * Of a role under the path that is reserved for them: others may be called so too. They end with a hash of 16 digits.
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
 */
function permissionSetOf(roleName: string): string | undefined {
  const [, name] = /^AWSReservedSSO_(.+)_[0-9a-f]{16}$/.exec(roleName) ?? [];
  return name === undefined ? undefined : `SSO ${name}`;
}
