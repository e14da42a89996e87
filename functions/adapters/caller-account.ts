import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { Account } from '../../shared/model/account.ts';
import { parseArn } from '../../shared/model/arn.ts';
import { stateSettings } from './client-settings.ts';

/** Whose credentials these are. Throws when AWS does not say, or says it in no ARN. */
export async function callerAccount(client = new STSClient(stateSettings)): Promise<Account> {
  const { Account: accountId, Arn } = await client.send(new GetCallerIdentityCommand({}));
  const partition = parseArn(Arn ?? '')?.partition;
  if (accountId === undefined || partition === undefined) {
    throw new Error(`GetCallerIdentity named no account: ${JSON.stringify({ accountId, Arn })}`);
  }
  return { accountId, partition };
}
