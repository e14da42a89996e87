import * as eks from '@aws-sdk/client-eks';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { objectStatus } from '../../../functions/adapters/object-status.ts';
import { isTransitional } from '../../../shared/model/is-transitional.ts';
import type { ClusterThing } from '../../../shared/ports/looks.ts';
import {
  type AwsState,
  addCluster,
  awsState,
  type ClusterState,
} from '../../support/aws/account-state.ts';
import { loopbackClients } from '../../support/aws/loopback-clients.ts';
import { type LoopbackAws, startAws } from '../../support/aws/start-aws.ts';

const region = 'eu-west-1';

let state: AwsState;
let aws: LoopbackAws;
let cluster: ClusterState;

beforeEach(async () => {
  state = awsState();
  aws = await startAws(state);
  cluster = addCluster(state, region, 'payments', { status: 'UPDATING' });
});

afterEach(() => aws.close());

const things: readonly [what: string, thing: ClusterThing, add: () => void, status: string][] = [
  ['a cluster', thing(), () => undefined, 'UPDATING'],
  [
    'a node group',
    thing('nodegroup', 'workers'),
    () => cluster.nodegroups.push({ nodegroupName: 'workers', status: 'CREATING' }),
    'CREATING',
  ],
  [
    'a Fargate profile',
    thing('fargateProfile', 'batch'),
    () => cluster.fargateProfiles.push({ fargateProfileName: 'batch', status: 'DELETING' }),
    'DELETING',
  ],
  [
    'an add-on',
    thing('addon', 'vpc-cni'),
    () => cluster.addons.push({ addonName: 'vpc-cni', status: 'DEGRADED' }),
    'DEGRADED',
  ],
  [
    'a capability',
    thing('capability', 'argocd'),
    () => cluster.capabilities.push({ capabilityName: 'argocd', status: 'ACTIVE' }),
    'ACTIVE',
  ],
  [
    'an update',
    thing('update', 'u-1'),
    () => cluster.updates.push({ id: 'u-1', status: 'InProgress' }),
    'InProgress',
  ],
];

describe.each(things)('the status of %s', (_, asked, add, status) => {
  test('is as EKS says, in one call', async () => {
    add();

    expect(await statusOf(asked)).toBe(status);
    expect(aws.calls).toHaveLength(1);
  });

  test('is none where it is gone', async () => {
    state.clusters.clear();

    expect(await statusOf(asked)).toBeUndefined();
  });

  test.each([
    ['throttled', /throttled: Rate exceeded$/],
    ['denied', /AccessDenied: /],
    ['malformed', /malformed answer/],
  ] as const)('is not said where the call is %s', async (answer, message) => {
    add();
    aws.faults.add({ answer });

    await expect(statusOf(asked)).rejects.toThrow(message);
  });
});

test.each([
  ['cluster eu-west-1/payments', thing()],
  ['nodegroup workers of cluster eu-west-1/payments', thing('nodegroup', 'workers')],
])('%s is named where it does not tell its status', async (name, asked) => {
  cluster.cluster = { name: 'payments' };
  cluster.nodegroups.push({ nodegroupName: 'workers' });

  await expect(statusOf(asked)).rejects.toThrow(
    `${name} did not tell its status: malformed answer`,
  );
});

test('every status that the SDK names is on its way or at rest', () => {
  const known = [
    eks.ClusterStatus,
    eks.NodegroupStatus,
    eks.FargateProfileStatus,
    eks.AddonStatus,
    eks.CapabilityStatus,
    eks.UpdateStatus,
  ].flatMap((statuses) => Object.values(statuses));
  expect([...new Set(known)].filter(isTransitional).sort()).toEqual([
    'CREATING',
    'DELETING',
    'InProgress',
    'PENDING',
    'UPDATING',
  ]);
});

function statusOf(asked: ClusterThing): Promise<string | undefined> {
  return objectStatus(loopbackClients(aws.endpoint, 1).eks).statusOf(asked);
}

function thing(kind?: NonNullable<ClusterThing['part']>['kind'], name = ''): ClusterThing {
  const whole = { cluster: { region, name: 'payments' } };
  return kind === undefined ? whole : { ...whole, part: { kind, name } };
}
