import { describe, expect, it } from 'vitest';
import type { Suppressed } from '../../shared/ports/suppressions.ts';
import { entryEvent } from '../support/cloud-trail-events.ts';
import { roleArn } from '../support/estate.ts';
import { gatewatch } from '../support/gatewatch.ts';

const admin = ['AmazonEKSClusterAdminPolicy'];

/** Two roles have just been made cluster admin; resolves to the ids of both findings too. */
async function withTwoOwed() {
  const watch = gatewatch();
  watch.clusters.set(
    'prod',
    new Map([
      ['ci', []],
      ['ops', []],
    ]),
  );
  await watch.sweep();
  await watch.alert();
  watch.clusters.get('prod')?.set('ci', admin).set('ops', admin);
  const associate = (name: string) => entryEvent('AssociateAccessPolicy', 'prod', roleArn(name));
  await watch.event(associate('ci'), associate('ops'));
  const owed = await watch.findings.owed();
  const idOf = (name: string) =>
    owed.find(({ finding }) => finding.subject === roleArn(name))?.finding.id ??
    expect.fail(`nothing is owed about ${name}`);
  return { watch, ci: idOf('ci'), ops: idOf('ops') };
}

function lastOf(metrics: readonly (readonly [string, number])[], name: string) {
  return metrics.findLast(([counted]) => counted === name)?.[1];
}

const reading = (answer: Suppressed) => ({ read: async () => answer });
const suppressing = (...ids: readonly string[]) => reading({ ids: new Set(ids) });

describe('a finding that is suppressed in Security Hub', () => {
  it('is told nobody at once, while the others are', async () => {
    const { watch, ci } = await withTwoOwed();
    const [message, ...more] = await watch.alert(suppressing(ci));
    expect(more).toEqual([]);
    expect(message?.body).toContain('role/ops');
    expect(message?.body).not.toContain('role/ci');
    expect(lastOf(watch.metrics, 'SuppressionsUnread')).toBe(0);
  });

  it('does not count as an alert that waits', async () => {
    const { watch, ci, ops } = await withTwoOwed();
    watch.wait(3600);
    expect(await watch.alert(suppressing(ci, ops))).toEqual([]);
    expect(lastOf(watch.metrics, 'OldestOwedAlertAge')).toBe(0);
  });

  it('is counted in the next digest, and then settled', async () => {
    const { watch, ci, ops } = await withTwoOwed();
    await watch.alert(suppressing(ci, ops));
    watch.wait(3600);
    await watch.sweep();
    const [digest, ...more] = await watch.alert(suppressing(ci, ops));
    expect(more).toEqual([]);
    expect(digest?.subject).toContain('Sweep of account');
    expect(digest?.body.replace(/\s+/g, ' ')).toContain(
      '2 findings that are suppressed in Security Hub are counted here and told in the report only.',
    );
    expect(digest?.body).not.toContain('role/ci');
    expect(await watch.findings.owed()).toEqual([]);
  });

  it('is told at once when it is suppressed no more before the digest', async () => {
    const { watch, ci, ops } = await withTwoOwed();
    await watch.alert(suppressing(ci, ops));
    expect(await watch.alert(suppressing())).toHaveLength(1);
  });

  it('is told where it cannot be read what is suppressed, which is counted', async () => {
    const { watch } = await withTwoOwed();
    const [message] = await watch.alert(reading({ unread: 'AccessDenied' }));
    expect(message?.body).toContain('role/ci');
    expect(lastOf(watch.metrics, 'SuppressionsUnread')).toBe(1);
  });

  it('is not asked for where nothing is owed', async () => {
    const { watch } = await withTwoOwed();
    await watch.alert();
    const asked = { read: () => Promise.reject(new Error('asked')) };
    expect(await watch.alert(asked)).toEqual([]);
  });
});
