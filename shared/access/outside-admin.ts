import { foreignAccount } from '../iam/foreign-account.ts';
import type { Account } from '../model/account.ts';
import { parseArn, parseIamArn } from '../model/arn.ts';

/** Why an admin is worse than another, in words that follow its ARN: another account's owner, or long-lived keys, decide who it is. */
export function whyOutsideAdmin(principalArn: string, watched: Account): string | undefined {
  const arn = parseArn(principalArn);
  const foreign = arn === undefined ? 'unknown' : foreignAccount(arn, watched);
  if (foreign !== undefined) return ` of account ${foreign}`;
  return parseIamArn(principalArn)?.kind === 'user' ? ', an IAM user,' : undefined;
}
