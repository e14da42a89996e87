import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gatewatchCli } from '../support/cli.ts';

const sample = 'examples/brackwater';
const created = 'examples/break-in/1-create-access-entry.json';
const associated = 'examples/break-in/2-associate-access-policy.json';
const deleted = 'examples/break-in/3-delete-access-entry.json';
const stranger = 'arn:aws:iam::666677778888:role/cluster-helper';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gatewatch-replay-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function envelope(path: string) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

function record(path: string) {
  return envelope(path).detail;
}

/** A call that an administrator of the sample estate made, after its snapshot was taken. */
function call(eventSource: string, eventName: string, requestParameters: unknown) {
  return { ...record(created), eventSource, eventName, requestParameters, responseElements: null };
}

async function replayed(...args: readonly string[]) {
  const { status, out, err } = await gatewatchCli(['replay', ...args, '--format', 'json']);
  return { status, err, out, json: JSON.parse(out) };
}

interface Step {
  readonly type: string;
  readonly finding: { readonly severity: string; readonly ruleId: string };
}

function steps({ json }: { readonly json: { readonly transitions: readonly Step[] } }) {
  return json.transitions.map(
    ({ type, finding }) => `${type} ${finding.severity} ${finding.ruleId}`,
  );
}

const breakInSteps = [
  'OPENED HIGH access-entry-principal-in-account',
  'OPENED CRITICAL access-entry-no-cluster-admin',
  'RESOLVED HIGH access-entry-principal-in-account',
  'RESOLVED CRITICAL access-entry-no-cluster-admin',
];

describe('gatewatch replay', () => {
  it('tells events, transitions, alerts to the letter, and observations', async () => {
    const { status, out, err } = await gatewatchCli(['replay', created, associated, deleted]);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toMatch(/^3 events\n/);
    expect(out).toContain(
      '  2026-11-20 09:41:15 UTC: AssociateAccessPolicy by ines.moreau@brackwater.example (permission set\n',
    );
    expect(out).toContain(`      removes access-entry of ${stranger} in`);
    expect(out).toContain(
      '\n4 transitions\n  2026-11-20 09:41:12 UTC: HIGH OPENED. arn:aws:iam::666677778888:role/cluster-helper of account\n',
    );
    expect(out.match(/^Subject: \[Gatewatch\] (HIGH|CRITICAL) \w+/gm)).toEqual([
      'Subject: [Gatewatch] HIGH opened',
      'Subject: [Gatewatch] CRITICAL opened',
      'Subject: [Gatewatch] CRITICAL resolved',
    ]);
    expect(out).toContain('\nWho       ines.moreau@brackwater.example');
    expect(out).toMatch(/\nNo observations\.\n$/);
  });

  it('prints JSON and nothing else, of this very shape', async () => {
    const { status, err, json } = await replayed(created);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    const actor = {
      name: 'ines.moreau@brackwater.example (permission set NetworkOps)',
      arn: 'arn:aws:iam::012345678901:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_NetworkOps_f50a93c7e8126db4',
      identityCenterUser: 'ines.moreau@brackwater.example',
      via: 'AWS CLI',
      sourceIpAddress: '198.51.100.77',
      userAgent: record(created).userAgent,
      eventId: '5b1d3c52-0f6e-4d0a-8a7e-27c1f0b9d6e4',
      eventName: 'CreateAccessEntry',
      eventTime: '2026-11-20T09:41:12.000Z',
      region: 'eu-west-1',
    };
    const place = { place: 'eu-west-1/storefront', item: stranger };
    const { finding, ...step } = json.transitions[0];
    expect({ ...json, transitions: [step] }).toEqual({
      schemaVersion: 1,
      events: [
        {
          eventId: '5b1d3c52-0f6e-4d0a-8a7e-27c1f0b9d6e4',
          eventName: 'CreateAccessEntry',
          understood: true,
          change: {
            actor,
            writes: [
              { fact: 'access-entry', ...place, path: '', value: true },
              { fact: 'access-entry', ...place, path: 'principalArn', value: stranger },
              { fact: 'access-entry', ...place, path: 'type', value: 'STANDARD' },
              { fact: 'access-entry', ...place, path: 'kubernetesGroups', value: [] },
              {
                fact: 'access-entry',
                ...place,
                path: 'username',
                value: 'arn:aws:sts::666677778888:assumed-role/cluster-helper/{{SessionName}}',
              },
              { fact: 'access-entry', ...place, path: 'createdAt', value: 1795167672418 },
              { fact: 'access-policies', ...place, path: '', value: true },
            ],
          },
        },
      ],
      transitions: [
        {
          type: 'OPENED',
          cause: 'change',
          actor,
          before: { grants: [], power: 'none' },
          after: {
            grants: ['an access entry with no access policy and no group'],
            power: 'none',
          },
          undo: [
            `aws eks delete-access-entry --cluster-name storefront --principal-arn ${stranger} --region eu-west-1`,
          ],
        },
      ],
      observations: [],
    });
    expect(finding).toMatchObject({
      ruleId: 'access-entry-principal-in-account',
      severity: 'HIGH',
      status: 'open',
      region: 'eu-west-1',
      clusterName: 'storefront',
    });
  });

  it('gives the same bytes every time, and in whatever order the files are named', async () => {
    const first = await replayed(created, associated, deleted);
    expect((await replayed(created, associated, deleted)).out).toBe(first.out);
    expect((await replayed(deleted, created, associated)).out).toBe(first.out);
    expect(steps(first)).toEqual(breakInSteps);
  });
});

describe('recorded events', () => {
  const records = () => [created, associated, deleted].map(record);
  const forms: readonly (readonly [string, () => string])[] = [
    ['records', () => file('records.json', JSON.stringify(records()))],
    [
      'envelopes',
      () => file('envelopes.json', JSON.stringify([created, associated, deleted].map(envelope))),
    ],
    ['a log file', () => file('log.json', `\uFEFF${JSON.stringify({ Records: records() })}`)],
    [
      'a log file that is gzipped',
      () => file('log.json.gz', gzipSync(JSON.stringify({ Records: records() }))),
    ],
    [
      'an answer of event history',
      () => {
        const Events = records().map((one) => ({ CloudTrailEvent: JSON.stringify(one) }));
        return file('history.json', JSON.stringify({ Events }));
      },
    ],
  ];

  it.each(forms)('may be %s', async (_, form) => {
    const wanted = await replayed(created, associated, deleted);
    const { status, err, out } = await replayed(form());
    expect({ status, err, out }).toEqual({ status: 0, err: '', out: wanted.out });
  });

  it('may be one bare record', async () => {
    const bare = await replayed(file('record.json', JSON.stringify(record(created))));
    expect(bare.out).toBe((await replayed(created)).out);
  });

  it('that are of no use are named, and cost no other', async () => {
    const packed = gzipSync(readFileSync(created));
    const names = [
      file('broken.json', '{\n  "detail": {,\n}'),
      file('half.json.gz', packed.subarray(0, packed.length - 20)),
      file('latin.json', Uint8Array.of(0x7b, 0xe9, 0x7d)),
      file('text.json', '"an event"'),
      file('mixed.json', JSON.stringify([7, { CloudTrailEvent: '{]' }, record(created), {}])),
      join(folder, 'none.json'),
      folder,
    ];
    const { status, err, json } = await replayed(...names);
    expect(status).toBe(2);
    expect(err.replaceAll(folder, 'DIR').split('\n')).toEqual([
      'DIR/mixed.json: record 4: not a CloudTrail record: eventSource: Invalid input; eventName: Invalid input; eventTime: expected a time; eventID: Invalid input; awsRegion: Invalid input',
      'DIR/broken.json:2:14: expected a name in double quotes',
      'DIR/half.json.gz: cannot be unpacked: Z_BUF_ERROR',
      'DIR/latin.json: not UTF-8 text',
      'DIR/text.json: neither an event nor a list of events',
      'DIR/mixed.json: record 1: neither an event nor a list of events',
      'DIR/mixed.json: record 2: CloudTrailEvent:1:2: expected a name in double quotes',
      'DIR/none.json: cannot be read: ENOENT',
      'DIR: cannot be read: EISDIR',
      '',
    ]);
    expect(json.events).toMatchObject([
      { eventName: 'CreateAccessEntry', understood: true },
      { eventId: null, eventName: null, understood: false },
    ]);
    expect(steps({ json })).toEqual(['OPENED HIGH access-entry-principal-in-account']);
  });

  it('from a forged source are refused, as the function refuses them', async () => {
    const { status, err, json } = await replayed('examples/events/forged-source.json');
    const reason = 'AssociateAccessPolicy of eks.amazonaws.com cannot come from source my.app';
    expect(status).toBe(2);
    expect(err).toContain(`examples/events/forged-source.json: ${reason}\n`);
    expect(json.events).toMatchObject([{ understood: false, reason }]);
    expect(json.events[0]).not.toHaveProperty('change');
    expect(json.transitions).toEqual([]);
  });

  it('of another account are refused', async () => {
    const other = { ...envelope(created), account: '111122223333' };
    const theirs = { ...record(created), recipientAccountId: '111122223333' };
    for (const json of [other, theirs]) {
      const { status, err } = await replayed(file('other.json', JSON.stringify(json)));
      expect({ status, err }).toEqual({
        status: 2,
        err: `${join(folder, 'other.json')}: of account 111122223333, which is not watched\n`,
      });
    }
  });

  it('that change nothing are understood, and say why', async () => {
    const denied = { ...record(associated), errorCode: 'AccessDenied' };
    const list = call('eks.amazonaws.com', 'ListClusters', {});
    const ecs = call('ecs.amazonaws.com', 'CreateCluster', { clusterName: 'x' });
    const elsewhere = { ...record(created), awsRegion: 'eu-north-1' };
    const { status, json } = await replayed(
      file('nothing.json', JSON.stringify([denied, list, ecs, elsewhere])),
    );
    expect(status).toBe(0);
    expect(json.transitions).toEqual([]);
    const told = json.events.map((event: { understood: boolean; reason: string }) => [
      event.understood,
      event.reason,
    ]);
    expect(told).toEqual([
      [true, 'ListClusters of eks.amazonaws.com is not watched'],
      [true, 'CreateCluster of ecs.amazonaws.com is not watched'],
      [true, 'nothing of it is watched'],
      [true, 'AssociateAccessPolicy failed: AccessDenied'],
    ]);
  });
});

describe('what an event wrote', () => {
  it('is never guessed where its record does not tell', async () => {
    const stopped = call('cloudtrail.amazonaws.com', 'StopLogging', { name: 'brackwater-eu' });
    const path = file('stopped.json', JSON.stringify(stopped));
    const { status, err, json } = await replayed(path);
    const reason =
      'what it wrote cannot be told, so that all is read as it was: what the trail logs afterwards is read, not told';
    expect({ status, err }).toEqual({ status: 2, err: `${path}: ${reason}\n` });
    expect(json.events[0]).toMatchObject({
      understood: true,
      reason,
      change: { underivable: 'what the trail logs afterwards is read, not told' },
    });
    expect(json.transitions).toEqual([]);
  });

  it('is not made of what the snapshot does not have', async () => {
    const { status, err, json } = await replayed(associated);
    expect(status).toBe(2);
    expect(err).toBe(
      `${associated}: what it wrote cannot be told, so that all is read as it was: access-policies eu-west-1/storefront ${stranger} is not in the snapshot\n`,
    );
    expect(json.transitions).toEqual([]);
  });

  it('adds to what those before it wrote', async () => {
    const scoped = structuredClone(record(associated));
    scoped.eventTime = '2026-11-20T09:41:40Z';
    scoped.eventID = 'scoped';
    scoped.responseElements.associatedAccessPolicy.accessScope = {
      type: 'namespace',
      namespaces: ['checkout'],
    };
    const story = await replayed(created, associated, file('scoped.json', JSON.stringify(scoped)));
    expect(steps(story).slice(2)).toContain('RESOLVED CRITICAL access-entry-no-cluster-admin');
  });

  it('is read with what hangs from it, and nothing unknown passes for absent', async () => {
    const attached = call('iam.amazonaws.com', 'AttachRolePolicy', {
      roleName: 'payments-reconciler',
      policyArn: 'arn:aws:iam::aws:policy/NewerThanTheSnapshot',
    });
    const path = file('attached.json', JSON.stringify({ ...attached, awsRegion: 'us-east-1' }));
    const { status, err, json } = await replayed(path);
    expect({ status, err }).toEqual({
      status: 2,
      err: 'not read: managed-policy iam arn:aws:iam::aws:policy/NewerThanTheSnapshot: not in the snapshot\n',
    });
    expect(json.events[0].change.writes).toEqual([
      {
        fact: 'role-policies',
        place: 'iam',
        item: 'arn:aws:iam::012345678901:role/payments-reconciler',
        path: 'attached arn:aws:iam::aws:policy/NewerThanTheSnapshot',
        value: true,
      },
    ]);
  });

  it('by an event that is no newer than the snapshot is written on top of it all the same', async () => {
    const { status, err, out } = await gatewatchCli([
      'replay',
      'examples/events/update-access-entry.json',
    ]);
    expect({ status, err }).toEqual({
      status: 0,
      err: '1 event no newer than the snapshot: it is replayed as if the first had come right after it.\n',
    });
    expect(out).toContain('2026-11-16 14:05:02 UTC: UpdateAccessEntry');
  });
});

describe('with --after', () => {
  /** A copy of the sample estate in which the stranger is cluster admin of storefront. */
  function entered(): string {
    const copy = join(folder, 'entered');
    cpSync(sample, copy, { recursive: true });
    const path = join(copy, 'eu-west-1/eks/storefront/access-entries.json');
    const entries = JSON.parse(readFileSync(path, 'utf8'));
    const { accessEntry } = record(created).responseElements;
    const { associatedAccessPolicy } = record(associated).responseElements;
    entries.push({ accessEntry, associatedAccessPolicies: [associatedAccessPolicy] });
    writeFileSync(path, JSON.stringify(entries));
    return copy;
  }

  it('the state that is read again is that of the other snapshot', async () => {
    const story = await replayed(created, associated, '--after', entered());
    expect({ status: story.status, err: story.err }).toEqual({ status: 0, err: '' });
    // The first event finds all of it, of which it wrote the entry alone.
    expect(steps(story).toSorted()).toEqual([
      'ACTOR_KNOWN CRITICAL access-entry-no-cluster-admin',
      'OPENED CRITICAL access-entry-no-cluster-admin',
      'OPENED HIGH access-entry-principal-in-account',
    ]);
    expect(story.json.transitions.at(-1).actor.eventName).toBe('AssociateAccessPolicy');
  });

  it('a grant that no state shows is an observation', async () => {
    const story = await replayed(created, associated, deleted, '--after', sample);
    expect({ status: story.status, err: story.err }).toEqual({ status: 0, err: '' });
    expect(steps(story)).toEqual([]);
    expect(story.json.observations).toMatchObject([
      {
        ruleId: 'access-grant-short-lived',
        kind: 'short-lived',
        principalArn: stranger,
        grantedBy: { eventName: 'CreateAccessEntry' },
        removedBy: { eventName: 'DeleteAccessEntry' },
      },
      { grant: 'AmazonEKSClusterAdminPolicy over the whole cluster' },
    ]);
    const { out } = await gatewatchCli([
      ...['replay', created, associated, deleted, '--after', sample],
    ]);
    expect(out).toContain('\n2 alerts\n');
    expect(out).toContain('\n2 observations\n');
  });

  it('what an event wrote need not be told', async () => {
    const stopped = call('cloudtrail.amazonaws.com', 'StopLogging', { name: 'brackwater-eu' });
    const path = file('stopped-after.json', JSON.stringify(stopped));
    const { status, json } = await replayed(path, '--after', sample);
    expect(status).toBe(0);
    expect(json.events[0]).not.toHaveProperty('reason');
  });

  it('it has to be of the same account', async () => {
    const copy = join(folder, 'stranger');
    cpSync(sample, copy, { recursive: true });
    const account = {
      accountId: '111122223333',
      partition: 'aws',
      takenAt: '2026-11-21T00:00:00Z',
    };
    writeFileSync(join(copy, 'account.json'), JSON.stringify(account));
    const { status, out, err } = await gatewatchCli(['replay', created, '--after', copy]);
    expect({ status, out }).toEqual({ status: 3, out: '' });
    expect(err).toContain(
      `--after ${copy}: a snapshot of account 111122223333, not 012345678901\n`,
    );
  });
});

describe('the time of a replay', () => {
  it('passes as the events say, so that what comes and goes flaps, and settles', async () => {
    const again = (path: string, minute: string, second: number) => ({
      ...record(path),
      eventTime: `2026-11-20T09:${minute}:${String(second).padStart(2, '0')}Z`,
      eventID: `${minute}-${second}`,
    });
    const rounds = ['41', '42', '43', '44', '45'].flatMap((minute) => [
      again(created, minute, 0),
      again(associated, minute, 1),
      again(deleted, minute, 30),
    ]);
    const story = await replayed(file('rounds.json', JSON.stringify(rounds)));
    const admin = steps(story).filter((step) => step.endsWith('no-cluster-admin'));
    expect(admin[0]).toBe('OPENED CRITICAL access-entry-no-cluster-admin');
    expect(admin).toContain('FLAPPING CRITICAL access-entry-no-cluster-admin');
    expect(admin.at(-1)).toBe('SETTLED CRITICAL access-entry-no-cluster-admin');
  });

  it('has begun before the first event: what time alone has done is no event’s doing', async () => {
    const later = { ...record(created), eventTime: '2027-06-01T00:00:00Z' };
    const story = await replayed(file('later.json', JSON.stringify(later)));
    expect(steps(story)).toEqual(['OPENED HIGH access-entry-principal-in-account']);
  });
});
