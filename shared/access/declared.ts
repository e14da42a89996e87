import type { Account } from '../model/account.ts';
import { isIdentityCenterRole, parseIamArn } from '../model/arn.ts';
import type { DeclaredPrincipal } from '../model/config.ts';

/** Whether the configuration names this very principal. Never by part of a name: an attacker chooses names. */
export function isDeclared(
  principals: readonly DeclaredPrincipal[],
  arn: string,
  watched: Account,
): boolean {
  return principals.some((declared) =>
    declared.kind === 'exact'
      ? declared.principal === arn
      : isRoleOfPermissionSet(declared.permissionSet, arn, watched),
  );
}

/**
 * Only of the watched account: who may use a permission set of that name elsewhere is for others to say.
 * IAM Identity Center makes one role per account and permission set, `AWSReservedSSO_<name>_<16 hex>`, under a path
 * that nobody else can use.
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
 */
function isRoleOfPermissionSet(permissionSet: string, arn: string, watched: Account): boolean {
  const role = parseIamArn(arn);
  if (role?.accountId !== watched.accountId || role.partition !== watched.partition) return false;
  if (!isIdentityCenterRole(arn)) return false;
  const prefix = `AWSReservedSSO_${permissionSet}_`;
  return role.name.startsWith(prefix) && /^[0-9a-f]{16}$/.test(role.name.slice(prefix.length));
}
