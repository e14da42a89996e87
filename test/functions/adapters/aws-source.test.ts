import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { accountRequests } from '../../../functions/sweep/requests.ts';
import type { Answer, ReadRequest } from '../../../shared/model/reading.ts';
import type { EstateSource } from '../../../shared/ports/estate-source.ts';
import {
  type AwsState,
  addAccessEntry,
  addCluster,
  addPolicy,
  addRole,
  addTrail,
  addUser,
  awsState,
} from '../../support/aws/account-state.ts';
import { absent, denied, read, source, unread } from '../../support/aws/reading.ts';
import { type LoopbackAws, startAws } from '../../support/aws/start-aws.ts';
import { plainConfig } from '../../support/config.ts';

const region = 'eu-west-1';
const viewPolicy = 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy';

let state: AwsState;
let aws: LoopbackAws;

beforeEach(async () => {
  state = awsState();
  aws = await startAws(state);
});

afterEach(() => aws.close());

describe('a call that keeps failing', () => {
  test('is unread in a sweep', async () => {
    aws.faults.add({ operation: 'ListClusters', answer: 'throttled' });

    const answers = await read(source(aws, { maxAttempts: 2 }), { kind: 'clusters', region });

    expect(answers).toEqual([
      unread({ path: 'eu-west-1/eks/clusters.json' }, 1, 'throttled: Rate exceeded'),
    ]);
  });

  test('throws for a queue to try again, with its cause', async () => {
    aws.faults.add({ operation: 'ListClusters', answer: 'server-error' });

    const reading = read(source(aws, { maxAttempts: 2, onFailure: 'throw' }), {
      kind: 'clusters',
      region,
    });

    await expect(reading).rejects.toThrow(
      expect.objectContaining({
        message: 'ListClusters in eu-west-1 failed for now: server error 500: Please try again.',
        cause: expect.objectContaining({ name: 'ServerException' }),
      }),
    );
  });

  test('is unread even for a queue when trying again would not help', async () => {
    aws.faults.add({ operation: 'ListClusters', answer: 'denied' });

    const answers = await read(source(aws, { onFailure: 'throw' }), { kind: 'clusters', region });

    expect(answers).toEqual([unread({ path: 'eu-west-1/eks/clusters.json' }, 1, denied)]);
  });

  test('counts every attempt', async () => {
    aws.faults.add({ operation: 'ListClusters', answer: 'server-error' });
    const live = source(aws, { maxAttempts: 3 });

    await read(live, { kind: 'clusters', region });

    expect([live.calls(), aws.calls.length]).toEqual([3, 3]);
  });
});

describe('a sweep of one thing', () => {
  const cluster = { region, name: 'payments' };
  const policyArn = 'arn:aws:iam::111122223333:policy/limits';
  const providerArn = 'arn:aws:iam::111122223333:oidc-provider/example.com';

  test.each<[string, ReadRequest, Partial<Answer>]>([
    [
      'an access entry',
      { kind: 'accessEntry', cluster, principalArn: 'arn:p' },
      { path: 'eu-west-1/eks/payments/access-entries.json', item: 'arn:p' },
    ],
    [
      'an association',
      {
        kind: 'podIdentityAssociation',
        cluster,
        associationId: 'a-1',
        serviceAccount: 'shop/web',
      },
      { path: 'eu-west-1/eks/payments/pod-identity-associations.json', item: 'shop/web' },
    ],
    [
      'a managed policy',
      { kind: 'managedPolicy', policyArn },
      { path: 'iam/account-authorization-details.json', item: policyArn },
    ],
    [
      'an identity provider',
      { kind: 'oidcProvider', providerArn },
      { path: 'iam/open-id-connect-providers.json', item: providerArn },
    ],
  ])('finds that %s is gone', async (_, request, address) => {
    const answers = await read(source(aws), request);

    expect(answers).toEqual([absent(address, expect.any(Number))]);
  });
});

describe('a whole sweep', { timeout: 60_000 }, () => {
  test('recovers from throttling on every tenth call', async () => {
    const cluster = addCluster(state, region, 'payments');
    for (let n = 0; n < 10; n += 1) {
      addAccessEntry(cluster, `arn:aws:iam::111122223333:role/r${n}`, [viewPolicy]);
    }
    aws.faults.add({ every: 10, answer: 'throttled' });

    const answers = await sweep(source(aws), region);

    expect(answers.filter(({ outcome }) => outcome.kind === 'unread')).toEqual([]);
    expect(aws.calls.length).toBeGreaterThan(26);
  });

  test('costs what the README says', async () => {
    for (let n = 0; n < 1_000; n += 1) addRole(state, `role-${n}`);
    for (let n = 0; n < 100; n += 1) addUser(state, `user-${n}`);
    const aws1 = addPolicy(state, 'ReadOnlyAccess', { account: 'aws' });
    state.roles[0]?.AttachedManagedPolicies?.push({ PolicyArn: aws1 });
    state.leftOut.add(aws1);
    state.oidcProviders.set('arn:aws:iam::111122223333:oidc-provider/a', { Url: 'a' });
    addTrail(state, region, 'main');
    for (let c = 0; c < 10; c += 1) {
      const cluster = addCluster(state, region, `cluster-${c}`);
      for (let e = 0; e < 100; e += 1) {
        addAccessEntry(cluster, `arn:aws:iam::111122223333:role/role-${e}`, [viewPolicy]);
      }
      cluster.addons.push({ addonName: 'vpc-cni' }, { addonName: 'coredns' });
      cluster.nodegroups.push(
        { nodegroupName: 'own', launchTemplate: { id: 'lt-1', version: '1' } },
        { nodegroupName: 'made', resources: { autoScalingGroups: [{ name: 'made' }] } },
      );
    }
    state.autoScalingGroups.push({
      AutoScalingGroupName: 'made',
      LaunchTemplate: { LaunchTemplateId: 'lt-1', Version: '1' },
      MinSize: 0,
      MaxSize: 1,
      DesiredCapacity: 0,
      DefaultCooldown: 0,
      AvailabilityZones: [],
      HealthCheckType: 'EC2',
      CreatedTime: new Date(0),
    });
    const live = source(aws);

    await sweep(live, region);

    const iam = {
      pagesOfDetails: Math.ceil((1_000 + 100) / 1_000),
      pagesOfRoles: Math.ceil(1_000 / 1_000),
      summary: 1,
      providers: 1 + 1,
      policiesWithoutDocument: 2,
    };
    const trails = { describeTrails: 2, perTrail: 2 };
    const perRegion = { clusters: 1, versions: 1, accessPolicies: 1, metadataDefaults: 1 };
    const perCluster = {
      describe: 1,
      lists: 8,
      entries: 2 * 100,
      addons: 2,
      nodegroupsOnOwnTemplate: 2,
      nodegroupsOnMadeTemplate: 3,
    };
    const expected = sum(iam) + sum(trails) + sum(perRegion) + 10 * sum(perCluster);
    expect([live.calls(), aws.calls.length, expected]).toEqual([2_176, 2_176, 2_176]);
  });
});

function sum(calls: Readonly<Record<string, number>>): number {
  return Object.values(calls).reduce((total, count) => total + count, 0);
}

async function sweep(from: EstateSource, region: string): Promise<readonly Answer[]> {
  const config = { ...plainConfig, regions: [region] };
  const answers: Answer[] = [];
  for (const request of accountRequests(await from.account(), config, [region])) {
    answers.push(...(await read(from, request)));
  }
  const { outcome } = answers.at(-1) ?? {};
  const names = outcome?.kind === 'items' ? outcome.items : [];
  for (const name of names) {
    answers.push(...(await read(from, { kind: 'cluster', cluster: { region, name } })));
  }
  return answers;
}
