import { describe, expect, it } from 'vitest';
import { askedCheck, notDeployed } from '../../../shared/doctor/asked-check.ts';
import { checkup, exitStatusOf } from '../../../shared/doctor/checkup.ts';
import { clusterCheck } from '../../../shared/doctor/cluster-check.ts';
import { configurationCheck } from '../../../shared/doctor/configuration-check.ts';
import { heardCheck } from '../../../shared/doctor/heard-check.ts';
import { owedCheck } from '../../../shared/doctor/owed-check.ts';
import { permissionCheck } from '../../../shared/doctor/permission-check.ts';
import { runCheck } from '../../../shared/doctor/run-check.ts';
import { keyCheck, publishedCheck, unkeyedCheck } from '../../../shared/doctor/topic-checks.ts';
import { trailChecks } from '../../../shared/doctor/trail-checks.ts';
import type { Check } from '../../../shared/model/check.ts';
import { createEstate } from '../../../shared/model/estate.ts';
import { type Fact, present, unread } from '../../../shared/model/fact.ts';
import { type FactKey, factKeys } from '../../../shared/model/fact-key.ts';
import type { Run, UnreadNote } from '../../../shared/model/run.ts';
import { classicSelector, trail } from '../../support/cloudtrail.ts';
import { plainConfig } from '../../support/config.ts';
import { sampleAccount } from '../../support/estate.ts';

const isRead = { read: true, value: true } as const;
const notRead = (reason: string) => ({ read: false, reason }) as const;

describe('trails', () => {
  const arn = 'arn:aws:cloudtrail:eu-west-1:012345678901:trail/main';
  const today = '2026-11-21';

  function checks(isLogging: boolean, config = plainConfig): readonly Check[] {
    const facts = new Map<FactKey<unknown>, Fact<unknown>>([
      [factKeys.trails(), present([arn], 1)],
      [factKeys.trail(arn), present(trail(arn), 1)],
      [factKeys.trailStatus(arn), present({ isLogging }, 1)],
      [factKeys.eventSelectors(arn), present({ classic: [classicSelector()], advanced: [] }, 1)],
    ]);
    return trailChecks({ estate: createEstate(sampleAccount, facts), config, today });
  }

  it('are ok in each Region whose events matter', () => {
    expect(checks(true)).toEqual(
      ['eu-west-1', 'us-east-1'].map((region) => ({
        id: `trail ${region}`,
        area: 'trails',
        status: 'ok',
        says: `A trail logs changes of access in ${region}.`,
      })),
    );
  });

  it('are told though the rule on them is switched off', () => {
    const config = { ...plainConfig, rules: { 'trail-logging': { enabled: false } } };
    expect(checks(false, config)[0]).toEqual({
      id: 'trail eu-west-1',
      area: 'trails',
      status: 'fault',
      says: `No trail logs write events of eks.amazonaws.com in eu-west-1. (${arn}: it is switched off)`,
      fix: 'Find out who stopped it, and why. Then start it again:',
      commands: [`aws cloudtrail start-logging --name ${arn} --region eu-west-1`],
    });
  });

  it('are to be made where there are none', () => {
    const facts = new Map([[factKeys.trails(), present<readonly string[]>([], 1)]]);
    const estate = createEstate(sampleAccount, facts);
    expect(trailChecks({ estate, config: plainConfig, today })[0]).toMatchObject({
      status: 'fault',
      says: 'No trail logs write events of eks.amazonaws.com in eu-west-1.',
      fix: expect.stringContaining('Create a multi-Region trail'),
      commands: [],
    });
  });

  it('are unread where they could not be listed', () => {
    const facts = new Map([[factKeys.trails(), unread<readonly string[]>('denied', 1)]]);
    const estate = createEstate(sampleAccount, facts);
    expect(trailChecks({ estate, config: plainConfig, today })[0]).toEqual({
      id: 'trail eu-west-1',
      area: 'trails',
      status: 'unread',
      says: 'Whether a trail logs changes of access in eu-west-1 is not known: trails cloudtrail: denied.',
    });
  });

  it('are of no matter in a Region that is not watched', () => {
    const china = { ...sampleAccount, partition: 'aws-cn' };
    const facts = new Map([[factKeys.trails(), present<readonly string[]>([], 1)]]);
    const config = { ...plainConfig, regions: ['cn-north-1'] };
    const ids = trailChecks({ estate: createEstate(china, facts), config, today });
    expect(ids.map(({ id }) => id)).toEqual(['trail cn-north-1']);
  });
});

describe('what the last sweep read', () => {
  const note = (place: string, expected = false): UnreadNote => ({
    ...{ fact: 'access-entries', place, reason: 'AccessDenied', expected },
  });

  function run(count: number, expected: number, factsUnread: readonly UnreadNote[]): Run {
    const open = { LOW: 0, MEDIUM: 0, HIGH: 0, CRITICAL: 0 };
    return {
      ...{ runId: 'run-1', startedAt: 1, status: 'complete', baseline: false },
      summary: {
        ...{ open, waived: 0, transitions: 0, factsRead: 40, undecided: 0, awsCalls: 1 },
        ...{ unread: { count, expected }, factsUnread },
      },
    };
  }

  it('is ok where it was refused only what was expected', () => {
    const value = run(1, 1, [note('eu-west-1/legacy', true)]);
    expect(runCheck({ read: true, value })).toEqual([
      {
        id: 'sweep reads',
        area: 'sweeps',
        status: 'ok',
        says: 'The last sweep read 40 facts, and was refused none that it was not expected to be.',
      },
    ]);
  });

  it('is a fault where it was refused more, with what that is', () => {
    const places = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => note(`eu-west-1/${name}`));
    const value = run(7, 0, places);
    const [check] = runCheck({ read: true, value });
    expect(check).toMatchObject({ id: 'sweep reads', status: 'fault' });
    expect(check?.says).toBe(
      'The sweep run-1 could not read 7 of what it needs: access-entries of eu-west-1/a: AccessDenied; access-entries of eu-west-1/b: AccessDenied; access-entries of eu-west-1/c: AccessDenied; access-entries of eu-west-1/d: AccessDenied; access-entries of eu-west-1/e: AccessDenied; and 2 more.',
    );
  });

  it('names none of those that were expected', () => {
    const value = run(2, 1, [note('eu-west-1/legacy', true), note('eu-west-1/a')]);
    expect(runCheck({ read: true, value })).toEqual([
      {
        id: 'sweep reads',
        area: 'sweeps',
        status: 'fault',
        says: 'The sweep run-1 could not read 1 of what it needs: access-entries of eu-west-1/a: AccessDenied.',
        fix: 'Let the function read it, or say in gatewatch.yaml under expectedUnread why it is not to be. The report of the sweep names all of it.',
      },
    ]);
  });

  it('names one alone without more', () => {
    const value = run(1, 0, [note('eu-west-1/a')]);
    expect(runCheck({ read: true, value })[0]?.says).toBe(
      'The sweep run-1 could not read 1 of what it needs: access-entries of eu-west-1/a: AccessDenied.',
    );
  });

  it('is nothing before the first, which another check tells', () => {
    expect(runCheck({ read: true, value: undefined })).toEqual([]);
  });

  it('is unread where the table could not be', () => {
    expect(runCheck(notRead('denied'))).toMatchObject([
      { status: 'unread', says: 'What the last sweep could read is not known: denied.' },
    ]);
  });
});

describe('a cluster', () => {
  const cluster = { region: 'eu-west-1', name: 'payments' };
  const readerArn = 'arn:aws:iam::012345678901:role/gatewatch-eu-west-1-kubernetes-reader';
  const check = (reason: string, isExpected = false) =>
    clusterCheck({ cluster, readerArn, reached: notRead(reason), isExpected });

  it('is ok where it answers', () => {
    expect(clusterCheck({ cluster, readerArn, reached: isRead, isExpected: false })).toEqual({
      id: 'cluster eu-west-1/payments',
      area: 'clusters',
      status: 'ok',
      says: 'The cluster eu-west-1/payments answers.',
    });
  });

  it('is of no matter where the configuration expects it', () => {
    expect(check('no connection (ETIMEDOUT)', true)).toMatchObject({
      status: 'not-applicable',
      says: 'The cluster eu-west-1/payments cannot be looked into, as gatewatch.yaml expects: no connection (ETIMEDOUT).',
    });
  });

  it.each([
    [
      'does not know us',
      'unauthorized: the cluster does not know us',
      'Make the reader known to the cluster: list the cluster under kubernetes.accessEntries and deploy, or by hand:',
      [
        `aws eks create-access-entry --cluster-name payments --principal-arn ${readerArn} --kubernetes-groups gatewatch:readers --region eu-west-1`,
      ],
    ],
    [
      'lets us read nothing',
      'forbidden: namespaces is forbidden',
      'Let the group gatewatch:readers read, in that cluster:',
      ['kubectl apply -f examples/kubernetes/gatewatch-readers.yaml'],
    ],
    [
      'is in a network of its own',
      'its endpoint is private, and no reader in its network is configured (kubernetes.readers)',
      'Name subnets and security groups from which it can be reached under kubernetes.readers in gatewatch.yaml, and deploy; or say under expectedUnread why it is not to be looked into.',
      undefined,
    ],
    [
      'does not answer',
      'no connection (ETIMEDOUT)',
      "Look whether the endpoint is open to the function: for a public one its allowed addresses, for a private one the subnets of the reader and the cluster's security group, which has to admit port 443 from the reader's.",
      [
        'aws eks describe-cluster --name payments --region eu-west-1 --query cluster.resourcesVpcConfig',
      ],
    ],
  ])('that %s is a fault with its own fix', (_, reason, fix, commands) => {
    const says = `The cluster eu-west-1/payments cannot be looked into: ${reason}.`;
    expect(check(reason)).toMatchObject({ status: 'fault', says, fix });
    expect(check(reason).commands).toEqual(commands);
  });
});

describe('the configuration', () => {
  const file = 'gatewatch.yaml';

  it('is ok where the same is deployed', () => {
    expect(configurationCheck({ file, hash: 'a', deployed: 'a' })).toMatchObject({
      status: 'ok',
      says: 'What is deployed is gatewatch.yaml as it is here.',
    });
    expect(configurationCheck({ file: undefined, hash: 'a', deployed: 'a' }).says).toBe(
      'What is deployed is the default configuration as it is here.',
    );
  });

  it('is a fault where it is another', () => {
    expect(configurationCheck({ file, hash: 'b', deployed: 'a' })).toEqual({
      id: 'configuration',
      area: 'configuration',
      status: 'fault',
      says: 'The stack was deployed with another configuration than gatewatch.yaml is now.',
      fix: 'Deploy it, if it is the newer one:',
      commands: ['npx cdk deploy --all -c config=gatewatch.yaml'],
    });
  });

  it('is not compared where there is no file', () => {
    expect(configurationCheck({ file: undefined, hash: 'b', deployed: 'a' })).toMatchObject({
      status: 'not-applicable',
      says: 'There is no gatewatch.yaml here to compare with what is deployed; --config names one.',
    });
  });
});

describe('a function that is asked', () => {
  const asked = { functionName: 'gatewatch-eu-west-1-sweep', region: 'eu-west-1' };

  const answer = { id: 'answer gatewatch-eu-west-1-sweep', area: 'functions' };

  it('and answers is ok', () => {
    expect(askedCheck(asked, { kind: 'answered', checks: [] })).toEqual({
      ...answer,
      status: 'ok',
      says: 'The function gatewatch-eu-west-1-sweep answers.',
    });
  });

  it('and does not hear it is unread', () => {
    expect(askedCheck(asked, { kind: 'unasked', reason: 'AccessDenied' })).toEqual({
      ...answer,
      status: 'unread',
      says: 'The function gatewatch-eu-west-1-sweep was not asked: AccessDenied.',
      fix: 'Ask with credentials that have lambda:InvokeFunction on it: what only it can tell is left out.',
    });
  });

  it('and fails at it is a fault, with its log named', () => {
    const check = askedCheck(asked, { kind: 'failed', reason: 'unknown key "doctor"' });
    expect(check).toMatchObject({
      ...answer,
      status: 'fault',
      says: 'The function gatewatch-eu-west-1-sweep does not answer: unknown key "doctor".',
      fix: 'Its log says why. Where it does not know the question, it is of an earlier release: deploy this one.',
    });
    expect(check.commands).toEqual([
      'aws logs tail "$(aws lambda get-function-configuration --function-name gatewatch-eu-west-1-sweep --region eu-west-1 --query LoggingConfig.LogGroup --output text)" --since 1d --region eu-west-1',
    ]);
  });

  it('may not be there at all', () => {
    expect(notDeployed(asked, '012345678901')).toEqual({
      id: 'deployment',
      area: 'deployment',
      status: 'fault',
      fix: 'Say by --region where its home is; or deploy it:',
      commands: ['npx cdk deploy --all -c config=gatewatch.yaml'],
      says: 'Account 012345678901 has no function gatewatch-eu-west-1-sweep in eu-west-1: Gatewatch is not deployed there.',
    });
  });
});

describe('what a function may read', () => {
  const ok: Check = { id: 'a', area: 'rules', status: 'ok', says: 'a is there.' };
  const gap = (id: string): Check => ({ ...ok, id, status: 'unread', says: `${id} is unread.` });

  it('is ok where it was all that it was asked about', () => {
    expect(permissionCheck('sweep', [ok]).status).toBe('ok');
  });

  it.each([
    [['b'], 'The function sweep could not read all that it has to. b is unread.'],
    [['b', 'c'], 'The function sweep could not read all that it has to. b is unread. And 1 more.'],
  ])('is a fault where it was not: %j', (ids, says) => {
    const check = permissionCheck('sweep', [ok, ...ids.map(gap)]);
    expect(check).toMatchObject({ status: 'fault', says });
  });
});

describe('alerts that are owed', () => {
  const now = Date.parse('2026-11-21T12:00:00Z');
  const minute = 60_000;
  const alert = { functionName: 'alert', region: 'eu-west-1' };

  it.each([
    ['there are none', []],
    ['the oldest is of the last minutes', [{ at: now - 15 * minute, delivery: 'now' as const }]],
    ['what waits is for a digest', [{ at: now - 90 * minute, delivery: 'digest' as const }]],
  ])('are ok where %s', (_, owed) => {
    expect(owedCheck(owed, now, alert).status).toBe('ok');
  });

  it('are a fault after a quarter of an hour', () => {
    const owed = [
      { at: now - 16 * minute, delivery: 'now' as const },
      { at: now - 20 * minute, delivery: 'now' as const },
    ];
    expect(owedCheck(owed, now, alert)).toMatchObject({
      status: 'fault',
      says: '2 steps of findings wait to be told, the oldest since 2026-11-21T11:40:00.000Z.',
      commands: [
        "aws lambda invoke --function-name alert --region eu-west-1 --cli-binary-format raw-in-base64-out --payload '{}' /dev/stdout",
      ],
    });
  });
});

describe('a topic', () => {
  const key = 'arn:aws-cn:kms:cn-north-1:012345678901:key/k-1';
  const backByPolicy =
    'Its key does not let the function use it. This gives the key back the policy that it was deployed with:';
  const deployAgain =
    'Find out in CloudTrail who changed the topic, its policy or the role of the function, and deploy the stack again.';

  it('whose key may be used is ok', () => {
    expect(keyCheck('findings', key, isRead)).toEqual({
      id: 'channel findings',
      area: 'alerts',
      status: 'ok',
      says: 'The key of the topic findings lets the function that alerts use it.',
    });
  });

  it('whose key may not be used is a fault, with the policy of its own partition', () => {
    expect(keyCheck('findings', key, notRead('denied'))).toMatchObject({
      id: 'channel findings',
      status: 'fault',
      says: 'The key of the topic findings does not let the function that alerts use it, so that nothing can be published: denied.',
      fix: "Find out in CloudTrail who changed the key or its policy, and why. Switch the key on if it is off; this gives it back the policy that it was deployed with, which leaves it to the account's IAM:",
      commands: [
        `aws kms put-key-policy --key-id ${key} --policy-name default --policy '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws-cn:iam::012345678901:root"},"Action":"kms:*","Resource":"*"}]}' --region cn-north-1`,
      ],
    });
  });

  it('without a key is not tried without a message', () => {
    expect(unkeyedCheck('operations')).toEqual({
      id: 'channel operations',
      area: 'alerts',
      status: 'not-applicable',
      says: 'Whether the topic operations takes messages only a test message shows: doctor --test-message operations.',
    });
  });

  it('that took a test message is ok', () => {
    expect(publishedCheck('findings', key, isRead)).toEqual({
      id: 'test message findings',
      area: 'alerts',
      status: 'ok',
      says: 'The topic findings took a test message. Whoever is subscribed to it has it within a minute, unless a filter policy leaves it out.',
    });
  });

  it.each([
    ['by its key', key, 'KMSAccessDenied: no', backByPolicy, 1],
    ['by its policy', key, 'AuthorizationError: no', deployAgain, 0],
    ['that has no key', undefined, 'KMSAccessDenied: no', deployAgain, 0],
  ])('that refused one %s is a fault', (_, keyArn, reason, fix, commands) => {
    const check = publishedCheck('findings', keyArn, notRead(reason));
    const says = `The topic findings did not take a test message: ${reason}.`;
    expect(check).toMatchObject({ status: 'fault', says, fix });
    expect(check.commands).toHaveLength(commands);
  });
});

describe('events', () => {
  it('are told with the newest first, and what is not known by its own name', () => {
    const value = [
      { kind: 'accessEntry', at: Date.parse('2026-11-21T08:00:00Z') },
      { kind: 'role', at: Date.parse('2026-11-21T09:30:00.250Z') },
      { kind: 'of another release', at: 0 },
    ];
    expect(heardCheck({ read: true, value })).toEqual({
      id: 'events heard',
      area: 'events',
      status: 'ok',
      says: 'The last events heard were of a role at 2026-11-21T09:30:00Z, an access entry at 2026-11-21T08:00:00Z, of another release at 1970-01-01T00:00:00Z.',
    });
  });

  it.each([
    ['accessEntry', 'an access entry'],
    ['podIdentityAssociation', 'a Pod Identity association'],
    ['role', 'a role'],
    ['user', 'a user'],
    ['group', 'a group of IAM'],
    ['managedPolicy', 'a managed policy'],
    ['oidcProvider', 'an identity provider'],
    ['cluster', 'a cluster'],
    ['kubernetes', 'what is inside a cluster'],
    ['trails', 'a trail'],
    ['monitor', 'Gatewatch itself'],
    ['iam', 'IAM'],
  ])('of the kind %s are of %s', (kind, noun) => {
    expect(heardCheck({ read: true, value: [{ kind, at: 0 }] }).says).toBe(
      `The last events heard were of ${noun} at 1970-01-01T00:00:00Z.`,
    );
  });

  it('are no fault where there were none: that may be calm', () => {
    expect(heardCheck({ read: true, value: [] })).toMatchObject({
      status: 'ok',
      says: 'No event of a change of access has been heard yet.',
    });
  });

  it('are unread where the table is', () => {
    expect(heardCheck(notRead('denied'))).toMatchObject({
      status: 'unread',
      says: 'What was last heard is not known: denied.',
    });
  });
});

describe('a checkup', () => {
  const check = (id: string, status: Check['status'], area: Check['area'] = 'rules'): Check => ({
    ...{ id, status, area, says: `${id} ${status}` },
  });
  const stands = (checks: readonly Check[]) => checks.map(({ id, status }) => `${id} ${status}`);

  it('tells once what several have looked at: the worse, and a gap only where nobody could look', () => {
    const own = [check('a', 'unread'), check('b', 'ok'), check('c', 'fault'), check('d', 'unread')];
    const told = [check('a', 'ok'), check('b', 'unread'), check('c', 'ok'), check('d', 'unread')];
    expect(stands(checkup(own, told))).toEqual(['c fault', 'd unread', 'a ok', 'b ok']);
    expect(stands(checkup(told, own))).toEqual(['c fault', 'd unread', 'a ok', 'b ok']);
  });

  it('goes by areas, whatever stands in them', () => {
    const checks = [check('x', 'fault', 'alerts'), check('y', 'ok', 'trails')];
    expect(stands(checkup(checks))).toEqual(['y ok', 'x fault']);
  });

  it.each([
    [['ok', 'not-applicable'] as const, 0],
    [['ok', 'unread'] as const, 2],
    [['unread', 'fault'] as const, 1],
  ])('of %j ends with status %i', (statuses, status) => {
    expect(exitStatusOf(statuses.map((each, index) => check(`${index}`, each)))).toBe(status);
  });
});
