import { describe, expect, it } from 'vitest';
import { auditFilterPattern } from '../../functions/events/audit/filter-pattern.ts';
import { parseSubscriptions } from '../../functions/events/audit/subscription-message.ts';
import { subscriptions } from '../../functions/subscriptions/subscriptions.ts';
import { absent, present, unread } from '../../shared/model/fact.ts';
import type { AuditedCluster } from '../../shared/ports/audited-clusters.ts';
import type { LogSubscription } from '../../shared/ports/log-subscriptions.ts';
import { gatewatch } from '../support/gatewatch.ts';

const auditLogArn = 'arn:aws:lambda:eu-west-1:012345678901:function:gatewatch-eu-west-1-audit-log';
const ours = { name: 'gatewatch', pattern: auditFilterPattern(), destinationArn: auditLogArn };

function other(name: string): LogSubscription {
  return { name, pattern: '', destinationArn: `arn:aws:firehose:::${name}` };
}

interface Given {
  readonly clusters?: readonly AuditedCluster[];
  /** Subscriptions by the name of a cluster that has or had a log group. */
  readonly logs?: Readonly<Record<string, readonly LogSubscription[]>>;
  readonly remove?: boolean;
  readonly putting?: 'full' | 'gone';
}

async function run({ clusters = [], logs = {}, remove = false, putting }: Given) {
  const groups = new Map(
    Object.entries(logs).map(([name, of]) => [`/aws/eks/${name}/cluster`, [...of]]),
  );
  const sent: string[] = [];
  let writes = 0;
  const result = await subscriptions(
    {
      region: 'eu-west-1',
      auditLogArn,
      clock: () => 1_000,
      clusters: { all: async () => clusters },
      logs: {
        groups: async (prefix) => [...groups.keys(), `${prefix}prod/other`],
        of: async (group) => groups.get(group),
        put: async (group, subscription) => {
          if (putting !== undefined) return putting;
          writes += 1;
          const rest = (groups.get(group) ?? []).filter(({ name }) => name !== subscription.name);
          groups.set(group, [...rest, subscription]);
          return 'put';
        },
        remove: async (group, name) => {
          writes += 1;
          groups.set(
            group,
            (groups.get(group) ?? []).filter((one) => one.name !== name),
          );
        },
      },
      hints: {
        send: async (bodies) => {
          sent.push(...bodies);
        },
      },
    },
    { remove },
  );
  const facts = sent.flatMap((body) => [...(parseSubscriptions(body) ?? [])]);
  return { result, logs: Object.fromEntries(groups), facts, writes, sent };
}

const prod = { name: 'prod', isAudited: true };
const key = 'audit-subscription eu-west-1/prod';
const full =
  'both subscriptions of its log group are taken: what is done in the cluster is found by the next sweep alone';

describe('a cluster with an audit log', () => {
  it('is subscribed to, beside what somebody else has', async () => {
    const { logs, facts } = await run({ clusters: [prod], logs: { prod: [other('siem')] } });
    expect(logs).toEqual({ '/aws/eks/prod/cluster': [other('siem'), ours] });
    expect(facts).toEqual([[key, present({ name: 'gatewatch' }, 1_000)]]);
  });

  it.each([
    ['another pattern', { ...ours, pattern: '{ $.verb = "create" }' }],
    ['another destination', { ...ours, destinationArn: 'arn:aws:lambda:::old' }],
  ])('is subscribed to anew where ours has %s', async (_, old) => {
    const { logs } = await run({ clusters: [prod], logs: { prod: [other('siem'), old] } });
    expect(logs['/aws/eks/prod/cluster']).toEqual([other('siem'), ours]);
  });

  it('is left alone where it is subscribed to already', async () => {
    const { writes, result } = await run({ clusters: [prod], logs: { prod: [ours] } });
    expect([writes, result]).toEqual([0, { subscribed: 1, removed: 0, refused: 0 }]);
  });

  it.each([
    ['both subscriptions are taken', { prod: [other('siem'), other('archive')] }, undefined, full],
    ['they are by the time that we ask', { prod: [other('siem')] }, 'full', full],
    ['there is no log group yet', {}, undefined, 'there is no log group /aws/eks/prod/cluster'],
    [
      'it is gone by the time that we ask',
      { prod: [] },
      'gone',
      'there is no log group /aws/eks/prod/cluster',
    ],
  ] as const)('is unread where %s', async (_, logs, putting, reason) => {
    const { result, facts, writes } = await run({
      clusters: [prod],
      logs,
      ...(putting && { putting }),
    });
    expect(result).toEqual({ subscribed: 0, removed: 0, refused: 1 });
    expect(facts).toEqual([[key, unread(reason, 1_000)]]);
    expect(writes).toBe(0);
  });
});

describe('a subscription of ours is taken away', () => {
  it.each([
    ['of a cluster that is gone', { logs: { prod: [other('siem'), ours] } }],
    [
      'of a cluster that writes no audit log any more',
      { clusters: [{ ...prod, isAudited: false }], logs: { prod: [other('siem'), ours] } },
    ],
    [
      'of every cluster when that is asked for',
      { clusters: [prod], logs: { prod: [other('siem'), ours] }, remove: true },
    ],
  ])('%s, and no other', async (_, given) => {
    const { logs, facts, result } = await run(given);
    expect(logs['/aws/eks/prod/cluster']).toEqual([other('siem')]);
    expect(facts).toEqual([[key, absent(1_000)]]);
    expect(result).toEqual({ subscribed: 0, removed: 1, refused: 0 });
  });

  it('nowhere where it is not', async () => {
    const { writes, sent } = await run({ logs: { prod: [other('siem')] } });
    expect([writes, sent]).toEqual([0, []]);
  });
});

describe('how it went', () => {
  it('is told in messages of a hundred clusters', async () => {
    const clusters = Array.from({ length: 101 }, (_, index) => ({ ...prod, name: `c${index}` }));
    const { sent, facts } = await run({ clusters });
    expect([sent.length, facts.length]).toEqual([2, 101]);
  });

  it('is kept with the estate, and committed once', async () => {
    const watch = gatewatch();
    watch.clusters.set('prod', new Map());
    await watch.sweep();
    const { sent } = await run({ clusters: [prod], logs: { prod: [other('a'), other('b')] } });
    expect(await watch.event(...sent)).toMatchObject({ rejected: 0, ignored: 0, transitions: 0 });
    expect(await watch.event(...sent)).not.toHaveProperty('transitions');
  });

  it('is not kept of a Region that is not watched', async () => {
    const watch = gatewatch({ regions: ['eu-north-1'] });
    const { sent } = await run({ clusters: [prod], logs: { prod: [] } });
    expect(await watch.event(...sent)).not.toHaveProperty('transitions');
  });

  it.each([
    ['no JSON', 'x'],
    ['a look', JSON.stringify({ gatewatch: 'look' })],
    [
      'an outcome that is not known',
      JSON.stringify({
        gatewatch: 'subscriptions',
        region: 'a',
        readAt: 1,
        outcomes: [{ cluster: 'a', outcome: 'lost' }],
      }),
    ],
    [
      'a refusal without a reason',
      JSON.stringify({
        gatewatch: 'subscriptions',
        region: 'a',
        readAt: 1,
        outcomes: [{ cluster: 'a', outcome: 'refused' }],
      }),
    ],
  ])('is not told by %s', (_, body) => {
    expect(parseSubscriptions(body)).toBeUndefined();
  });
});
