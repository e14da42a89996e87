import { foreignAccount } from '../iam/foreign-account.ts';
import type { Account } from '../model/account.ts';
import { isServiceLinkedRole, parseIamArn } from '../model/arn.ts';

/** Why a principal is no role that this account's IAM could say more of, in the words of an outcome. */
export interface NoRole {
  readonly outcome: 'NOT_APPLICABLE' | 'INSUFFICIENT_DATA';
  readonly reason: string;
}

/** Undefined for a role of the watched account that AWS does not keep for itself. */
export function whyNoRole(principalArn: string, watched: Account): NoRole | undefined {
  const iam = parseIamArn(principalArn);
  if (iam?.kind !== 'role' && iam?.kind !== 'user') {
    return { outcome: 'INSUFFICIENT_DATA', reason: `${principalArn} is no IAM role or user` };
  }
  if (iam.kind === 'user') return not('nobody assumes an IAM user');
  if (isServiceLinkedRole(principalArn)) return not('AWS keeps service-linked roles');
  const foreign = foreignAccount(iam, watched);
  return foreign === undefined ? undefined : not(`account ${foreign} is not watched`);
}

function not(reason: string): NoRole {
  return { outcome: 'NOT_APPLICABLE', reason };
}
