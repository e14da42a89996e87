import { describe, expect, it } from 'vitest';
import {
  associateEvent,
  cloudTrailEvent,
  createEntryEvent,
  disassociateEvent,
  entryEvent,
  roleEvent,
  trustEvent,
} from '../support/cloud-trail-events.ts';
import { roleArn } from '../support/estate.ts';
import { gatewatch } from '../support/gatewatch.ts';

const admin = ['AmazonEKSClusterAdminPolicy'];
const adminFinding = `access-entry-no-cluster-admin prod ${roleArn('ci')}`;
const associate = associateEvent('prod', roleArn('ci'), 'AmazonEKSClusterAdminPolicy');
const disassociate = disassociateEvent('prod', roleArn('ci'), 'AmazonEKSClusterAdminPolicy', {
  eventID: 'event-2',
});
const cluster = { region: 'eu-west-1', name: 'prod' } as const;
const quiet = { failed: [], rejected: 0, ignored: 0, sweeps: 0 };
const plainTrust = {
  Statement: {
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::012345678901:root' },
    Action: 'sts:AssumeRole',
  },
};

/** A watched account with one clean cluster and one role that has an entry without policies. */
async function watched() {
  const watch = gatewatch();
  watch.clusters.set('prod', new Map([['ci', []]]));
  watch.roles.set('ci', plainTrust);
  await watch.sweep();
  await watch.alert();
  watch.asked.length = 0;
  return watch;
}

describe('an event about an access entry', () => {
  it('has the entry read again, and what is found is alerted with its actor at once', async () => {
    const watch = await watched();
    watch.clusters.get('prod')?.set('ci', admin);
    expect(await watch.event(associate)).toEqual({ ...quiet, transitions: 1 });
    expect(watch.asked).toEqual([
      {
        kind: 'accessEntry',
        cluster: { region: 'eu-west-1', name: 'prod' },
        principalArn: roleArn('ci'),
      },
    ]);
    expect(await watch.live()).toEqual([adminFinding]);
    const [message, ...others] = await watch.alert();
    expect(others).toEqual([]);
    expect(message?.subject).toContain('HIGH opened');
    for (const part of ['access-entry-no-cluster-admin', roleArn('ci'), 'prod', 'user/alice']) {
      expect(message?.body).toContain(part);
    }
  });

  it('resolves the finding when the grant is gone', async () => {
    const watch = await watched();
    watch.clusters.get('prod')?.set('ci', admin);
    await watch.event(associate);
    await watch.alert();
    watch.clusters.get('prod')?.set('ci', []);
    await watch.event(disassociate);
    expect(await watch.live()).toEqual([]);
    const [message] = await watch.alert();
    expect(message?.subject).toContain('resolved');
    expect(message?.body).toContain('user/alice');
  });

  it('resolves it too when the whole entry is gone, and names who deleted it', async () => {
    const watch = await watched();
    watch.clusters.get('prod')?.set('ci', admin);
    await watch.event(associate);
    await watch.alert();
    watch.clusters.get('prod')?.delete('ci');
    await watch.event(entryEvent('DeleteAccessEntry', 'prod', roleArn('ci')));
    expect(await watch.live()).toEqual([]);
    expect((await watch.alert())[0]?.body).toContain('user/alice');
  });

  it('that says one thing while AWS says another is not believed', async () => {
    const watch = await watched();
    expect(await watch.event(associate)).toMatchObject({ transitions: 0 });
    expect(await watch.alert()).toEqual([]);
  });

  it('delivered twice is told once', async () => {
    const watch = await watched();
    watch.clusters.get('prod')?.set('ci', admin);
    await watch.event(associate, associate);
    await watch.event(associate);
    expect(await watch.alert()).toHaveLength(1);
    expect(await watch.alert()).toEqual([]);
  });

  it('of a cluster that is not known yet leaves all of the cluster to a sweep, which names the actor', async () => {
    const watch = await watched();
    watch.clusters.set('new', new Map([['ci', admin]]));
    const created = createEntryEvent('new', roleArn('ci'));
    expect(await watch.event(created)).toMatchObject({ sweeps: 1 });
    expect(await watch.live()).toEqual([]);
    await watch.sweep({ waiting: true });
    expect(await watch.live()).toEqual([`access-entry-no-cluster-admin new ${roleArn('ci')}`]);
    expect(await watch.scopedSweeps.waiting()).toEqual([]);
  });

  it('of a cluster that is said to have no access entries leaves all of it to a sweep: its mode has changed', async () => {
    const watch = gatewatch();
    watch.modes.set('prod', 'CONFIG_MAP');
    watch.clusters.set('prod', new Map([['ci', admin]]));
    watch.roles.set('ci', plainTrust);
    await watch.sweep();
    await watch.alert();
    watch.modes.delete('prod');
    await watch.event(associate);
    await watch.sweep({ waiting: true });
    const [message] = await watch.alert();
    expect(message?.subject).toContain('HIGH opened');
    expect(message?.body).toContain('access-entry-no-cluster-admin');
  });

  it('is told at once though a sweep moves HEAD before it has written', async () => {
    const watch = await watched();
    watch.clusters.get('prod')?.set('ci', admin);
    const { all } = watch.findings;
    let raced = false;
    watch.findings.all = async () => {
      if (!raced) {
        raced = true;
        const { estates } = watch.ports;
        const head = await estates.head();
        if (head !== undefined) await estates.moveHead(head.seq, { ...head, seq: head.seq + 1 });
      }
      return all();
    };
    await watch.event(associate);
    expect((await watch.alert())[0]?.body).toContain('user/alice');
  });

  it('before any sweep is told all the same, and leaves the first sweep a baseline', async () => {
    const watch = gatewatch();
    watch.roles.set('ci', plainTrust);
    watch.roles.set('ops', plainTrust);
    watch.clusters.set(
      'prod',
      new Map([
        ['ci', admin],
        ['ops', admin],
      ]),
    );
    expect(await watch.event(associate)).toMatchObject({ sweeps: 1, wholeSweep: true });
    expect(watch.invocations).toEqual([{}]);
    await watch.sweep({ waiting: true });
    const [message] = await watch.alert();
    expect(message?.body).toContain(roleArn('ci'));
    expect(message?.body).not.toContain(roleArn('ops'));
    await watch.sweep();
    const [digest] = await watch.alert();
    expect(digest?.subject).toContain('First look');
  });

  it('asks for the first sweep until there was one, which may be refused while another is under way', async () => {
    const watch = gatewatch();
    watch.roles.set('ci', plainTrust);
    watch.clusters.set('prod', new Map([['ci', admin]]));
    await watch.event(associate);
    expect(await watch.event(disassociate)).toMatchObject({ wholeSweep: true });
    expect(watch.invocations).toEqual([{}, {}]);
    await watch.sweep();
    expect(await watch.event(disassociate)).not.toHaveProperty('wholeSweep');
  });

  it('of a Region that is not watched is ignored', async () => {
    const watch = await watched();
    const elsewhere = entryEvent('AssociateAccessPolicy', 'prod', roleArn('ci'), {
      awsRegion: 'ap-south-1',
    });
    expect(await watch.event(elsewhere)).toEqual({ ...quiet, ignored: 1 });
    expect(watch.asked).toEqual([]);
  });
});

describe('an event about a role', () => {
  it('that opens its trust to every service account is a CRITICAL alert', async () => {
    const watch = await watched();
    const provider = 'oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF';
    const open = {
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'Irsa',
          Effect: 'Allow',
          Principal: { Federated: `arn:aws:iam::012345678901:oidc-provider/${provider}` },
          Action: 'sts:AssumeRoleWithWebIdentity',
        },
      ],
    };
    watch.roles.set('ci', open);
    await watch.event(trustEvent('ci', open));
    const [message] = await watch.alert();
    expect(message?.subject).toContain('CRITICAL opened');
    expect(message?.body).toContain('irsa-trust-subject-required');
    expect(message?.body).toContain('user/alice');
  });

  it('that was deleted finds its entry dead, though the event names no ARN', async () => {
    const watch = await watched();
    watch.roles.delete('ci');
    await watch.event(roleEvent('DeleteRole', 'ci'));
    expect(await watch.live()).toEqual([`access-entry-principal-exists prod ${roleArn('ci')}`]);
  });

  it('that was never known and is gone again says nothing', async () => {
    const watch = await watched();
    expect(await watch.event(roleEvent('DeleteRole', 'short-lived'))).toMatchObject({
      transitions: 0,
    });
  });
});

describe('two events about a role that is new', () => {
  it('are both understood, though the second names it without its ARN', async () => {
    const watch = await watched();
    watch.clusters.get('prod')?.set('fresh', admin);
    await watch.sweep();
    const open = { Statement: { ...plainTrust.Statement, Principal: { AWS: '*' } } };
    watch.roles.set('fresh', open);
    await watch.event(
      roleEvent('CreateRole', 'fresh', { eventID: 'made' }),
      trustEvent('fresh', open, { eventID: 'opened' }),
    );
    const found = (await watch.findings.all()).find(
      ({ ruleId, subject }) =>
        ruleId === 'access-entry-principal-trust-narrow' && subject === roleArn('fresh'),
    );
    expect(found).toMatchObject({
      status: 'open',
      severity: 'CRITICAL',
      actor: { eventId: 'opened' },
    });
  });
});

describe('an event about a trail', () => {
  const stopped = cloudTrailEvent({
    eventName: 'StopLogging',
    source: 'aws.cloudtrail',
    eventSource: 'cloudtrail.amazonaws.com',
    requestParameters: { name: 'all' },
  });

  it('leaves the trails and our own deployment to a sweep', async () => {
    const watch = await watched();
    await watch.event(stopped);
    expect((await watch.scopedSweeps.waiting()).map(({ request }) => request.kind).sort()).toEqual([
      'monitor',
      'trails',
    ]);
  });

  it('asks for no trails before the first sweep, which reads all of them', async () => {
    const watch = gatewatch();
    await watch.event(stopped);
    expect((await watch.scopedSweeps.waiting()).map(({ request }) => request.kind)).toEqual([
      'monitor',
    ]);
    expect(watch.invocations).toEqual([{}]);
  });
});

describe('a record', () => {
  const reject = async (body: string) => {
    const watch = await watched();
    const result = await watch.event(body);
    expect(result).toEqual({ ...quiet, rejected: 1 });
    expect(watch.asked).toEqual([]);
    return watch.rejected;
  };

  it.each([
    ['no JSON', 'not json', 'not an EventBridge event: the record: Invalid input'],
    ['no event', '{"hello":1}', 'not an EventBridge event: source'],
    [
      'no CloudTrail record',
      JSON.stringify({ source: 'aws.eks', account: '012345678901', detail: {} }),
      'not a CloudTrail record: eventSource',
    ],
    [
      'of another account',
      entryEvent('AssociateAccessPolicy', 'prod', roleArn('ci'), { account: '999999999999' }),
      'of account 999999999999, which is not watched',
    ],
    [
      'from a source that anybody may send',
      entryEvent('AssociateAccessPolicy', 'prod', roleArn('ci'), { source: 'my.app' }),
      'cannot come from source my.app',
    ],
  ])('with %s goes to the rejected queue with its reason', async (_, body, reason) => {
    const [record] = await reject(body);
    expect(record).toMatchObject({ messageId: 'm-1', body });
    expect(record?.reason).toContain(reason);
  });

  it.each([
    [
      'names no cluster',
      cloudTrailEvent({ eventName: 'DeleteAccessEntry', requestParameters: null }),
      [
        { kind: 'clusters', region: 'eu-west-1' },
        { kind: 'cluster', cluster },
      ],
    ],
    [
      'names no principal',
      entryEvent('DeleteAccessEntry', 'prod', 'somebody'),
      [{ kind: 'cluster', cluster }],
    ],
  ])('that %s is left to a sweep', async (_, body, requests) => {
    const watch = await watched();
    expect(await watch.event(body)).toEqual({ ...quiet, sweeps: requests.length });
    expect((await watch.scopedSweeps.waiting()).map(({ request }) => request)).toEqual(
      expect.arrayContaining(requests),
    );
  });

  it('of a call that failed is ignored', async () => {
    const watch = await watched();
    const denied = entryEvent('AssociateAccessPolicy', 'prod', roleArn('ci'), {
      errorCode: 'AccessDenied',
    });
    expect(await watch.event(denied)).toEqual({ ...quiet, ignored: 1 });
  });

  it('that cannot be understood does not hold up the others of its batch', async () => {
    const watch = await watched();
    watch.clusters.get('prod')?.set('ci', admin);
    expect(await watch.event('not json', associate)).toMatchObject({ rejected: 1, transitions: 1 });
    expect(await watch.live()).toEqual([adminFinding]);
  });
});

describe('a read that fails', () => {
  it('for now gives the message back to the queue, and the others are carried through', async () => {
    const watch = await watched();
    watch.clusters.get('prod')?.set('ci', admin);
    watch.failures.set('role', { error: new Error('throttled'), times: 1 });
    const result = await watch.event(roleEvent('CreateRole', 'ci'), associate);
    expect(result).toMatchObject({
      failed: [{ messageId: 'm-1', reason: 'Error: throttled' }],
      transitions: 1,
    });
  });

  it('for every message gives all of them back, and commits nothing', async () => {
    const watch = await watched();
    watch.failures.set('accessEntry', { error: new Error('throttled'), times: 1 });
    expect(await watch.event(associate)).toEqual({
      ...quiet,
      failed: [{ messageId: 'm-1', reason: 'Error: throttled' }],
    });
    watch.clusters.get('prod')?.set('ci', admin);
    expect(await watch.event(associate)).toMatchObject({ transitions: 1 });
  });

  it('because it is denied leaves the finding open, and unread', async () => {
    const watch = await watched();
    watch.clusters.get('prod')?.set('ci', admin);
    await watch.event(associate);
    watch.clusters.get('prod')?.set('ci', []);
    watch.denied.set('accessEntry', 'AccessDenied');
    await watch.event(disassociate);
    expect(await watch.live()).toEqual([adminFinding]);
    watch.denied.clear();
    await watch.sweep();
    expect(await watch.live()).toEqual([]);
  });
});
