import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { EKSClient } from '@aws-sdk/client-eks';
import { afterEach, describe, expect, it } from 'vitest';
import { auditedClusters } from '../../../functions/adapters/audited-clusters.ts';
import { logSubscriptions } from '../../../functions/adapters/log-subscriptions.ts';
import { AwsError } from '../../support/aws/aws-call.ts';
import { type AwsScript, type ScriptedAws, scriptedAws } from '../../support/aws/scripted-aws.ts';

let aws: ScriptedAws | undefined;
afterEach(() => aws?.close());

async function settings(script: AwsScript) {
  aws = await scriptedAws(script);
  const { protocol, hostname, port } =
    (await aws.clients.sqs('eu-west-1').config.endpoint?.()) ?? expect.fail('no endpoint');
  return {
    endpoint: `${protocol}//${hostname}:${port}`,
    region: 'eu-west-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'example' },
  };
}

async function logs(script: AwsScript) {
  return logSubscriptions(new CloudWatchLogsClient(await settings(script)));
}

function refuse(code: string, status = 400) {
  return () => {
    throw new AwsError(code, 'No.', status);
  };
}

const group = '/aws/eks/prod/cluster';
const ours = { name: 'gatewatch', pattern: '{ $.a = "b" }', destinationArn: 'arn:aws:lambda:::f' };

describe('log groups', () => {
  it('are listed to the last page', async () => {
    const { groups } = await logs({
      'logs:DescribeLogGroups': ({ nextToken }) =>
        nextToken === undefined
          ? { logGroups: [{ logGroupName: 'a' }], nextToken: 'more' }
          : { logGroups: [{ logGroupName: 'b' }, {}] },
    });
    expect(await groups('/aws/eks/')).toEqual(['a', 'b']);
    expect(aws?.calls[0]).toEqual([
      'logs:DescribeLogGroups eu-west-1',
      { logGroupNamePrefix: '/aws/eks/' },
    ]);
  });
});

describe('subscriptions of a log group', () => {
  it('are read', async () => {
    const { of } = await logs({
      'logs:DescribeSubscriptionFilters': () => ({
        subscriptionFilters: [
          {
            filterName: ours.name,
            filterPattern: ours.pattern,
            destinationArn: ours.destinationArn,
          },
          {},
        ],
      }),
    });
    expect(await of(group)).toEqual([ours, { name: '', pattern: '', destinationArn: '' }]);
  });

  it('are none of a group that is not there', async () => {
    const { of } = await logs({
      'logs:DescribeSubscriptionFilters': refuse('ResourceNotFoundException'),
    });
    expect(await of(group)).toBeUndefined();
  });

  it('are not none because they may not be read', async () => {
    const { of } = await logs({
      'logs:DescribeSubscriptionFilters': refuse('AccessDeniedException'),
    });
    await expect(of(group)).rejects.toThrow('No.');
  });
});

describe('a subscription', () => {
  it('is put as it is given', async () => {
    const { put } = await logs({ 'logs:PutSubscriptionFilter': () => ({}) });
    expect(await put(group, ours)).toBe('put');
    expect(aws?.calls).toEqual([
      [
        'logs:PutSubscriptionFilter eu-west-1',
        {
          logGroupName: group,
          filterName: 'gatewatch',
          filterPattern: ours.pattern,
          destinationArn: ours.destinationArn,
        },
      ],
    ]);
  });

  it.each([
    ['LimitExceededException', 'full'],
    ['ResourceNotFoundException', 'gone'],
  ])('is not put for %s', async (code, outcome) => {
    const { put } = await logs({ 'logs:PutSubscriptionFilter': refuse(code) });
    expect(await put(group, ours)).toBe(outcome);
  });

  it('that fails to be put for another reason is an error', async () => {
    const { put } = await logs({
      'logs:PutSubscriptionFilter': refuse('InvalidParameterException'),
    });
    await expect(put(group, ours)).rejects.toThrow('No.');
  });

  it('is removed, also where it is gone', async () => {
    const { remove } = await logs({
      'logs:DeleteSubscriptionFilter': refuse('ResourceNotFoundException'),
    });
    await remove(group, 'gatewatch');
    expect(aws?.calls[0]?.[1]).toEqual({ logGroupName: group, filterName: 'gatewatch' });
  });

  it('that may not be removed is an error', async () => {
    const { remove } = await logs({
      'logs:DeleteSubscriptionFilter': refuse('AccessDeniedException'),
    });
    await expect(remove(group, 'gatewatch')).rejects.toThrow('No.');
  });
});

describe('the clusters of a Region', () => {
  const described = {
    prod: {
      logging: {
        clusterLogging: [
          { types: ['api'], enabled: false },
          { types: ['audit'], enabled: true },
        ],
      },
    },
    silent: { logging: { clusterLogging: [{ types: ['audit'], enabled: false }] } },
    bare: {},
  };

  it('are those that write an audit log, and others', async () => {
    const client = new EKSClient(
      await settings({
        'eks:ListClusters': ({ nextToken }) =>
          nextToken === undefined
            ? { clusters: ['prod', 'silent'], nextToken: 'more' }
            : { clusters: ['bare', 'gone'] },
        'eks:DescribeCluster': ({ name }) => {
          const cluster = described[name as keyof typeof described];
          if (cluster === undefined) throw new AwsError('ResourceNotFoundException', 'No.', 404);
          return { cluster };
        },
      }),
    );
    expect(await auditedClusters(client).all()).toEqual([
      { name: 'prod', isAudited: true },
      { name: 'silent', isAudited: false },
      { name: 'bare', isAudited: false },
    ]);
  });

  it('are an error where they cannot be read: nothing is unsubscribed for that', async () => {
    const client = new EKSClient(
      await settings({
        'eks:ListClusters': () => ({ clusters: ['prod'] }),
        'eks:DescribeCluster': refuse('AccessDeniedException', 403),
      }),
    );
    await expect(auditedClusters(client).all()).rejects.toThrow('No.');
  });
});
