import { afterEach, expect, test } from 'vitest';
import { iamHeartbeat } from '../../../functions/adapters/iam-heartbeat.ts';
import { AwsError } from '../../support/aws/aws-call.ts';
import { type ScriptedAws, scriptedAws } from '../../support/aws/scripted-aws.ts';

const options = { roleName: 'heartbeat', partition: 'aws' };
let aws: ScriptedAws;

afterEach(() => aws.close());

test('a heartbeat is the id as the value of one tag', async () => {
  aws = await scriptedAws({ 'iam:TagRole': () => ({}) });
  await iamHeartbeat(options, aws.clients.iam('us-east-1')).send('2026-11-21T10-00-00Z-a1');
  expect(aws.calls).toEqual([
    [
      'iam:TagRole us-east-1',
      {
        RoleName: 'heartbeat',
        'Tags.member.1.Key': 'gatewatch:heartbeat',
        'Tags.member.1.Value': '2026-11-21T10-00-00Z-a1',
      },
    ],
  ]);
});

test('a heartbeat that AWS refuses was not sent', async () => {
  aws = await scriptedAws({
    'iam:TagRole': () => {
      throw new AwsError('AccessDenied', 'not authorized', 403);
    },
  });
  await expect(iamHeartbeat(options, aws.clients.iam('us-east-1')).send('a')).rejects.toThrow(
    'not authorized',
  );
});
