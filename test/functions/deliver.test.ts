import { describe, expect, it } from 'vitest';
import { amazonQSink } from '../../functions/deliver/amazon-q-sink.ts';
import { deliver, type QueuedDelivery } from '../../functions/deliver/deliver.ts';
import { eventBusSink } from '../../functions/deliver/event-bus-sink.ts';
import { securityHubSink } from '../../functions/deliver/security-hub-sink.ts';
import type { Alert } from '../../shared/model/alert.ts';
import type { AlertSink } from '../../shared/ports/alert-sink.ts';
import { RetryLater } from '../../shared/ports/retry-later.ts';
import { stillOpen, tellings } from '../../shared/report/telling.ts';
import { account, finding, observation, owed, run } from '../shared/report/sample.ts';

const alert: Alert = { kind: 'change', account, told: tellings([owed('OPENED')]), deliveryId: 'd' };
const queued = (messageId: string, channel: string): QueuedDelivery => ({
  messageId,
  body: JSON.stringify({ channel, alert }),
  receiptHandle: `handle of ${messageId}`,
});

/** Delivers by these channels; with what each was told, what was put off and what was counted. */
async function delivered(
  sinks: Readonly<Record<string, AlertSink['publish']>>,
  ...messages: readonly QueuedDelivery[]
) {
  const told: [string, Alert][] = [];
  const postponed: [string, number][] = [];
  const counted: Record<string, number> = {};
  const result = await deliver(
    {
      channel: (name) => {
        const publish = sinks[name];
        return (
          publish && {
            publish: async (given) => {
              await publish(given);
              told.push([name, given]);
            },
          }
        );
      },
      postpone: async ({ receiptHandle }, seconds) => void postponed.push([receiptHandle, seconds]),
      metrics: { count: (name, value) => void Object.assign(counted, { [name]: value }) },
    },
    messages,
  );
  return { ...result, told, postponed, counted };
}

const works = async () => undefined;

describe('a delivery', () => {
  it('goes to its channel', async () => {
    expect(await delivered({ room: works, bus: works }, queued('1', 'bus'))).toEqual({
      sent: 1,
      failed: [],
      told: [['bus', alert]],
      postponed: [],
      counted: { DeliveriesSent: 1, DeliveriesFailed: 0 },
    });
  });

  it('that fails comes again, and holds up no other', async () => {
    const broken = () => Promise.reject(new Error('the room is gone'));
    const messages = [queued('1', 'room'), queued('2', 'bus')];
    expect(await delivered({ room: broken, bus: works }, ...messages)).toMatchObject({
      sent: 1,
      failed: [{ messageId: '1', reason: 'the room is gone' }],
      told: [['bus', alert]],
      postponed: [],
      counted: { DeliveriesSent: 1, DeliveriesFailed: 1 },
    });
  });

  it('comes again when the channel says', async () => {
    const busy = () => Promise.reject(new RetryLater('slow down', 30));
    expect(await delivered({ room: busy }, queued('1', 'room'))).toMatchObject({
      failed: [{ messageId: '1', reason: 'slow down' }],
      postponed: [['handle of 1', 30]],
    });
  });

  it('to a channel that the configuration no longer has is kept, with the reason', async () => {
    const { failed } = await delivered({}, queued('1', 'room'));
    expect(failed).toEqual([
      {
        messageId: '1',
        reason:
          'the configuration has no channel room; if it was renamed, the message can be sent again under its new name',
      },
    ]);
  });

  it('that is no JSON is kept, with the reason', async () => {
    const { failed } = await delivered({}, { messageId: '1', body: '{', receiptHandle: '' });
    expect(failed).toEqual([{ messageId: '1', reason: expect.stringContaining('JSON') }]);
  });
});

describe('the channel of an event bus', () => {
  it('is told an event for each finding', async () => {
    const put: unknown[] = [];
    const told = tellings([owed('OPENED', { id: 'aaaa' }), owed('RESOLVED', { id: 'bbbb' })]);
    await eventBusSink({ put: async (events) => void put.push(...events) }).publish({
      ...alert,
      kind: 'change',
      told,
    });
    expect(put).toMatchObject([
      { source: 'gatewatch', detailType: 'Gatewatch Finding Opened' },
      { source: 'gatewatch', detailType: 'Gatewatch Finding Resolved' },
    ]);
  });
});

describe('the channel of Amazon Q', () => {
  it('is told a notification for each finding, in the thread of the finding', async () => {
    const threads: string[] = [];
    const told = tellings([owed('OPENED', { id: 'aaaa' }), owed('RESOLVED', { id: 'bbbb' })]);
    await amazonQSink({
      publish: async ({ body }) => void threads.push(JSON.parse(body).metadata.threadId),
    }).publish({ ...alert, kind: 'change', told });
    expect(threads).toEqual(['aaaa', 'bbbb']);
  });
});

describe('the channel of Security Hub', () => {
  async function putBy(given: Alert) {
    const put: unknown[] = [];
    await securityHubSink(
      { put: async (findings) => void put.push(...findings) },
      'eu-west-1',
    ).publish(given);
    return put;
  }

  it('has each finding as it stands: open ones active, resolved ones archived', async () => {
    const resolved = owed('RESOLVED', { id: 'bbbb', status: 'resolved' });
    const told = tellings([owed('OPENED', { id: 'aaaa' }), resolved]);
    expect(await putBy({ ...alert, kind: 'change', told })).toMatchObject([
      { Id: 'gatewatch/011122223333/eu-west-1/aaaa', RecordState: 'ACTIVE' },
      { Id: 'gatewatch/011122223333/eu-west-1/bbbb', RecordState: 'ARCHIVED' },
    ]);
  });

  it('has an open finding that a sweep shows again as of the sweep, since what is old is forgotten there', async () => {
    const digest = {
      ...{ ...alert, kind: 'digest' as const, run },
      ...{ homeRegion: 'eu-west-1', minimumSeverity: 'LOW' as const },
    };
    const open = stillOpen(finding());
    expect(await putBy({ ...digest, told: [open] })).toMatchObject([
      { CreatedAt: '2026-11-21T09:00:03.000Z', UpdatedAt: '2026-11-22T09:01:03.000Z' },
    ]);
    const { finishedAt: _, ...unfinished } = run;
    expect(await putBy({ ...digest, told: [open], run: unfinished })).toMatchObject([
      { UpdatedAt: '2026-11-22T09:00:03.000Z' },
    ]);
    expect(await putBy({ ...digest, told: tellings([owed('OPENED')]) })).toMatchObject([
      { UpdatedAt: '2026-11-22T09:00:03.000Z' },
    ]);
  });

  it('has nothing of what only events show: nothing could resolve it there', async () => {
    expect(await putBy({ kind: 'observation', account, observation, deliveryId: 'd' })).toEqual([]);
  });
});
