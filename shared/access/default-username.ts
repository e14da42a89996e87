import { parseIamArn } from '../model/arn.ts';

/**
 * The username that EKS gives the entry of a role where nobody chooses one; undefined for other principals.
 * https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html
 */
export function defaultUsername(principalArn: string): string | undefined {
  const iam = parseIamArn(principalArn);
  return iam?.kind === 'role'
    ? `arn:${iam.partition}:sts::${iam.accountId}:assumed-role/${iam.name}/{{SessionName}}`
    : undefined;
}
