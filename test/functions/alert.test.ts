import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { entryEvent } from '../support/cloud-trail-events.ts';
import { roleArn } from '../support/estate.ts';
import { gatewatch } from '../support/gatewatch.ts';

const admin = ['AmazonEKSClusterAdminPolicy'];
const associate = entryEvent('AssociateAccessPolicy', 'prod', roleArn('ci'));

/** An account in which an event has just made a role cluster admin. */
async function withOwed() {
  const watch = gatewatch();
  watch.clusters.set('prod', new Map([['ci', []]]));
  await watch.sweep();
  await watch.alert();
  watch.clusters.get('prod')?.set('ci', admin);
  await watch.event(associate);
  return watch;
}

describe('what is owed', () => {
  it('is sent once and then forgotten', async () => {
    const watch = await withOwed();
    expect(await watch.alert()).toHaveLength(1);
    expect(await watch.alert()).toEqual([]);
    expect(await watch.findings.owed()).toEqual([]);
  });

  it('stays owed while the topic is down, and is sent when it is back', async () => {
    const watch = await withOwed();
    watch.topic.fault = new Error('InternalError');
    for (let minute = 0; minute < 10; minute += 1) {
      await expect(watch.alert()).rejects.toThrow('InternalError');
    }
    delete watch.topic.fault;
    expect(await watch.alert()).toHaveLength(1);
    expect(await watch.alert()).toEqual([]);
  });

  it('is sent again under the same delivery id after a crash before it was forgotten', async () => {
    const watch = await withOwed();
    const { findings } = watch;
    const settle = findings.settle;
    findings.settle = async () => {
      throw new Error('crash');
    };
    await expect(watch.alert()).rejects.toThrow('crash');
    Object.assign(findings, { settle });
    await watch.alert();
    const ids = watch.sent.slice(-2).map(({ attributes }) => attributes['deliveryId']);
    expect(ids[0]).toBeDefined();
    expect(ids[0]).toBe(ids[1]);
  });

  it('by a sweep is told under another id when some of it had been forgotten: it is other news', async () => {
    const watch = gatewatch();
    watch.clusters.set('prod', new Map(['a', 'b', 'c', 'd'].map((name) => [name, admin])));
    await watch.sweep();
    const { settle } = watch.findings;
    let settled = 0;
    watch.findings.settle = async (...of) => {
      settled += 1;
      if (settled === 3) throw new Error('time is up');
      await settle(...of);
    };
    await expect(watch.alert()).rejects.toThrow('time is up');
    watch.findings.settle = settle;
    await watch.alert();
    const ids = watch.sent.map(({ attributes }) => attributes['deliveryId']);
    expect(new Set(ids).size).toBe(2);
  });

  it('is forgotten many at a time, but never all at once', async () => {
    const watch = gatewatch();
    const names = Array.from({ length: 60 }, (_, index) => `role-${index}`);
    watch.clusters.set('prod', new Map(names.map((name) => [name, admin])));
    await watch.sweep();
    const { settle } = watch.findings;
    let underWay = 0;
    let most = 0;
    watch.findings.settle = async (...of) => {
      underWay += 1;
      most = Math.max(most, underWay);
      await setImmediate();
      await settle(...of);
      underWay -= 1;
    };
    await watch.alert();
    expect(most).toBe(25);
    expect(await watch.findings.owed()).toEqual([]);
  });

  it('by a sweep waits until the sweep is complete', async () => {
    const watch = gatewatch();
    watch.clusters.set('prod', new Map([['ci', admin]]));
    for (const name of ['a', 'b', 'c', 'd']) watch.clusters.set(name, new Map());
    let calls = 0;
    const timeLeft = () => {
      calls += 1;
      return calls > 1 ? 0 : 60_000;
    };
    await watch.sweep({}, { timeLeft });
    expect(await watch.alert()).toEqual([]);
    await watch.sweep(watch.invocations[0]);
    expect(await watch.alert()).toHaveLength(1);
  });

  it('below the minimum severity is not sent at once', async () => {
    const watch = await withOwed();
    await watch.alert();
    const rules = { 'access-entry-no-cluster-admin': { severity: 'LOW' as const } };
    const quiet = gatewatch({ rules });
    quiet.clusters.set('prod', new Map([['ci', []]]));
    await quiet.sweep();
    await quiet.alert();
    quiet.clusters.get('prod')?.set('ci', admin);
    await quiet.event(associate);
    expect(await quiet.alert()).toEqual([]);
    await quiet.sweep();
    expect(await quiet.alert()).toHaveLength(1);
  });

  it('by a sweep lists what is unread when that has changed, and else counts it', async () => {
    const watch = gatewatch();
    const entries = new Map<string, readonly string[]>();
    watch.clusters.set('prod', entries);
    const digestAfter = async (role: string) => {
      entries.set(role, admin);
      await watch.sweep();
      return (await watch.alert()).map(({ body }) => [
        body.includes('still not read'),
        body.includes('- trails of '),
      ]);
    };
    watch.denied.set('trails', 'AccessDenied');
    expect(await digestAfter('a')).toEqual([[false, true]]);
    expect(await digestAfter('b')).toEqual([[true, false]]);
    await watch.sweep();
    expect(await watch.alert()).toEqual([]);
    expect(await digestAfter('c')).toEqual([[true, false]]);
    watch.denied.set('trails', 'ThrottlingException');
    expect(await digestAfter('d')).toEqual([[false, true]]);
    expect(await digestAfter('e')).toEqual([[true, false]]);
  });

  it('by a sweep lists what is unread again where nobody knows whether it was told', async () => {
    const watch = gatewatch();
    watch.clusters.set('prod', new Map([['ci', admin]]));
    watch.denied.set('trails', 'AccessDenied');
    const { tellUnread } = watch.runs;
    watch.runs.tellUnread = async () => {
      throw new Error('crash');
    };
    await watch.sweep();
    await expect(watch.alert()).rejects.toThrow('crash');
    watch.runs.tellUnread = tellUnread;
    await watch.alert();
    const lists = watch.sent.map(({ body }) => body.includes('- trails of '));
    expect(lists).toEqual([true, true]);
  });

  it('by a sweep has another delivery id where a repeat says less of what is unread', async () => {
    const watch = gatewatch();
    watch.clusters.set('prod', new Map([['ci', admin]]));
    watch.denied.set('trails', 'AccessDenied');
    const { settle } = watch.findings;
    watch.findings.settle = async () => {
      throw new Error('crash');
    };
    await watch.sweep();
    await expect(watch.alert()).rejects.toThrow('crash');
    Object.assign(watch.findings, { settle });
    await watch.alert();
    const [first, again] = watch.sent;
    expect(first?.body).not.toBe(again?.body);
    expect(first?.attributes['deliveryId']).not.toBe(again?.attributes['deliveryId']);
  });

  it('tells how long the oldest urgent one has waited, for the alarm', async () => {
    const watch = await withOwed();
    watch.metrics.length = 0;
    await watch.alert();
    await watch.alert();
    const ages = watch.metrics.filter(([name]) => name === 'OldestOwedAlertAge');
    expect(ages[0]?.[1]).toBeGreaterThan(0);
    expect(ages[1]?.[1]).toBe(0);
  });
});
