import { STSClient } from '@aws-sdk/client-sts';
import { afterEach, expect, test } from 'vitest';
import { callerAccount } from '../../../functions/adapters/caller-account.ts';
import { UsageError } from '../../../functions/adapters/usage-error.ts';
import { awsState } from '../../support/aws/account-state.ts';
import { type LoopbackAws, startAws } from '../../support/aws/start-aws.ts';

let aws: LoopbackAws | undefined;

afterEach(() => aws?.close());

const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'example' };
const region = 'us-gov-west-1';

test('callerAccount keeps leading zeros and takes the partition from the ARN', async () => {
  aws = await startAws(awsState('012345678901', 'aws-us-gov'));
  const client = new STSClient({ endpoint: aws.endpoint, region, credentials });

  expect(await callerAccount('eu-west-1', client)).toEqual({
    accountId: '012345678901',
    partition: 'aws-us-gov',
  });
});

const unknown = 'AWS does not say which account your credentials are of';

test('credentials that there are not, are wrong usage, and the cause is kept', async () => {
  const cause = new Error('no profile');
  const client = new STSClient({ region, credentials: () => Promise.reject(cause) });

  const error = await failureOf(client);
  expect(error).toEqual(new UsageError(`${unknown}: Error: no profile`, { cause }));
  expect(error).toBeInstanceOf(UsageError);
});

test('so is an endpoint where nobody listens', async () => {
  const { endpoint, close } = await startAws(awsState('012345678901'));
  await close();
  const client = new STSClient({ endpoint, region, credentials, maxAttempts: 1 });

  const error = await failureOf(client);
  expect(error).toBeInstanceOf(UsageError);
  expect(String(error)).toContain(`${unknown}: no connection (ECONNREFUSED)`);
});

test('so is an answer that names no account', async () => {
  aws = await startAws(awsState('012345678901', ''));
  const client = new STSClient({ endpoint: aws.endpoint, region, credentials });

  const error = await failureOf(client);
  expect(error).toBeInstanceOf(UsageError);
  expect(String(error)).toContain(`${unknown}: GetCallerIdentity answered {"accountId":"0123`);
});

function failureOf(client: STSClient): Promise<unknown> {
  return callerAccount('eu-west-1', client).then(
    () => undefined,
    (error: unknown) => error,
  );
}
