import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readCommand } from '../../functions/cli/command.ts';
import { doctorCommand } from '../../functions/cli/doctor-command.ts';
import type { Check } from '../../shared/model/check.ts';
import { AwsError } from '../support/aws/aws-call.ts';
import { type AwsScript, type ScriptedAws, scriptedAws } from '../support/aws/scripted-aws.ts';
import { silentTerminal } from '../support/terminal.ts';

const reader = 'arn:aws:iam::111122223333:role/gatewatch-eu-west-1-kubernetes-reader';
const keyArn = 'arn:aws:kms:eu-west-1:111122223333:key/k-1';
const ours = 'Gatewatch: table, bucket and findings topic';

let odd: AwsScript = {};
let aws: ScriptedAws;

function gone(): never {
  throw new AwsError('ResourceNotFoundException', 'There is no such thing.', 404);
}

/** Of Gatewatch nothing but what is named as kept; beside it, things of others. */
const removed: AwsScript = {
  'sts:GetCallerIdentity': () => ({
    Account: '111122223333',
    Arn: 'arn:aws:iam::111122223333:user/me',
  }),
  'lambda:GetFunctionConfiguration': gone,
  'events:ListRules': () => ({ Rules: [] }),
  'dynamodb:ListTables': () => ({ TableNames: ['orders'] }),
  's3:ListBuckets': () => ({ names: ['orders', 'gatewatch-reports-of-others'] }),
  'kms:ListKeys': () => ({ Keys: [{ KeyId: 'k-1' }] }),
  'kms:DescribeKey': () => ({
    KeyMetadata: { KeyId: 'k-1', Arn: keyArn, Description: ours, KeyState: 'PendingDeletion' },
  }),
  'logs:DescribeLogGroups': ({ logGroupNamePrefix }) => ({
    logGroups: logGroupNamePrefix === '/aws/eks/' ? [{ logGroupName: '/aws/eks/p/cluster' }] : [],
  }),
  'logs:DescribeSubscriptionFilters': () => ({
    subscriptionFilters: [{ filterName: 'of others', destinationArn: 'arn' }],
  }),
  'eks:ListClusters': () => ({ clusters: ['p'] }),
  'eks:ListAccessEntries': () => ({
    accessEntries: ['arn:aws:iam::111122223333:role/gatewatch-eu-west-1-of-others'],
  }),
};

beforeAll(async () => {
  const script = new Proxy({}, { get: (_, name: string) => odd[name] ?? removed[name] });
  aws = await scriptedAws(script);
  for (const [name, value] of Object.entries(aws.environment)) vi.stubEnv(name, value);
});

afterAll(() => {
  aws.close();
  vi.unstubAllEnvs();
});

async function uninstall(changes: AwsScript) {
  odd = changes;
  const command = readCommand(['doctor', '--uninstall', '--format', 'json']);
  if (command.name !== 'doctor') throw new Error('another command');
  const terminal = silentTerminal();
  const status = await doctorCommand(terminal, command);
  const checks: readonly Check[] = JSON.parse(terminal.said.out).checks;
  return { status, checks, left: checks.filter(({ status: stands }) => stands === 'fault') };
}

describe('doctor --uninstall', () => {
  it('says that nothing is left, at home and where IAM is recorded, and what it looked for', async () => {
    const { status, checks } = await uninstall({});
    expect(checks.map(({ id, status: stands }) => `${id}: ${stands}`)).toEqual([
      'subscription filter eu-west-1: ok',
      'subscription filter us-east-1: ok',
      'access entry eu-west-1: ok',
      'access entry us-east-1: ok',
      'stack eu-west-1: ok',
      'stack us-east-1: ok',
      'log group eu-west-1: ok',
      'log group us-east-1: ok',
      'table eu-west-1: ok',
      'bucket eu-west-1: ok',
      'key eu-west-1: ok',
    ]);
    expect(status).toBe(0);
  });

  it.each<[string, AwsScript, ids: readonly string[]]>([
    [
      'the stack at home and that of audit logs',
      { 'lambda:GetFunctionConfiguration': () => ({}) },
      [
        'left stack eu-west-1 - GatewatchWatch-eu-west-1',
        'left stack eu-west-1 - Gatewatch',
        'left stack us-east-1 - GatewatchWatch-us-east-1',
      ],
    ],
    [
      'a forwarder',
      { 'events:ListRules': () => ({ Rules: [{ Name: 'gatewatch-eu-west-1-forward-iam' }] }) },
      ['left stack us-east-1 - GatewatchForwarder-us-east-1'],
    ],
    [
      'the table',
      { 'dynamodb:ListTables': () => ({ TableNames: ['Gatewatch-StateTable9-X', 'orders'] }) },
      ['left table eu-west-1 - Gatewatch-StateTable9-X'],
    ],
    [
      'the bucket',
      { 's3:ListBuckets': () => ({ names: ['gatewatch-statebucket9-x', 'orders'] }) },
      ['left bucket eu-west-1 - gatewatch-statebucket9-x'],
    ],
    [
      'the key',
      {
        'kms:DescribeKey': () => ({
          KeyMetadata: { KeyId: 'k-1', Arn: keyArn, Description: ours, KeyState: 'Enabled' },
        }),
      },
      [`left key eu-west-1 - ${keyArn}`],
    ],
    [
      'log groups and the subscriptions of clusters',
      {
        'logs:DescribeLogGroups': ({ logGroupNamePrefix }) => ({
          logGroups: [
            {
              logGroupName:
                logGroupNamePrefix === 'Gatewatch' ? 'Gatewatch-SweepLogs' : '/aws/eks/p/cluster',
            },
          ],
        }),
        'logs:DescribeSubscriptionFilters': () => ({
          subscriptionFilters: [{ filterName: 'gatewatch', destinationArn: 'arn' }],
        }),
      },
      [
        'left subscription filter eu-west-1 /aws/eks/p/cluster gatewatch',
        'left subscription filter us-east-1 /aws/eks/p/cluster gatewatch',
        'left log group eu-west-1 - Gatewatch-SweepLogs',
        'left log group us-east-1 - Gatewatch-SweepLogs',
      ],
    ],
    [
      'access entries of the readers',
      { 'eks:ListAccessEntries': () => ({ accessEntries: [reader] }) },
      [`left access entry eu-west-1 p ${reader}`, `left access entry us-east-1 p ${reader}`],
    ],
  ])('lists %s', async (_, odds, ids) => {
    const { status, left } = await uninstall(odds);
    expect(left.map(({ id }) => id)).toEqual(ids);
    expect(status).toBe(1);
  });

  it('never says that nothing is left where it could not look', async () => {
    const denied = () => {
      throw new AwsError('AccessDeniedException', 'not authorized', 400);
    };
    const { status, checks } = await uninstall({ 'dynamodb:ListTables': denied });
    expect(checks.filter(({ status: stands }) => stands !== 'ok').map(({ says }) => says)).toEqual([
      'Whether a table is left in eu-west-1 is not known: AccessDenied: not authorized.',
    ]);
    expect(status).toBe(2);
  });

  it('only reads', async () => {
    await uninstall({});
    const verbs = aws.calls.map(([call]) => /:([A-Z][a-z]+)/.exec(call)?.[1]);
    expect([...new Set(verbs)].sort()).toEqual(['Describe', 'Get', 'List']);
  });
});
