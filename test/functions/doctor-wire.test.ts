import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readArguments } from '../../functions/cli/arguments.ts';
import { doctorArguments } from '../../functions/cli/doctor-arguments.ts';
import { doctorCommand } from '../../functions/cli/doctor-command.ts';
import type { Check } from '../../shared/model/check.ts';
import { AwsError } from '../support/aws/aws-call.ts';
import {
  healthyAws,
  names,
  readerCannot,
  sweepItem,
  variables,
} from '../support/aws/deployed-gatewatch.ts';
import { type AwsScript, type ScriptedAws, scriptedAws } from '../support/aws/scripted-aws.ts';
import { gatewatchCli } from '../support/cli.ts';
import { bundleLambda } from '../support/lambda/bundle.ts';
import { type LambdaRuntime, startLambda } from '../support/lambda/lambda-runtime.ts';
import { silentTerminal } from '../support/terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'gatewatch-doctor-'));
const file = join(folder, 'gatewatch.yaml');
const newer = join(folder, 'newer.yaml');

/** What one test has otherwise than a deployment in which all is well. */
let odd: AwsScript = {};
let aws: ScriptedAws;
let ofFunctions: ScriptedAws;
const functions = new Map<string, LambdaRuntime>();

const healthy = healthyAws(() => aws.endpoint);

/** Every operation is looked up when it is asked for, so that a test may change it. */
const script: AwsScript = new Proxy(
  {},
  {
    get: (_, name: string) => odd[name] ?? (name === 'lambda:Invoke' ? invoke : healthy[name]),
  },
);

/** The same to the functions, but for what they alone are answered. */
const toFunctions: AwsScript = new Proxy(
  {},
  { get: (_, name: string) => odd[`function ${name}`] ?? script[name] },
);

async function invoke({ FunctionName, event }: Readonly<Record<string, unknown>>) {
  const told = `invoke ${FunctionName}`;
  const answer = odd[told] ?? healthy[told];
  if (answer !== undefined) return { payload: answer({}) };
  return (functions.get(`${FunctionName}`) ?? gone()).invoke(event);
}

beforeAll(async () => {
  writeFileSync(file, 'regions: [eu-west-1]\n');
  writeFileSync(newer, 'regions: [eu-west-1]\ntrustedAccounts: ["444455556666"]\n');
  aws = await scriptedAws(script);
  ofFunctions = await scriptedAws(toFunctions);
  for (const [name, value] of Object.entries(aws.environment)) vi.stubEnv(name, value);
  for (const [service, name] of [
    ['sweep', names.sweep],
    ['alert', names.alert],
  ] as const) {
    const bundle = await bundleLambda(`functions/${service}/handler.ts`, folder);
    const environment = {
      ...ofFunctions.environment,
      ...variables,
      AWS_LAMBDA_FUNCTION_NAME: name,
      POWERTOOLS_SERVICE_NAME: service,
    };
    functions.set(name, await startLambda({ bundle, environment }));
  }
}, 120_000);

afterAll(async () => {
  for (const each of functions.values()) await each.close();
  aws.close();
  ofFunctions.close();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

async function doctor(changes: AwsScript, ...args: readonly string[]) {
  odd = changes;
  const config = args.includes('--config') ? [] : ['--config', file];
  const command = doctorArguments(
    [],
    readArguments([...args, ...config, '--format', 'json']).values,
  );
  const terminal = silentTerminal();
  const status = await doctorCommand(terminal, command);
  const checks: readonly Check[] = JSON.parse(terminal.said.out).checks;
  return { status, checks, faults: checks.filter(({ status: stands }) => stands === 'fault') };
}

const rule = { State: 'ENABLED', EventPattern: '{"source":["aws.eks"]}' };
const changes = 'arn:aws:sqs:eu-west-1:111122223333:Gatewatch-changes';
const deny = 'User: arn:aws:sts::111122223333:assumed-role/alert/x is not authorized';

function gone(): never {
  throw new AwsError('ResourceNotFoundException', 'There is no such thing.', 404);
}

function denied(): never {
  throw new AwsError('AccessDeniedException', deny, 400);
}

describe('doctor, against its own functions under the runtime client of AWS', () => {
  it('finds nothing wrong where all is as deployed, and has looked at everything', async () => {
    const { status, checks } = await doctor({});
    expect(checks.map(({ id, status: stands }) => `${id}: ${stands}`)).toEqual([
      'configuration: ok',
      'trail eu-west-1: ok',
      'trail us-east-1: ok',
      `rule eu-west-1 ${names.rule}: ok`,
      `rule us-east-1 ${names.forwardingRule}: ok`,
      `function eu-west-1 ${names.sweep}: ok`,
      `permissions ${names.sweep}: ok`,
      `answer ${names.sweep}: ok`,
      `answer ${names.alert}: ok`,
      'queue eu-west-1 Gatewatch-rejected: ok',
      'topic eu-west-1 Gatewatch-operations: ok',
      'key eu-west-1 k-1: ok',
      'sweep: ok',
      'sweep reads: ok',
      'cluster eu-west-1/payments: ok',
      'alerts owed: ok',
      'channel findings: ok',
      'channel operations: not-applicable',
      'events heard: ok',
    ]);
    expect(status).toBe(0);
  });

  it.each<[fault: string, AwsScript, ids: readonly string[], command: string]>([
    [
      'a trail that was stopped',
      { 'cloudtrail:GetTrailStatus': () => ({ IsLogging: false }) },
      ['trail eu-west-1', 'trail us-east-1'],
      `aws cloudtrail start-logging --name ${names.trail} --region eu-west-1`,
    ],
    [
      'a rule that was switched off',
      {
        'events:DescribeRule': ({ Name }) =>
          Name === names.rule ? { ...rule, State: 'DISABLED' } : rule,
      },
      [`rule eu-west-1 ${names.rule}`],
      `aws events enable-rule --name ${names.rule} --region eu-west-1`,
    ],
    [
      'a target that was taken away',
      {
        'events:ListTargetsByRule': (input) =>
          input['Rule'] === names.rule
            ? { Targets: [] }
            : healthy['events:ListTargetsByRule']?.(input),
      },
      [`rule eu-west-1 ${names.rule}`],
      `aws events put-targets --rule ${names.rule} --targets '[{"Id":"Target0","Arn":"${changes}"}]' --region eu-west-1`,
    ],
    [
      'a subscription that nobody confirmed',
      {
        'sns:ListSubscriptionsByTopic': () => ({
          Subscriptions: [{ SubscriptionArn: 'PendingConfirmation', Protocol: 'email' }],
        }),
      },
      ['topic eu-west-1 Gatewatch-operations'],
      `aws sns subscribe --topic-arn ${names.operations} --protocol email --notification-endpoint ADDRESS --region eu-west-1`,
    ],
    [
      'a forwarder that is missing',
      { 'events:DescribeRule': ({ Name }) => (Name === names.forwardingRule ? gone() : rule) },
      ['stack GatewatchForwarder-us-east-1'],
      'npx cdk deploy GatewatchForwarder-us-east-1 -c config=gatewatch.yaml',
    ],
    [
      'a key that denies the topic',
      { 'kms:GenerateDataKey': denied },
      ['channel findings'],
      `aws kms put-key-policy --key-id ${names.key} --policy-name default --policy '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"kms:*","Resource":"*"}]}' --region eu-west-1`,
    ],
    [
      'a cluster that cannot be reached',
      { [`invoke ${names.reader}`]: () => readerCannot('no connection (ETIMEDOUT)') },
      ['cluster eu-west-1/payments'],
      'aws eks describe-cluster --name payments --region eu-west-1 --query cluster.resourcesVpcConfig',
    ],
    [
      'a cluster that does not know the reader',
      { [`invoke ${names.reader}`]: () => readerCannot('unauthorized: the cluster does not') },
      ['cluster eu-west-1/payments'],
      `aws eks create-access-entry --cluster-name payments --principal-arn arn:aws:iam::111122223333:role/${names.reader} --kubernetes-groups gatewatch:readers --region eu-west-1`,
    ],
    [
      'sweeps that have stopped',
      { 'dynamodb:Query': (query) => ({ Items: isOfRuns(query) ? [sweepItem(14)] : [] }) },
      ['sweep'],
      `aws lambda invoke --function-name ${names.sweep} --invocation-type Event --cli-binary-format raw-in-base64-out --payload '{}' /dev/stdout`,
    ],
  ])('finds %s, and names the command', async (_, odds, ids, command) => {
    const { status, faults } = await doctor(odds);
    expect(faults.map(({ id }) => id)).toEqual(ids);
    expect([...new Set(faults.flatMap(({ commands = [] }) => commands))]).toEqual([command]);
    expect(status).toBe(1);
  });

  it('finds a configuration that is newer than the stack', async () => {
    const { status, faults } = await doctor({}, '--config', newer);
    expect(faults).toEqual([
      {
        id: 'configuration',
        area: 'configuration',
        status: 'fault',
        says: `The stack was deployed with another configuration than ${newer} is now.`,
        fix: 'Deploy it, if it is the newer one:',
        commands: [`npx cdk deploy --all -c config=${newer}`],
      },
    ]);
    expect(status).toBe(1);
  });

  it('says what the function may not read, though the caller can', async () => {
    const { status, faults } = await doctor({ 'function kms:DescribeKey': denied });
    expect(faults).toMatchObject([
      {
        id: `permissions ${names.sweep}`,
        says: `The function ${names.sweep} could not read all that it has to. The key eu-west-1 k-1 could not be read: AccessDenied: ${deny}.`,
      },
    ]);
    expect(status).toBe(1);
  });

  it('finds the fault without the functions, when the fault is that they may not run', async () => {
    const { status, faults } = await doctor({
      'lambda:GetFunctionConcurrency': () => ({ ReservedConcurrentExecutions: 0 }),
      'lambda:Invoke': () => {
        throw new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429);
      },
    });
    expect(faults.map(({ id }) => id)).toEqual([
      `function eu-west-1 ${names.sweep}`,
      `answer ${names.sweep}`,
      `answer ${names.alert}`,
    ]);
    expect(faults[0]?.commands).toEqual([
      `aws lambda delete-function-concurrency --function-name ${names.sweep} --region eu-west-1`,
    ]);
    expect(status).toBe(1);
  });

  it('says of a function of an earlier release that it does not answer', async () => {
    const { status, faults } = await doctor({ [`invoke ${names.alert}`]: () => ({ sent: 0 }) });
    expect(faults).toMatchObject([
      {
        id: `answer ${names.alert}`,
        says: `The function ${names.alert} does not answer: what it answers is of another release.`,
      },
    ]);
    expect(status).toBe(1);
  });

  it('learns from the functions what the caller may not read', async () => {
    const { status, checks } = await doctor({ 'lambda:GetFunctionConfiguration': denied });
    expect(checks.filter(({ status: stands }) => stands !== 'ok').map(({ id }) => id)).toEqual([
      'configuration',
      'channel operations',
    ]);
    expect(status).toBe(2);
  });

  it('says what nobody could look at, and never that it is in order', async () => {
    const { status, checks } = await doctor({
      'lambda:GetFunctionConfiguration': denied,
      'lambda:Invoke': denied,
    });
    expect(checks.map(({ id, status: stands }) => `${id}: ${stands}`)).toEqual([
      'parts: unread',
      'configuration: unread',
      `answer ${names.sweep}: unread`,
      `answer ${names.alert}: unread`,
      // Whether there are channels, and so a function for them, nobody knows.
      'answer gatewatch-eu-west-1-deliver: unread',
    ]);
    expect(status).toBe(2);
  });

  it('says where there is no deployment', async () => {
    const { status, checks } = await doctor({ 'lambda:GetFunctionConfiguration': gone });
    expect(checks.map(({ id, status: stands }) => `${id}: ${stands}`)).toEqual([
      'deployment: fault',
    ]);
    expect(status).toBe(1);
  });
});

it('says in a terminal what is wrong, and the command on a line of its own', async () => {
  odd = { 'cloudtrail:GetTrailStatus': () => ({ IsLogging: false }) };
  const { status, out, err } = await gatewatchCli(['doctor', '--config', file], aws.environment);
  expect(err).toBe('');
  expect(out).toContain(
    [
      'trails',
      '  FAULT   No trail logs write events of eks.amazonaws.com in eu-west-1.',
      `          (${names.trail}: it is switched off)`,
      '          Find out who stopped it, and why. Then start it again:',
      `            aws cloudtrail start-logging --name ${names.trail} --region eu-west-1`,
      '',
    ].join('\n'),
  );
  expect(out.trimEnd().split('\n').at(-1)).toBe('2 faults, 16 in order.');
  expect(status).toBe(1);
});

describe('doctor --test-message', () => {
  it('publishes one message that says that it is a test', async () => {
    const before = ofFunctions.calls.length;
    const { status, checks } = await doctor({}, '--test-message', 'operations');
    const published = ofFunctions.calls
      .slice(before)
      .filter(([call]) => call.startsWith('sns:Publish'));
    expect(published).toMatchObject([
      [
        'sns:Publish eu-west-1',
        {
          TopicArn: names.operations,
          Subject: '[Gatewatch] Test message, account 111122223333',
        },
      ],
    ]);
    expect(checks.map(({ id, status: stands }) => `${id}: ${stands}`)).toEqual([
      'test message operations: ok',
    ]);
    expect(status).toBe(0);
  });

  it('says what to do where the topic refuses it because of its key', async () => {
    const { status, faults } = await doctor(
      {
        'sns:Publish': () => {
          throw new AwsError('KMSAccessDenied', 'The ciphertext refers to a key …', 400);
        },
      },
      '--test-message',
      'findings',
    );
    expect(faults.map(({ id }) => id)).toEqual(['test message findings']);
    expect(faults[0]?.commands).toEqual([expect.stringContaining('aws kms put-key-policy')]);
    expect(status).toBe(1);
  });

  it('refuses a channel that there is not, by those there are', async () => {
    const { status, checks } = await doctor({}, '--test-message', 'pager');
    expect(checks[0]?.says).toContain('channels are findings, operations');
    expect(status).toBe(1);
  });
});

function isOfRuns(query: unknown): boolean {
  return JSON.stringify(query).includes('RUN#');
}
