import {
  GetCallerIdentityCommand,
  type GetCallerIdentityCommandOutput,
  STSClient,
} from '@aws-sdk/client-sts';
import type { Account } from '../../shared/model/account.ts';
import { parseArn } from '../../shared/model/arn.ts';
import { awsFailure } from './aws-failure.ts';
import { stateSettings } from './client-settings.ts';
import { UsageError } from './usage-error.ts';

/** Whose credentials these are, asked in a Region. Throws a UsageError when AWS does not say, or says it in no ARN. */
export async function callerAccount(
  region: string,
  client = new STSClient({ ...stateSettings, region }),
): Promise<Account> {
  const { Account: accountId, Arn } = await callerIdentity(client);
  const partition = parseArn(Arn ?? '')?.partition;
  if (accountId === undefined || partition === undefined) {
    const named = JSON.stringify({ accountId, Arn });
    throw new UsageError(`${unknown}: GetCallerIdentity answered ${named}`);
  }
  return { accountId, partition };
}

const unknown = 'AWS does not say which account your credentials are of';

async function callerIdentity(client: STSClient): Promise<GetCallerIdentityCommandOutput> {
  try {
    return await client.send(new GetCallerIdentityCommand({}));
  } catch (cause) {
    throw new UsageError(`${unknown}: ${awsFailure(cause).reason}`, { cause });
  }
}
