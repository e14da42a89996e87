import { expect, it } from 'vitest';
import { memoryEstates } from '../../../functions/adapters/memory-estates.ts';
import { memoryFindings } from '../../../functions/adapters/memory-findings.ts';
import { commit } from '../../../shared/commit/commit.ts';
import { claimOf } from '../../../shared/findings/identity.ts';
import type { Change } from '../../../shared/model/change.ts';
import type { FactMap } from '../../../shared/model/estate.ts';
import { absent, present } from '../../../shared/model/fact.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import type { AwsAuth } from '../../../shared/model/kubernetes.ts';
import type { ValueChange } from '../../../shared/model/value-change.ts';
import { awsAuthNoSystemMasters } from '../../../shared/rules/aws-auth-no-system-masters.ts';
import { readAwsAuthMappings } from '../../../shared/wire/aws-auth.ts';
import { plainConfig } from '../../support/config.ts';
import { apiCluster, prodRef, sampleAccount, sketchFacts } from '../../support/estate.ts';

const key = factKeys.awsAuth(prodRef);

const ciIsMaster = '- {rolearn: arn:aws:iam::012345678901:role/ci, groups: [system:masters]}';
const adaIsMaster = '- {userarn: arn:aws:iam::012345678901:user/ada, groups: [system:masters]}';

type Data = AwsAuth['data'];

/** What each step of a finding is, and by whom, where somebody's edits lead from one aws-auth to another between two readings. */
async function steps(before: Data | 'none', after: Data | 'none', ...changes: readonly Change[]) {
  const { read } = await swept(before);
  return read(after, changes);
}

/** A deployment whose first sweep found this aws-auth in prod. */
async function swept(before: Data | 'none') {
  const estates = memoryEstates();
  const findings = memoryFindings(estates);
  const ports = {
    account: sampleAccount,
    catalogue: [awsAuthNoSystemMasters],
    catalogueHash: 'catalogue',
    config: plainConfig,
    configHash: 'config',
    clock: () => 10_000,
    memory: {},
    estates,
    findings,
  };
  const mode = { authenticationMode: 'API_AND_CONFIG_MAP' as const };
  const prod = present({ ...apiCluster(prodRef), ...mode }, 1_000);
  const facts: FactMap = new Map([
    ...sketchFacts({ prod: {} }, 1_000),
    ...new Map([[factKeys.cluster(prodRef), prod]]),
    ...awsAuth(before, 1_000),
  ]);
  const baseline = { runId: 'run', finished: true };
  await commit(ports, { facts, group: 'run', changes: [], baseline });
  const read = async (after: Data | 'none', changes: readonly Change[]) => {
    const news = { facts: awsAuth(after, 5_000), changes, group: 'edits' };
    const { transitions } = await commit(ports, news);
    return transitions
      .map(({ type, finding }) => [
        finding.subject.replace(/.*:/, ''),
        type,
        finding.actor?.eventId,
      ])
      .sort();
  };
  return { read, findings };
}

function awsAuth(data: Data | 'none', readAt: number): FactMap {
  const fact =
    data === 'none'
      ? absent<AwsAuth>(readAt)
      : present({ data, mappings: readAwsAuthMappings(data) }, readAt);
  return new Map([[key, fact]]);
}

function by(eventId: string, ...written: readonly Omit<ValueChange, 'key'>[]): Change {
  const place = { region: 'eu-west-1', eventName: 'patch', eventTime: 4_000 };
  return {
    actor: { name: `user/${eventId}`, eventId, ...place },
    claims: written.map((one) => claimOf({ key, ...one })),
  };
}

it('who takes a mapping out is named, though nothing is there any more that tells of it', async () => {
  const edit = by('alice', { path: 'data mapRoles', value: '[]' });
  expect(await steps({ mapRoles: ciIsMaster }, { mapRoles: '[]' }, edit)).toEqual([
    ['role/ci', 'RESOLVED', 'alice'],
  ]);
});

it('who deletes aws-auth is named for all that was in it', async () => {
  const data = { mapRoles: ciIsMaster, mapUsers: adaIsMaster };
  expect(await steps(data, 'none', by('alice', { path: '' }))).toEqual([
    ['role/ci', 'RESOLVED', 'alice'],
    ['user/ada', 'RESOLVED', 'alice'],
  ]);
});

it('of two who edit different keys before it is read each is named for what they wrote', async () => {
  const data = { mapRoles: ciIsMaster, mapUsers: adaIsMaster };
  const none = { mapRoles: '[]', mapUsers: '[]' };
  const put = [
    by('alice', { path: 'data mapRoles', value: ciIsMaster }),
    by('bob', { path: 'data mapUsers', value: adaIsMaster }),
  ];
  expect(await steps(none, data, ...put)).toEqual([
    ['role/ci', 'OPENED', 'alice'],
    ['user/ada', 'OPENED', 'bob'],
  ]);
  const taken = [
    by('alice', { path: 'data mapRoles', value: '[]' }),
    by('bob', { path: 'data mapUsers', value: '[]' }),
  ];
  expect(await steps(data, none, ...taken)).toEqual([
    ['role/ci', 'RESOLVED', 'alice'],
    ['user/ada', 'RESOLVED', 'bob'],
  ]);
});

it('nobody is named for a mapping that an edit of something else has no part in', async () => {
  const before = { mapRoles: ciIsMaster, mapUsers: '[]' };
  const after = { mapRoles: '[]', mapUsers: adaIsMaster };
  const edit = by('bob', { path: 'data mapUsers', value: adaIsMaster });
  expect(await steps(before, after, edit)).toEqual([
    ['role/ci', 'RESOLVED', undefined],
    ['user/ada', 'OPENED', 'bob'],
  ]);
});

it('an edit that is heard of again after a crash had moved HEAD still names who did it', async () => {
  const { read, findings } = await swept({ mapRoles: '[]' });
  const { write } = findings;
  findings.write = async () => {
    throw new Error('crash');
  };
  const edit = [by('alice', { path: 'data mapRoles', value: ciIsMaster })];
  await expect(read({ mapRoles: ciIsMaster }, edit)).rejects.toThrow('crash');
  findings.write = write;
  expect(await read({ mapRoles: ciIsMaster }, edit)).toEqual([['role/ci', 'OPENED', 'alice']]);
});
