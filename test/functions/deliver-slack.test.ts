import { afterEach, describe, expect, it } from 'vitest';
import { slackApi } from '../../functions/adapters/slack-api.ts';
import { patientRoom } from '../../functions/deliver/patient-room.ts';
import { slackSink } from '../../functions/deliver/slack-sink.ts';
import type { Alert, Telling } from '../../shared/model/alert.ts';
import { RetryLater } from '../../shared/ports/retry-later.ts';
import { slackMessages } from '../../shared/report/slack.ts';
import { tellings } from '../../shared/report/telling.ts';
import { account, observation, owed } from '../shared/report/sample.ts';
import { heldThreads, type LocalSlack, localSlack, type SlackScript } from '../support/slack.ts';

let slack: LocalSlack;
afterEach(() => slack.close());

async function channel(script?: SlackScript) {
  slack = await localSlack(script);
  const value = { token: 'xoxb-1' };
  const secret = { current: async () => value, renewed: async () => value };
  const threads = heldThreads();
  const room = slackApi({ channel: 'C0123456789', secret, endpoint: slack.endpoint });
  return { room, sink: slackSink(room, threads), threads };
}

function change(deliveryId: string, ...told: readonly Telling[]): Alert {
  return { kind: 'change', account, told, deliveryId };
}

function told(type: 'OPENED' | 'RESOLVED' | 'REOPENED', id: string): Telling {
  return tellings([owed(type, { id })])[0] ?? expect.fail('nothing to tell');
}

/** Of each post that arrived, what it begins with and where it went. */
function posts() {
  return slack.posts.map(({ body }) => [body.text.split(':')[0], body.thread_ts]);
}

describe('a channel of Slack', () => {
  it('has a thread for each finding, in which its end and its return are told', async () => {
    const { sink } = await channel();
    await sink.publish(change('d1', told('OPENED', 'f1'), told('OPENED', 'f2')));
    await sink.publish(change('d2', told('RESOLVED', 'f2')));
    await sink.publish(change('d3', told('REOPENED', 'f2')));
    expect(posts()).toEqual([
      ['🟠 HIGH opened', undefined],
      ['🟠 HIGH opened', undefined],
      ['✅ HIGH resolved', '2.0'],
      ['🟠 HIGH reopened', '2.0'],
    ]);
    expect(slack.posts.map(({ body }) => body.reply_broadcast)).toEqual([
      ...[undefined, undefined],
      ...[false, true],
    ]);
  });

  it('is told nothing twice', async () => {
    const { sink } = await channel();
    await sink.publish(change('d1', told('OPENED', 'f1')));
    await sink.publish(change('d2', told('RESOLVED', 'f1')));
    await sink.publish(change('d1', told('OPENED', 'f1')));
    await sink.publish({ kind: 'observation', account, observation, deliveryId: 'd3' });
    await sink.publish({ kind: 'observation', account, observation, deliveryId: 'd3' });
    expect(posts().map(([title]) => title)).toEqual([
      '🟠 HIGH opened',
      '✅ HIGH resolved',
      '🟠 HIGH observed',
    ]);
  });

  it('is told the rest of an alert when it has room again, and of that nothing twice', async () => {
    const { sink } = await channel((_, number) =>
      number === 1 ? { status: 429, headers: { 'retry-after': '7' }, body: '' } : undefined,
    );
    const alert = change('d1', told('OPENED', 'f1'), told('OPENED', 'f2'), told('OPENED', 'f3'));
    await expect(sink.publish(alert)).rejects.toEqual(
      new RetryLater('Slack asks to come back in 7 s.', 7),
    );
    await sink.publish(alert);
    const ids = slack.posts.map(({ body }) => /Finding (\w+)/.exec(JSON.stringify(body))?.[1]);
    expect(ids).toEqual(['f1', 'f2', 'f2', 'f3']);
  });

  it('is told again what it has taken if that could not be written down', async () => {
    const { threads, sink } = await channel();
    const { keep } = threads;
    threads.keep = () => Promise.reject(new Error('no table'));
    await expect(sink.publish(change('d1', told('OPENED', 'f1')))).rejects.toThrow('no table');
    threads.keep = keep;
    await sink.publish(change('d1', told('OPENED', 'f1')));
    expect(posts()).toHaveLength(2);
    expect(threads.held).toEqual(new Map([['f1', { root: '2.0', deliveryIds: ['d1'] }]]));
  });

  it('remembers the last twenty deliveries of a thread', async () => {
    const { threads, sink } = await channel();
    threads.held.set('f1', {
      root: '1.0',
      deliveryIds: Array.from({ length: 20 }, (_, index) => `old-${index}`),
    });
    await sink.publish(change('new', told('OPENED', 'f1')));
    const { deliveryIds = [] } = threads.held.get('f1') ?? {};
    expect([deliveryIds.length, deliveryIds[0], deliveryIds.at(-1)]).toEqual([20, 'old-1', 'new']);
  });
});

describe('a channel that has asked for patience', () => {
  const message = slackMessages(change('d1', told('OPENED', 'f1')))[0] ?? expect.fail('no message');

  it('is asked for nothing until then', async () => {
    const { room } = await channel((_, number) =>
      number === 0 ? { status: 429, headers: { 'retry-after': '7' }, body: '' } : undefined,
    );
    let now = 0;
    const patient = patientRoom(room, () => now);
    await expect(patient.post(message)).rejects.toMatchObject({ seconds: 7 });
    now = 6_001;
    await expect(patient.post(message)).rejects.toEqual(
      new RetryLater('Slack has asked to come back in 1 s.', 1),
    );
    expect(slack.posts).toHaveLength(1);
    now = 7_000;
    expect(await patient.post(message)).toBe('2.0');
  });

  it('holds up nothing that comes after another failure', async () => {
    const { room } = await channel((_, number) =>
      number === 0 ? { status: 503, body: '' } : undefined,
    );
    const patient = patientRoom(room, () => 0);
    const outcomes = await Promise.allSettled([patient.post(message), patient.post(message)]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  });
});
