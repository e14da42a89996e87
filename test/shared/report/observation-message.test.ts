import { describe, expect, it } from 'vitest';
import type { Observation } from '../../../shared/model/observation.ts';
import { emailMessage } from '../../../shared/report/email.ts';
import { account, observation } from './sample.ts';

function alert(changes: Partial<Observation> = {}, power?: string) {
  return emailMessage({
    kind: 'observation',
    account,
    observation: { ...observation, ...changes },
    ...(power === undefined ? {} : { power }),
    deliveryId: 'd0d1d2d3',
  });
}

function text({ subject, body }: ReturnType<typeof alert>): string {
  return `Subject: ${subject}\n\n${body}`;
}

/** Without what was taken away, and by whom. */
function open(changes: Partial<Observation> = {}) {
  const { removedBy: _, ...rest } = { ...observation, ...changes };
  return emailMessage({ kind: 'observation', account, observation: rest, deliveryId: 'd0d1d2d3' });
}

describe('the mail about an observation', () => {
  it('tells of a grant that came and went', async () => {
    await expect(text(alert({}, 'cluster-admin in the whole cluster'))).toMatchFileSnapshot(
      'golden/observation-short-lived.txt',
    );
  });

  it('tells of somebody who served himself', async () => {
    await expect(text(open({ kind: 'self-granted' }))).toMatchFileSnapshot(
      'golden/observation-self-granted.txt',
    );
  });

  it('tells how long somebody kept what he gave himself', () => {
    const { subject, body } = alert({ kind: 'self-granted' });
    expect(subject).toBe(
      '[Gatewatch] HIGH observed: role/team/ci gave itself AmazonEKSClusterAdminPolicy over the whole c...',
    );
    expect(body).toContain(`
HIGH  OBSERVED
role/team/ci gave itself AmazonEKSClusterAdminPolicy over the whole
cluster for 4 min 12 s

What        From the event, not seen in state: whoever has this access
            gave it to itself at 2026-11-22 08:59:59 UTC. It was taken
            away at 2026-11-22 09:04:11 UTC, 4 min 12 s later.
Where `);
  });

  it('does not know when a grant ended that nobody took away', () => {
    const { body } = open();
    expect(body).toContain(
      '\nHIGH  OBSERVED\nrole/team/ci had AmazonEKSClusterAdminPolicy over the whole cluster\n\n',
    );
    expect(body).not.toContain('Removed by');
  });

  it('asks the audit log for a user by one ARN', () => {
    const user = 'arn:aws:iam::011122223333:user/team/zoe';
    expect(alert({ principalArn: user }).body).toContain(
      `filter user.extra.canonicalArn.0 in ["${user}"] |`,
    );
  });

  it('has a heading on one line where it fits', () => {
    expect(open({ grant: 'view', principalArn: 'user/zoe' }).body).toContain(
      '\nHIGH  OBSERVED  user/zoe had view\n',
    );
  });

  it('has the attributes of the other messages', () => {
    expect(alert().attributes).toEqual({
      severity: ['HIGH'],
      maxSeverity: 'HIGH',
      ruleId: ['access-grant-short-lived'],
      cluster: ['payments-prod'],
      region: ['eu-west-1'],
      accountId: ['011122223333'],
      transition: ['OBSERVED'],
      deliveryId: 'd0d1d2d3',
    });
  });

  it('has no links where the console’s host is not known', () => {
    const { body } = emailMessage({
      kind: 'observation',
      account: { ...account, partition: 'aws-iso' },
      observation,
      deliveryId: 'd',
    });
    expect(body).not.toContain('Console');
  });
});
