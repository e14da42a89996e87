import { STSClient } from '@aws-sdk/client-sts';
import { afterEach, expect, test } from 'vitest';
import { callerAccount } from '../../../functions/adapters/caller-account.ts';
import { awsState } from '../../support/aws/account-state.ts';
import { type LoopbackAws, startAws } from '../../support/aws/start-aws.ts';

let aws: LoopbackAws | undefined;

afterEach(() => aws?.close());

test('callerAccount keeps leading zeros and takes the partition from the ARN', async () => {
  aws = await startAws(awsState('012345678901', 'aws-us-gov'));
  const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'example' };
  const client = new STSClient({ endpoint: aws.endpoint, region: 'us-gov-west-1', credentials });

  expect(await callerAccount(client)).toEqual({
    accountId: '012345678901',
    partition: 'aws-us-gov',
  });
});
