import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { awsSource } from '../../../functions/adapters/aws-source.ts';
import {
  unaskedKubernetes,
  unreadKubernetes,
} from '../../../functions/adapters/kubernetes-unread.ts';
import type { KubernetesTarget } from '../../../shared/model/kubernetes-reading.ts';
import type { Answer } from '../../../shared/model/reading.ts';
import type { KubernetesReader } from '../../../shared/ports/kubernetes-reader.ts';
import { type AwsState, addCluster, awsState } from '../../support/aws/account-state.ts';
import { loopbackClients } from '../../support/aws/loopback-clients.ts';
import { denied, read } from '../../support/aws/reading.ts';
import { type LoopbackAws, startAws } from '../../support/aws/start-aws.ts';

const cluster = { region: 'eu-west-1', name: 'payments' };
const account = { accountId: '111122223333', partition: 'aws' };
const inside = 'eu-west-1/eks/payments/kubernetes/';

let state: AwsState;
let aws: LoopbackAws;
let targets: KubernetesTarget[];
beforeEach(async () => {
  state = awsState();
  aws = await startAws(state);
  targets = [];
});
afterEach(() => aws.close());

const noting: KubernetesReader = {
  read: async function* (target) {
    targets.push(target);
    yield* unreadKubernetes(target, 7, 'only noted');
  },
};

async function answersInside(kubernetes: KubernetesReader = noting): Promise<readonly Answer[]> {
  const clock = () => 1;
  const source = awsSource(
    { account, onFailure: 'unread', clock, kubernetes },
    loopbackClients(aws.endpoint, 1),
  );
  const answers = await read(source, { kind: 'cluster', cluster });
  return answers.filter(({ path }) => path.startsWith(inside));
}

describe('what is inside a cluster', () => {
  it('is asked for where EKS says, with all certificate authorities', async () => {
    const { certificateAuthorities } = addCluster(state, cluster.region, cluster.name, {
      certificateAuthority: { data: 'Zmlyc3Q=' },
    });
    const authority = { createdAt: new Date('2026-01-02T03:04:05Z') };
    certificateAuthorities.push(
      { ...authority, id: 'ca-1', data: 'Zmlyc3Q=', signingStatus: 'IN_USE' },
      { ...authority, id: 'ca-2', data: 'c3VjY2Vzc29y', signingStatus: 'NOT_USED' },
    );
    expect(await answersInside()).toEqual(unreadKubernetes({ cluster }, 7, 'only noted'));
    expect(targets).toEqual([
      {
        cluster,
        endpoint: 'https://payments.example.com',
        certificateAuthorities: ['Zmlyc3Q=', 'c3VjY2Vzc29y'],
        isPublic: false,
      },
    ]);
  });

  it('is asked for by the authority of the cluster alone where others are not to be had', async () => {
    addCluster(state, cluster.region, cluster.name, {
      certificateAuthority: { data: 'Zmlyc3Q=' },
      resourcesVpcConfig: { endpointPublicAccess: true },
    });
    aws.faults.add({ operation: 'ListCertificateAuthorities', answer: 'denied' });
    await answersInside();
    expect(targets).toMatchObject([{ certificateAuthorities: ['Zmlyc3Q='], isPublic: true }]);
  });

  it('is unread while there is no endpoint', async () => {
    const { cluster: described } = addCluster(state, cluster.region, cluster.name, {
      status: 'CREATING',
    });
    delete described.endpoint;
    expect(await answersInside()).toEqual(
      unreadKubernetes({ cluster }, 1, 'it has no endpoint while it is CREATING'),
    );
  });

  it('is unread where the cluster cannot be described', async () => {
    addCluster(state, cluster.region, cluster.name);
    aws.faults.add({ operation: 'DescribeCluster', answer: 'denied' });
    expect(await answersInside()).toEqual(unreadKubernetes({ cluster }, 1, denied));
    expect(targets).toEqual([]);
  });

  it('is nothing where there is no cluster', async () => {
    expect(await answersInside()).toEqual([]);
  });

  it('may be not asked for, with the reason', async () => {
    addCluster(state, cluster.region, cluster.name);
    expect(await answersInside(unaskedKubernetes('not asked for', () => 3))).toEqual(
      unreadKubernetes({ cluster }, 3, 'not asked for'),
    );
  });
});
