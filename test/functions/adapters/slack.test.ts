import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import type { Secret } from '../../../functions/adapters/secrets.ts';
import { slackApi } from '../../../functions/adapters/slack-api.ts';
import { postToSlack } from '../../../functions/adapters/slack-request.ts';
import { slackWebhook } from '../../../functions/adapters/slack-webhook.ts';
import type { SlackMessage } from '../../../shared/model/slack.ts';
import { RetryLater } from '../../../shared/ports/retry-later.ts';
import { type LocalSlack, localSlack, notOk, type SlackScript } from '../../support/slack.ts';

const message: SlackMessage = {
  ...{ id: 'f1', deliveryId: 'd1', isNews: true, text: 'HIGH opened: role/ci' },
  blocks: [{ type: 'rich_text', elements: [] }],
};
const body = {
  ...{ text: message.text, blocks: message.blocks, unfurl_links: false, unfurl_media: false },
};
const token = 'xoxb-0123456789-SECRET';
const path = '/services/T0/B0/SECRET';

let slack: LocalSlack;
afterEach(() => slack.close());

/** Another value at each reading; the last one stays. */
function rotated<T>(...values: readonly T[]): Secret<T> {
  let at = 0;
  const value = () => values[at] ?? values.at(-1) ?? expect.fail('no value');
  return {
    current: async () => value(),
    renewed: async () => {
      at += 1;
      return value();
    },
  };
}

async function api(script?: SlackScript, ...tokens: readonly string[]) {
  slack = await localSlack(script);
  const secret = rotated(...[token, ...tokens].map((each) => ({ token: each })));
  return slackApi({ channel: 'C0123456789', secret, endpoint: slack.endpoint });
}

async function webhook(script?: SlackScript, ...paths: readonly string[]) {
  slack = await localSlack(script);
  const urls = [path, ...paths].map((each) => ({ url: `https://hooks.slack.com${each}` }));
  return slackWebhook({ secret: rotated(...urls), endpoint: slack.endpoint });
}

async function failure(sent: Promise<unknown>): Promise<Error> {
  const error = await sent.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) return expect.fail('it was sent');
  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('SECRET');
  return error;
}

describe('a bot', () => {
  it('posts to the channel with its token, and says how Slack names the message', async () => {
    const room = await api();
    expect(await room.post(message)).toBe('1.0');
    expect(slack.posts).toEqual([
      {
        path: '/api/chat.postMessage',
        authorization: `Bearer ${token}`,
        body: { channel: 'C0123456789', ...body },
      },
    ]);
  });

  it('posts into a thread, and to the channel as well what is news', async () => {
    const room = await api();
    expect(await room.post(message, '7.0')).toBe('7.0');
    expect(await room.post({ ...message, isNews: false }, '7.0')).toBe('7.0');
    expect(slack.posts.map(({ body: sent }) => [sent.thread_ts, sent.reply_broadcast])).toEqual([
      ['7.0', true],
      ['7.0', false],
    ]);
  });

  it('begins another thread where the first message was deleted', async () => {
    const room = await api((post) => (post.body.thread_ts ? notOk('thread_not_found') : undefined));
    expect(await room.post(message, '7.0')).toBe('2.0');
  });

  it('reads its token again when that is refused, once', async () => {
    const fresh = 'xoxb-9876543210-SECRET';
    const room = await api(
      ({ authorization }) =>
        authorization === `Bearer ${fresh}` ? undefined : notOk('token_revoked'),
      fresh,
    );
    expect(await room.post(message)).toBe('2.0');
  });

  it('does not try the same token twice', async () => {
    const room = await api(() => notOk('invalid_auth'));
    const error = await failure(room.post(message));
    expect(error.message).toBe(
      'Slack refused the message: invalid_auth. Put the bot token of an app that is installed in the workspace into the secret; it is read again by the next try.',
    );
    expect(slack.posts).toHaveLength(1);
  });

  it.each([
    [
      'channel_not_found',
      'Correct the id of the channel in alerts.channels, or invite the app if the channel is private.',
    ],
    [
      'not_in_channel',
      'Invite the app to the channel (/invite @name), or give it chat:write.public.',
    ],
    ['is_archived', 'Unarchive the channel, or send to another.'],
    [
      'missing_scope',
      'Give the app the scope chat:write, install it again and put its token into the secret.',
    ],
    [
      'no_text',
      'That is a fault of Gatewatch: please report it. What the message says is in the findings topic too.',
    ],
  ])('says what to do about %s', async (code, advice) => {
    const room = await api(() => notOk(code));
    const error = await failure(room.post(message));
    expect(error.message).toBe(`Slack refused the message: ${code}. ${advice}`);
    expect(error).not.toBeInstanceOf(RetryLater);
  });

  it('says in one line what Slack does not take as blocks, in the same thread', async () => {
    const room = await api(({ body: sent }) =>
      sent.blocks ? notOk('msg_blocks_too_long') : undefined,
    );
    expect(await room.post(message, '7.0')).toBe('7.0');
    expect(slack.posts[1]?.body).toEqual({
      ...{ channel: 'C0123456789', unfurl_links: false, unfurl_media: false },
      text: 'HIGH opened: role/ci\nSlack has not taken the details (msg_blocks_too_long); the findings topic has them.',
      ...{ thread_ts: '7.0', reply_broadcast: true },
    });
  });

  it('says what Slack finds wrong with a message', async () => {
    const errors = ['must be less than 151 characters [json-pointer:/blocks/0/text/text]'];
    const room = await api(() => notOk('invalid_blocks', { errors }));
    expect((await failure(room.post(message))).message).toContain(`invalid_blocks (${errors[0]})`);
  });

  it('quotes no refusal that is not one of Slack', async () => {
    const room = await api(() => notOk('<b>\n'));
    expect((await failure(room.post(message))).message).toBe(
      'Slack refused the message: an answer that it does not document.',
    );
  });

  it('makes nothing of an answer that is none', async () => {
    const room = await api(() => ({ status: 200, body: '<html>sign in</html>' }));
    expect((await failure(room.post(message))).message).toBe(
      'Slack answered HTTP 200 with something that is no answer of its API.',
    );
  });
});

describe('a webhook', () => {
  it('says in one line what Slack does not take as blocks', async () => {
    const room = await webhook(({ body: sent }) =>
      sent.blocks ? { status: 400, body: 'invalid_blocks' } : undefined,
    );
    expect(await room.post(message)).toBeUndefined();
    expect(slack.posts[1]?.body).toEqual({
      ...{ unfurl_links: false, unfurl_media: false },
      text: 'HIGH opened: role/ci\nSlack has not taken the details (invalid_blocks); the findings topic has them.',
    });
  });

  it('posts to its path, without a thread', async () => {
    const room = await webhook();
    expect(await room.post(message)).toBeUndefined();
    expect(await room.post(message, '7.0')).toBeUndefined();
    const post = { path, authorization: undefined, body };
    expect(slack.posts).toEqual([post, post]);
  });

  it('reads its URL again when that is refused', async () => {
    const fresh = '/services/T0/B1/SECRET';
    const room = await webhook(
      (post) => (post.path === fresh ? undefined : { status: 404, body: 'no_service' }),
      fresh,
    );
    expect(await room.post(message)).toBeUndefined();
    expect(slack.posts.map((post) => post.path)).toEqual([path, fresh]);
  });

  it.each([
    [404, 'no_service', 'Make a new incoming webhook and put its URL into the secret.'],
    [
      403,
      'action_prohibited',
      'A setting of the workspace keeps the app from posting there: ask its administrators.',
    ],
    [410, 'channel_is_archived', 'Unarchive the channel, or send to another.'],
  ])('says what to do about %i %s', async (status, code, advice) => {
    const room = await webhook(() => ({ status, body: code }));
    expect((await failure(room.post(message))).message).toBe(
      `Slack refused the message: ${code}. ${advice}`,
    );
    expect(slack.posts).toHaveLength(1);
  });
});

describe.each([
  ['a bot', api],
  ['a webhook', webhook],
])('%s', (_, room) => {
  it.each([
    ['42', 42],
    [undefined, 30],
    ['Thu, 26 Nov 2026 18:00:00 GMT', 30],
    ['-1', 30],
  ])('comes back when Slack asks for it: %s', async (after, seconds) => {
    const headers = after === undefined ? {} : { 'retry-after': after };
    const made = await room(() => ({ status: 429, headers, body: 'ratelimited' }));
    const error = await failure(made.post(message));
    expect(error).toEqual(new RetryLater(`Slack asks to come back in ${seconds} s.`, seconds));
  });

  it('fails, to be tried again, while Slack is out of order', async () => {
    const made = await room(() => ({ status: 503, body: '' }));
    const error = await failure(made.post(message));
    expect(error.message).toBe('Slack has trouble of its own: HTTP 503.');
  });

  it('follows nobody who sends it elsewhere', async () => {
    const made = await room(() => ({
      status: 302,
      headers: { location: 'http://127.0.0.1:9/SECRET' },
      body: '',
    }));
    const error = await failure(made.post(message));
    expect(error.message).toBe('Slack was not reached: unexpected redirect.');
  });

  it('fails where nobody is there', async () => {
    const made = await room();
    slack.close();
    const error = await failure(made.post(message));
    expect(error.message).toMatch(/^Slack was not reached: connect ECONNREFUSED /);
  });
});

it('waits for no answer for ever', async () => {
  const silent = createServer(() => undefined);
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  slack = await localSlack();
  const { port } = silent.address() as AddressInfo;
  const error = await failure(postToSlack(`http://127.0.0.1:${port}${path}`, {}, {}, 50));
  expect(error.message).toBe('Slack was not reached: it took too long to answer.');
  silent.close();
  silent.closeAllConnections();
});
