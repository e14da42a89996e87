import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { readArguments } from '../../functions/cli/arguments.ts';
import { doctorArguments } from '../../functions/cli/doctor-arguments.ts';
import { doctorCommand } from '../../functions/cli/doctor-command.ts';
import { hashOf } from '../../functions/cli/doctor-look.ts';
import { parseConfig } from '../../shared/config/config.ts';
import type { Check } from '../../shared/model/check.ts';
import { AwsError } from '../support/aws/aws-call.ts';
import { healthyAws, variables } from '../support/aws/deployed-gatewatch.ts';
import { type AwsScript, type ScriptedAws, scriptedAws } from '../support/aws/scripted-aws.ts';
import { bundleLambda } from '../support/lambda/bundle.ts';
import { type LambdaRuntime, startLambda } from '../support/lambda/lambda-runtime.ts';
import { type LocalSlack, localSlack, notOk, type SlackReply } from '../support/slack.ts';
import { silentTerminal } from '../support/terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'gatewatch-doctor-channels-'));
const file = join(folder, 'gatewatch.yaml');
const written = {
  regions: ['eu-west-1'],
  alerts: {
    channels: {
      bot: { slack: { secret: 'gatewatch/slack', channel: 'C0123456789' } },
      hook: { slackWebhook: { secret: 'gatewatch/hook' } },
      mail: { emails: ['payments@example.com'] },
      chat: { amazonQ: { workspace: 'T0123456789', channel: 'C0123456789' } },
      bus: { eventBus: 'default' },
      hub: { securityHub: true },
    },
    routes: ['bot', 'hook', 'mail', 'chat', 'bus', 'hub'].map((to) => ({ to })),
  },
};
const deliver = 'gatewatch-eu-west-1-deliver';
const topics = {
  mail: 'arn:aws:sns:eu-west-1:111122223333:Gatewatch-mail',
  chat: 'arn:aws:sns:eu-west-1:111122223333:Gatewatch-chat',
};
const secrets: Readonly<Record<string, string>> = {
  'gatewatch/slack': '{"token":"xoxb-SENSITIVE"}',
  'gatewatch/hook': '{"url":"https://hooks.slack.com/services/SENSITIVE"}',
};

/** What one test has otherwise than a deployment in which all is well. */
let odd: AwsScript = {};
let slackSays: () => SlackReply | undefined;
let aws: ScriptedAws;
let slack: LocalSlack;
let lambda: LambdaRuntime;
let config: ReturnType<typeof configOf>;

const healthy: AwsScript = healthyAws(() => aws.endpoint);
const usual: AwsScript = {
  ...healthy,
  'lambda:GetFunctionConfiguration': () => ({
    Environment: { Variables: { ...variables, CONFIG_HASH: hashOf(config, 'eu-west-1') } },
  }),
  's3:GetObject': (input) =>
    input['Key'] === 'config.json' ? JSON.stringify(config) : healthy['s3:GetObject']?.(input),
  'secretsmanager:GetSecretValue': ({ SecretId }) => ({ SecretString: secrets[`${SecretId}`] }),
  'securityhub:DescribeHub': () => ({
    HubArn: 'arn:aws:securityhub:eu-west-1:111122223333:hub/default',
  }),
  'events:PutEvents': () => ({ FailedEntryCount: 0, Entries: [{ EventId: 'e-1' }] }),
  // The others have nothing to say here; test/functions/doctor-wire.test.ts asks them.
  'lambda:Invoke': async ({ FunctionName, event }) =>
    FunctionName === deliver ? await lambda.invoke(event) : { payload: { checks: [] } },
};
const script: AwsScript = new Proxy({}, { get: (_, name: string) => odd[name] ?? usual[name] });

function configOf(given: object) {
  const parsed = parseConfig(given);
  return 'config' in parsed ? parsed.config : expect.fail('the configuration is wrong');
}

beforeAll(async () => {
  config = configOf(written);
  writeFileSync(file, JSON.stringify(written));
  aws = await scriptedAws(script);
  slack = await localSlack(() => slackSays());
  for (const [name, value] of Object.entries(aws.environment)) vi.stubEnv(name, value);
  lambda = await startLambda({
    bundle: await bundleLambda('functions/deliver/handler.ts', folder),
    environment: {
      ...{ ...aws.environment, ...variables, SLACK_ENDPOINT_URL: slack.endpoint },
      ...{ POWERTOOLS_SERVICE_NAME: 'deliver', AWS_LAMBDA_FUNCTION_NAME: deliver },
      CHANNEL_TOPICS: JSON.stringify(topics),
      DELIVERIES_QUEUE_URL: `${aws.endpoint}/111122223333/deliveries`,
    },
  });
}, 120_000);

afterEach(() => {
  odd = {};
});

afterAll(async () => {
  await lambda.close();
  aws.close();
  slack.close();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const known: SlackReply = { status: 200, body: '{"ok":true,"team":"Brackwater"}' };

async function doctor(says: SlackReply | undefined, changes: AwsScript, ...args: string[]) {
  odd = changes;
  slackSays = () => says;
  const given = readArguments([...args, '--config', file, '--format', 'json']);
  const terminal = silentTerminal();
  const status = await doctorCommand(terminal, doctorArguments([], given.values));
  expect(terminal.said.out).not.toContain('SENSITIVE');
  const checks: readonly Check[] = JSON.parse(terminal.said.out).checks;
  return { status, checks, faults: checks.filter(({ status: stands }) => stands === 'fault') };
}

function idsOf(checks: readonly Check[]): readonly string[] {
  return checks.map(({ id, status }) => `${id}: ${status}`);
}

function refusing(code: string, of: string): AwsScript {
  return {
    'secretsmanager:GetSecretValue': ({ SecretId }) => {
      if (SecretId === of) throw new AwsError(code, 'no such luck');
      return { SecretString: secrets[`${SecretId}`] };
    },
  };
}

describe('doctor, of the channels of a deployment', () => {
  it('finds nothing wrong where all is well, and says what cannot be tried', async () => {
    const { status, checks } = await doctor(known, {});
    expect(idsOf(checks.filter(({ area }) => area === 'alerts'))).toEqual([
      'channel bot: ok',
      'channel mail: ok',
      'channel chat: ok',
      'channel hub: ok',
      'channel hook: not-applicable',
      'channel bus: not-applicable',
    ]);
    expect(idsOf(checks)).toContain(`answer ${deliver}: ok`);
    expect(status).toBe(0);
  });

  it('sends nothing', async () => {
    const before = [slack.posts.length, aws.calls.length] as const;
    await doctor(known, {});
    expect(slack.posts.slice(before[0]).map(({ path }) => path)).toEqual(['/api/auth.test']);
    const sent = aws.calls.slice(before[1]).filter(([call]) => /Publish|PutEvents/.test(call));
    expect(sent).toEqual([]);
  });

  it.each<[string, SlackReply, AwsScript, id: string, commands: readonly string[]]>([
    [
      'a token that Slack does not take',
      notOk('invalid_auth'),
      {},
      'channel bot',
      [
        `aws secretsmanager put-secret-value --secret-id gatewatch/slack --secret-string '{"token":"TOKEN"}' --region eu-west-1`,
      ],
    ],
    [
      'a secret that holds no token',
      known,
      {
        'secretsmanager:GetSecretValue': ({ SecretId }) => ({
          SecretString: SecretId === 'gatewatch/slack' ? 'SENSITIVE' : secrets['gatewatch/hook'],
        }),
      },
      'channel bot',
      [
        `aws secretsmanager put-secret-value --secret-id gatewatch/slack --secret-string '{"token":"TOKEN"}' --region eu-west-1`,
      ],
    ],
    [
      'a secret that is missing',
      known,
      refusing('ResourceNotFoundException', 'gatewatch/hook'),
      'channel hook',
      [
        `aws secretsmanager create-secret --name gatewatch/hook --secret-string '{"url":"URL"}' --region eu-west-1`,
      ],
    ],
    [
      'a Security Hub that is not enabled',
      known,
      {
        'securityhub:DescribeHub': () => {
          throw new AwsError('InvalidAccessException', 'not subscribed', 401);
        },
      },
      'channel hub',
      ['aws securityhub enable-security-hub --no-enable-default-standards --region eu-west-1'],
    ],
  ])('finds %s, and names the command', async (_, says, changes, id, commands) => {
    const { status, faults } = await doctor(says, changes);
    expect(faults.map((fault) => [fault.id, fault.commands])).toEqual([[id, commands]]);
    expect(status).toBe(1);
  });

  it('finds a secret that the function may not read', async () => {
    const { status, faults } = await doctor(
      known,
      refusing('AccessDeniedException', 'gatewatch/slack'),
    );
    expect(faults).toEqual([
      {
        ...{ id: 'channel bot', area: 'alerts', status: 'fault' },
        says: 'Nothing can be told to the channel bot. The secret gatewatch/slack was not read: AccessDenied: no such luck.',
        fix: 'Let the role of the function deliver use its KMS key, if it has one of its own, and read it, if it is in another account.',
      },
    ]);
    expect(status).toBe(1);
  });

  it('says where Slack could not be asked, which is never in order', async () => {
    const { status, checks } = await doctor({ status: 503, body: '' }, {});
    expect(idsOf(checks)).toContain('channel bot: unread');
    expect(status).toBe(2);
  });

  it('says where it may not ask Security Hub', async () => {
    const { status, checks } = await doctor(known, {
      'securityhub:DescribeHub': () => {
        throw new AwsError('AccessDeniedException', 'no such luck', 403);
      },
    });
    expect(idsOf(checks)).toContain('channel hub: unread');
    expect(status).toBe(2);
  });

  it('misses the function where the configuration has channels', async () => {
    const { status, faults } = await doctor(known, {
      'lambda:Invoke': ({ FunctionName }) => {
        if (FunctionName !== deliver) return { payload: { checks: [] } };
        throw new AwsError('ResourceNotFoundException', 'Function not found', 404);
      },
    });
    expect(faults.map(({ id }) => id)).toEqual([`answer ${deliver}`]);
    expect(status).toBe(1);
  });
});

describe('doctor --test-message', () => {
  it('reaches a channel of Slack by its name, and no other', async () => {
    const before = [slack.posts.length, aws.calls.length] as const;
    const { status, checks } = await doctor(undefined, {}, '--test-message', 'bot');
    expect(idsOf(checks)).toEqual(['test message bot: ok']);
    expect(slack.posts.slice(before[0]).map(({ path, body }) => [path, body.channel])).toEqual([
      ['/api/chat.postMessage', 'C0123456789'],
    ]);
    expect(slack.posts.at(-1)?.body.text).toContain('This is a test of the channel bot');
    expect(aws.calls.slice(before[1]).filter(([call]) => call.startsWith('dynamodb:'))).toEqual([]);
    expect(status).toBe(0);
  });

  it('reaches all of them, each in its own form', async () => {
    const before = [slack.posts.length, aws.calls.length] as const;
    const { status, checks } = await doctor(undefined, {}, '--test-message', 'all');
    expect(idsOf(checks)).toEqual([
      'test message bot: ok',
      'test message hook: ok',
      'test message mail: ok',
      'test message chat: ok',
      'test message bus: ok',
      'test message hub: not-applicable',
    ]);
    expect(
      slack.posts
        .slice(before[0])
        .map(({ path }) => path)
        .sort(),
    ).toEqual(['/api/chat.postMessage', '/services/SENSITIVE']);
    const since = aws.calls.slice(before[1]);
    const published = since.filter(([call]) => call.startsWith('sns:Publish'));
    const bodies = published.map(([, input]) => [input['TopicArn'], `${input['Message']}`]);
    expect(Object.fromEntries(bodies)).toEqual({
      [topics.mail]: expect.stringContaining('This is a test of the channel mail'),
      [topics.chat]: JSON.stringify({
        version: '1.0',
        source: 'custom',
        content: {
          textType: 'client-markdown',
          title: '[Gatewatch] Test message, account 111122223333',
          description:
            'This is a test of the channel chat of Gatewatch in account 111122223333. Somebody asked for it with "doctor --test-message". It tells of no change and of no finding, and there is nothing to do.',
        },
      }),
    });
    expect(since.filter(([call]) => call.startsWith('events:PutEvents'))).toMatchObject([
      [
        'events:PutEvents eu-west-1',
        { Entries: [{ Source: 'gatewatch', DetailType: 'Gatewatch Test Message' }] },
      ],
    ]);
    expect(status).toBe(0);
  });

  it('says why Slack did not take it, and what to do', async () => {
    const { status, checks } = await doctor(
      notOk('not_in_channel'),
      {},
      ...['--test-message', 'bot'],
    );
    expect(checks).toEqual([
      {
        ...{ id: 'test message bot', area: 'alerts', status: 'fault' },
        says: 'Nothing can be told to the channel bot. Slack refused the message: not_in_channel.',
        fix: 'Invite the app to the channel (/invite @name), or give it chat:write.public.',
      },
    ]);
    expect(status).toBe(1);
  });

  it('says of a bus that did not take it', async () => {
    const { faults } = await doctor(
      undefined,
      {
        'events:PutEvents': () => ({
          FailedEntryCount: 1,
          Entries: [{ ErrorCode: 'NotAuthorized', ErrorMessage: 'no' }],
        }),
      },
      ...['--test-message', 'bus'],
    );
    expect(faults.map(({ id }) => id)).toEqual(['test message bus']);
    expect(faults[0]?.says).toContain('NotAuthorized: no');
  });

  it('refuses a channel that there is not, by those there are', async () => {
    const { status, checks } = await doctor(undefined, {}, '--test-message', 'pager');
    expect(checks[0]?.says).toContain(
      'channels are findings, operations, bot, hook, mail, chat, bus, hub',
    );
    expect(status).toBe(1);
  });
});
