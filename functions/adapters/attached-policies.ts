import type { AttachedPermissionsBoundary, AttachedPolicy } from '@aws-sdk/client-iam';

/** As much of a role, user or group as says which policies it has; a policy has none itself. */
interface Principal {
  readonly Arn?: string | undefined;
  readonly AttachedManagedPolicies?: readonly AttachedPolicy[] | undefined;
  readonly PermissionsBoundary?: AttachedPermissionsBoundary | undefined;
}

/** The ARNs of the managed policies that are attached to a principal, or bound it. */
export function policiesOfPrincipal(principal: Principal): readonly string[] {
  const { AttachedManagedPolicies = [], PermissionsBoundary } = principal;
  const attached = AttachedManagedPolicies.map(({ PolicyArn }) => PolicyArn);
  return [...attached, PermissionsBoundary?.PermissionsBoundaryArn].flatMap((arn) => arn ?? []);
}
