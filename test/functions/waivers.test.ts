import { describe, expect, it } from 'vitest';
import type { Waiver } from '../../shared/model/config.ts';
import { roleArn } from '../support/estate.ts';
import { gatewatch } from '../support/gatewatch.ts';

const day = 24 * 60 * 60;

/** The clock begins on 2026-11-22. */
const waiver: Waiver = {
  rule: 'access-entry-no-cluster-admin',
  subject: roleArn('ci'),
  reason: 'migration',
  owner: 'platform',
  expires: '2026-12-07',
};

function withWaiver(changes: Partial<Waiver> = {}) {
  const watch = gatewatch({ waivers: [{ ...waiver, ...changes }] });
  watch.clusters.set('prod', new Map([['ci', ['AmazonEKSClusterAdminPolicy']]]));
  watch.roles.set('ci', {
    Statement: {
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::012345678901:root' },
      Action: 'sts:AssumeRole',
    },
  });
  return watch;
}

const status = async (watch: ReturnType<typeof withWaiver>) =>
  (await watch.findings.all())
    .filter(({ ruleId }) => ruleId === waiver.rule)
    .map((finding) => finding.status);

describe('a waiver, as time passes', () => {
  it('silences its finding until the clock has passed its last day, and then wakes it', async () => {
    const watch = withWaiver({ expires: '2026-11-23' });
    await watch.sweep();
    await watch.alert();
    expect(await status(watch)).toEqual(['waived']);
    watch.wait(day);
    await watch.sweep();
    await watch.alert();
    expect(await status(watch)).toEqual(['waived']);
    watch.wait(day);
    await watch.sweep();
    const [digest, ...others] = await watch.alert();
    expect(await status(watch)).toEqual(['open']);
    expect(others).toEqual([]);
    expect(digest?.subject).toContain('HIGH waiver expired');
    expect(digest?.body).toContain('\nHIGH  WAIVER EXPIRED\n');
    await watch.sweep();
    expect(await watch.alert()).toEqual([]);
  });

  it('is said to end soon once when two weeks are left, and once on its last day', async () => {
    const watch = withWaiver();
    await watch.sweep();
    await watch.alert();
    const told: string[] = [];
    for (let passed = 1; passed <= 15; passed += 1) {
      watch.wait(day);
      for (const look of ['first', 'second']) {
        await watch.sweep();
        for (const { subject, body } of await watch.alert()) {
          told.push(`day ${passed}, ${look}: ${subject}`);
          expect(body.replace(/\s+/g, ' ')).toContain(
            `- ends on 2026-12-07: access-entry-no-cluster-admin on ${roleArn('ci')}, of platform`,
          );
        }
      }
    }
    const subject = '[Gatewatch] Sweep of account 012345678901: 1 waiver about to end';
    expect(told).toEqual([`day 1, first: ${subject}`, `day 15, first: ${subject}`]);
  });

  it('is said to end in the first look, if that is soon', async () => {
    const watch = withWaiver({ expires: '2026-11-30' });
    await watch.sweep();
    const [digest] = await watch.alert();
    expect(digest?.body).toContain('Waivers   1 in force (1 of them expires within 14 days)');
    expect(digest?.body).toContain('- ends on 2026-11-30: ');
  });

  it('that matches nothing is told by its finding, and by no message after that', async () => {
    const watch = withWaiver({ cluster: 'gone', expires: '2027-11-22' });
    await watch.sweep();
    const [digest] = await watch.alert();
    expect(digest?.body).toContain('Waivers   1 in force, 1 that matches nothing');
    watch.wait(8 * day);
    await watch.sweep();
    expect(await watch.alert()).toEqual([]);
  });
});
