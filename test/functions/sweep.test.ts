import { describe, expect, it } from 'vitest';
import { loadFacts } from '../../shared/commit/commit.ts';
import { type Fact, present } from '../../shared/model/fact.ts';
import { factKeys } from '../../shared/model/fact-key.ts';
import { renderJson } from '../../shared/report/json.ts';
import { roleArn } from '../support/estate.ts';
import { gatewatch } from '../support/gatewatch.ts';
import { monitorQueue } from '../support/monitor.ts';

const admin = ['AmazonEKSClusterAdminPolicy'];
const plainTrust = {
  Statement: {
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::012345678901:root' },
    Action: 'sts:AssumeRole',
  },
};

function withCluster() {
  const watch = gatewatch();
  watch.roles.set('ci', plainTrust);
  watch.clusters.set('prod', new Map([['ci', admin]]));
  return watch;
}

describe('a sweep', () => {
  it('reads everything, reports, and says what it came to', async () => {
    const watch = withCluster();
    const outcome = await watch.sweep();
    expect(outcome).toMatchObject({
      status: 'complete',
      runId: 'run-1',
      notFound: [],
      summary: {
        open: { LOW: 0, MEDIUM: 0, HIGH: 1, CRITICAL: 0 },
        waived: 0,
        transitions: 1,
        unread: { count: 0, expected: 0 },
        factsUnread: [],
        awsCalls: 5,
        reportLocation: 's3://bucket/reports/run-1/report.json',
        pageLocation: 's3://bucket/reports/run-1/report.html',
      },
    });
    if (outcome.status !== 'complete') throw new Error('it is complete');
    expect(outcome.durationMs).toBeGreaterThan(0);
    expect(outcome.summary.factsRead).toBeGreaterThan(5);
    expect(watch.reports).toEqual([
      {
        runId: 'run-1',
        name: 'report.json',
        contentType: 'application/json',
        body: renderJson(outcome.report),
      },
      {
        runId: 'run-1',
        name: 'report.html',
        contentType: 'text/html; charset=utf-8',
        body: expect.stringContaining('>role/ci</text>'),
      },
    ]);
    expect(watch.metrics).toEqual([
      ['SweepCompleted', 1],
      ['SweepDuration', outcome.durationMs / 1000],
      ['OpenCritical', 0],
      ['OpenHigh', 1],
      ['OpenMedium', 0],
      ['OpenLow', 0],
      ['UnexpectedUnread', 0],
      ['RulesFailed', 0],
    ]);
  });

  it('draws findings over time once there is a time before', async () => {
    const watch = withCluster();
    await watch.sweep();
    await watch.sweep();
    const pages = watch.reports.filter(({ name }) => name === 'report.html');
    expect(pages.map(({ body }) => body.includes('<svg class="history"'))).toEqual([false, true]);
  });

  it('of an account without clusters is a whole sweep', async () => {
    const watch = gatewatch();
    expect(await watch.sweep()).toMatchObject({
      status: 'complete',
      summary: { open: { LOW: 0, MEDIUM: 0, HIGH: 0, CRITICAL: 0 }, factsUnread: [] },
      report: { clusters: [], findings: [] },
    });
    const [digest] = await watch.alert();
    expect(digest?.subject).toContain('First look');
  });

  it('sends one digest for all it found, and none when nothing moved', async () => {
    const watch = withCluster();
    await watch.sweep();
    expect(await watch.alert()).toHaveLength(1);
    await watch.sweep();
    expect(await watch.alert()).toEqual([]);
    watch.clusters.get('prod')?.set('ci', []);
    watch.clusters.set('dev', new Map([['ci', admin]]));
    await watch.sweep();
    const [digest, ...others] = await watch.alert();
    expect(others).toEqual([]);
    expect(digest?.body).toContain('RESOLVED');
    expect(digest?.body).toContain('OPENED');
    expect(digest?.body).not.toContain('first look');
  });

  it('sends every open finding again when told to announce them', async () => {
    const watch = withCluster();
    await watch.sweep();
    await watch.alert();
    await watch.sweep({ announce: 'open' });
    const [digest] = await watch.alert();
    expect(digest?.body).toContain(roleArn('ci'));
    expect(await watch.alert()).toEqual([]);
  });

  it('reads only the clusters asked for, and names those that are not there', async () => {
    const watch = withCluster();
    watch.clusters.set('dev', new Map([['ci', admin]]));
    expect(await watch.sweep({ clusters: ['dev', 'tset'] })).toMatchObject({ notFound: ['tset'] });
    expect(watch.asked.filter(({ kind }) => kind === 'cluster')).toEqual([
      { kind: 'cluster', cluster: { region: 'eu-west-1', name: 'dev' } },
    ]);
    expect(await watch.live()).toEqual([`access-entry-no-cluster-admin dev ${roleArn('ci')}`]);
  });

  it('asks for the trails of the Region where IAM is recorded too', async () => {
    const watch = withCluster();
    await watch.sweep();
    expect(watch.asked).toContainEqual({ kind: 'trails', regions: ['eu-west-1', 'us-east-1'] });
  });

  it('looks after its own deployment where there is one', async () => {
    const watch = withCluster();
    const part = monitorQueue(1);
    const monitor = async () =>
      new Map<string, Fact<unknown>>([
        [factKeys.monitorParts(), present(['queue eu-west-1 rejected'], 1)],
        [factKeys.monitorPart('queue eu-west-1 rejected'), present(part, 1)],
      ]);
    await watch.sweep({}, { source: { ...watch.ports.source, monitor } });
    const key = factKeys.monitorPart('queue eu-west-1 rejected');
    const stored = await loadFacts(watch.ports.estates, await watch.ports.estates.head());
    expect(stored?.get(key)).toEqual(present(part, 1));
  });

  it('moves only the findings of the rules asked for', async () => {
    const watch = withCluster();
    await watch.sweep({ rules: ['trail-logging'] });
    expect(await watch.live()).toEqual([]);
    await watch.sweep();
    expect(await watch.live()).toHaveLength(1);
  });

  it('of only a part leaves the rest to the baseline, not to the news', async () => {
    const watch = withCluster();
    await watch.sweep({ rules: ['trail-logging'] });
    await watch.alert();
    await watch.sweep();
    expect((await watch.alert())[0]?.subject).toContain('First look');
    expect(await watch.findings.owed()).toEqual([]);
    await watch.sweep();
    expect(await watch.alert()).toEqual([]);
  });

  it('that only looks writes nothing: no finding, no report, no message', async () => {
    const watch = withCluster();
    const outcome = await watch.sweep({ dryRun: true });
    expect(outcome).toMatchObject({ status: 'complete', summary: { open: { HIGH: 1 } } });
    expect(await watch.findings.all()).toEqual([]);
    expect(await watch.ports.estates.head()).toBeUndefined();
    expect(watch.reports).toEqual([]);
    expect(await watch.alert()).toEqual([]);
  });

  it.each([
    [{ region: ['eu-west-1'] }, 'unknown key "region"'],
    [{ dryrun: true, announcee: 'open' }, 'unknown key "dryrun", "announcee"'],
    [{ rules: ['no-such-rule'] }, 'rule "no-such-rule" is not known'],
    [{ regions: ['us-east-1'] }, 'Region "us-east-1" is not watched; watched are eu-west-1'],
    [{ announce: 'all' }, '"announce"'],
    [{ clusters: 'prod' }, '"clusters"'],
    [[], 'the payload'],
  ])('asked for %j refuses, naming the fault', async (payload, fault) => {
    const watch = withCluster();
    await expect(watch.sweep(payload)).rejects.toThrow(fault);
    expect(watch.asked).toEqual([]);
  });
});

describe('a sweep and another', () => {
  it('do not run at once: the second is told the first', async () => {
    const watch = withCluster();
    const [first, second] = await Promise.all([watch.sweep(), watch.sweep()]);
    expect(first.status).toBe('complete');
    expect(second).toEqual({ status: 'already-running', runId: 'run-1' });
  });

  it('can, once the first has failed', async () => {
    const watch = withCluster();
    watch.failures.set('iam', { error: new Error('the network is down'), times: 1 });
    await expect(watch.sweep()).rejects.toThrow('the network is down');
    expect((await watch.alert())[0]?.subject).toContain('failed');
    expect(await watch.sweep()).toMatchObject({ status: 'complete', runId: 'run-2' });
  });
});

describe('a sweep without time enough', () => {
  it('commits what it has, says what it did not reach, and goes on in another invocation', async () => {
    const watch = withCluster();
    for (const name of ['a', 'b', 'c', 'd', 'e'])
      watch.clusters.set(name, new Map([['ci', admin]]));
    let batches = 0;
    const timeLeft = () => {
      batches += 1;
      return batches > 1 ? 59_999 : 60_000;
    };
    const outcome = await watch.sweep({}, { timeLeft });
    expect(outcome).toEqual({
      status: 'continues',
      runId: 'run-1',
      notReached: ['eu-west-1/e', 'eu-west-1/prod'],
    });
    expect(await watch.live()).toHaveLength(4);
    expect(await watch.alert()).toEqual([]);

    const [next] = watch.invocations;
    expect(await watch.sweep(next)).toMatchObject({ status: 'complete', runId: 'run-1' });
    expect(await watch.live()).toHaveLength(6);
    const [digest] = await watch.alert();
    expect(digest?.subject).toContain('First look');
  });

  it('asks again for what it was asked for', async () => {
    const watch = withCluster();
    const payload = {
      regions: ['eu-west-1'],
      clusters: ['prod'],
      rules: ['access-entry-no-cluster-admin'],
      announce: 'open',
    };
    await watch.sweep(payload, { timeLeft: () => 0 });
    expect(watch.invocations).toEqual([
      {
        ...payload,
        continuation: { runId: 'run-1', clusters: [{ region: 'eu-west-1', name: 'prod' }] },
      },
    ]);
  });
});

describe('what could not be read', () => {
  it('is told with its reason, and nothing is called clean or resolved for it', async () => {
    const watch = withCluster();
    await watch.sweep();
    watch.clusters.get('prod')?.set('ci', []);
    watch.denied.set('cluster', 'AccessDenied: eks:DescribeCluster');
    const outcome = await watch.sweep();
    // What was found before stays open: nobody could look whether it is mended.
    expect(outcome).toMatchObject({ status: 'complete', summary: { open: { HIGH: 1 } } });
    if (outcome.status !== 'complete') throw new Error('it is complete');
    expect(outcome.summary.factsUnread).toContainEqual({
      fact: 'cluster',
      place: 'eu-west-1 prod',
      reason: 'AccessDenied: eks:DescribeCluster',
      expected: false,
    });
    expect(watch.metrics).toContainEqual(['UnexpectedUnread', outcome.summary.unread.count]);
    expect(await watch.live()).toHaveLength(1);
  });

  it('in thousands is counted, and the first hundred named', async () => {
    const watch = withCluster();
    const many = Array.from({ length: 150 }, (_, n): [string, string[]] => [`r${n}`, []]);
    watch.clusters.set('prod', new Map(many));
    const { source } = watch;
    const denied: typeof source = {
      ...source,
      async *read(request) {
        for await (const answer of source.read(request)) {
          const isEntry = request.kind === 'cluster' && answer.item !== undefined;
          yield isEntry ? { ...answer, outcome: { kind: 'unread', reason: 'denied' } } : answer;
        }
      },
    };
    const outcome = await watch.sweep({}, { source: denied });
    if (outcome.status !== 'complete') throw new Error('it is complete');
    expect(outcome.summary.unread).toEqual({ count: 150, expected: 0 });
    expect(outcome.summary.factsUnread).toHaveLength(100);
  });

  it('and is expected is not counted as unexpected', async () => {
    const expectedUnread = [
      { place: 'cloudtrail', fact: 'trails', reason: 'r', owner: 'o', expires: '2099-01-01' },
    ];
    const watch = gatewatch({ expectedUnread });
    watch.denied.set('trails', 'AccessDenied');
    const outcome = await watch.sweep();
    if (outcome.status !== 'complete') throw new Error('it is complete');
    const { factsUnread } = outcome.summary;
    expect(factsUnread.filter(({ fact }) => fact === 'trails')).toEqual([
      { fact: 'trails', place: 'cloudtrail', reason: 'AccessDenied', expected: true },
    ]);
  });

  it('of a cluster deleted between list and describe resolves what was found there', async () => {
    const watch = withCluster();
    await watch.sweep();
    const { source } = watch.ports;
    const late: typeof source = {
      ...source,
      read: (request) => {
        if (request.kind === 'cluster') watch.clusters.delete('prod');
        return source.read(request);
      },
    };
    await watch.sweep({}, { source: late });
    expect(await watch.live()).toEqual([]);
  });
});

describe('a new release or configuration', () => {
  it('tells what it judges otherwise in the digest, not as news', async () => {
    const watch = withCluster();
    await watch.sweep();
    await watch.alert();
    const config = {
      ...watch.ports.config,
      rules: { 'access-entry-no-cluster-admin': { severity: 'LOW' as const } },
    };
    await watch.sweep({}, { config, configHash: 'config-2', memory: {} });
    const [finding] = await watch.findings.all();
    expect(finding).toMatchObject({ severity: 'LOW', version: 2 });
    const [{ owed } = { owed: [] }] = await watch.findings.owed();
    expect(owed).toMatchObject([{ type: 'CHANGED', cause: 'config', delivery: 'digest' }]);
  });
});
