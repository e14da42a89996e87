import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { factsOf } from '../../../shared/wire/facts-of.ts';
import {
  type AwsState,
  addCluster,
  awsState,
  type ClusterState,
} from '../../support/aws/account-state.ts';
import { absent, denied, read, source, unread } from '../../support/aws/reading.ts';
import { type LoopbackAws, startAws } from '../../support/aws/start-aws.ts';

const region = 'eu-west-1';
const payments = { region, name: 'payments' };
const folder = 'eu-west-1/eks/payments';
const roleArn = 'arn:aws:iam::111122223333:role/workload';

let state: AwsState;
let aws: LoopbackAws;
let cluster: ClusterState;

beforeEach(async () => {
  state = awsState();
  aws = await startAws(state);
  cluster = addCluster(state, region, 'payments');
});

afterEach(() => aws.close());

describe('what belongs to a cluster', () => {
  beforeEach(() => {
    cluster.podIdentityAssociations.push({
      namespace: 'shop',
      serviceAccount: 'web',
      roleArn,
      associationArn: 'arn:association',
      associationId: 'a-1',
    });
    cluster.fargateProfiles.push({
      fargateProfileName: 'batch',
      fargateProfileArn: 'arn:profile',
      podExecutionRoleArn: roleArn,
    });
    cluster.addons.push({ addonName: 'vpc-cni', addonArn: 'arn:addon' });
    cluster.identityProviderConfigs.push({
      identityProviderConfigName: 'okta',
      identityProviderConfigArn: 'arn:config',
      issuerUrl: 'https://example.okta.com',
      clientId: 'kubernetes',
    });
    cluster.capabilities.push({
      capabilityName: 'argocd',
      arn: 'arn:capability',
      type: 'ARGOCD',
      roleArn,
    });
    cluster.certificateAuthorities.push({
      id: 'ca-1',
      createdAt: new Date('2026-01-02T03:04:05Z'),
      signingStatus: 'IN_USE',
    });
  });

  test('is listed and described, one by one', async () => {
    const answers = await parts();

    expect(
      answers.map(({ path, item, outcome }) => [path.split('/').at(-1), item ?? outcome]),
    ).toEqual([
      ['pod-identity-associations.json', 'shop/web'],
      ['pod-identity-associations.json', { kind: 'items', items: ['shop/web'] }],
      ['fargate-profiles.json', 'batch'],
      ['fargate-profiles.json', { kind: 'items', items: ['batch'] }],
      ['addons.json', 'vpc-cni'],
      ['addons.json', { kind: 'items', items: ['vpc-cni'] }],
      ['identity-provider-configs.json', 'okta'],
      ['identity-provider-configs.json', { kind: 'items', items: ['okta'] }],
      ['capabilities.json', 'argocd'],
      ['capabilities.json', { kind: 'items', items: ['argocd'] }],
      ['certificate-authorities.json', 'ca-1'],
      ['certificate-authorities.json', { kind: 'items', items: ['ca-1'] }],
    ]);
    const account = { accountId: '111122223333', partition: 'aws' };
    const facts = answers.flatMap((answer) => factsOf(answer, account));
    expect(facts.filter(([, fact]) => !fact.read)).toEqual([]);
  });

  test.each([
    ['ListPodIdentityAssociations', 'pod-identity-associations.json'],
    ['ListFargateProfiles', 'fargate-profiles.json'],
    ['ListAddons', 'addons.json'],
    ['ListIdentityProviderConfigs', 'identity-provider-configs.json'],
    ['ListCapabilities', 'capabilities.json'],
    ['ListCertificateAuthorities', 'certificate-authorities.json'],
  ])('is unread where %s is denied, and the others are not', async (operation, file) => {
    aws.faults.add({ operation, answer: 'denied' });

    const answers = await parts();

    expect(answers.filter(({ outcome }) => outcome.kind === 'unread')).toEqual([
      unread({ path: `${folder}/${file}` }, expect.any(Number), denied),
    ]);
    expect(answers).toHaveLength(11);
  });

  test('is unread, and not absent, where EKS denies a cluster that it described', async () => {
    aws.faults.add({ operation: 'ListAddons', answer: 'gone' });

    const answers = await parts();

    expect(answers.filter(({ path }) => path.endsWith('addons.json'))).toMatchObject([
      { outcome: { kind: 'unread', reason: expect.stringContaining('ResourceNotFoundException') } },
    ]);
  });

  test.each([
    ['denied', 'unread'],
    ['gone', 'absent'],
  ] as const)('that is %s when it is described is %s by itself', async (answer, kind) => {
    aws.faults.add({ operation: 'DescribeAddon', answer });

    const answers = await parts();

    const addons = answers.filter(({ path }) => path.endsWith('addons.json'));
    expect(addons.map(({ item, outcome }) => [item, outcome.kind])).toEqual([
      ['vpc-cni', kind],
      [undefined, 'items'],
    ]);
  });

  test('is listed to the last page', async () => {
    for (let n = 0; n < 100; n += 1) cluster.addons.push({ addonName: `addon-${n}` });

    const answers = await parts();

    const list = answers.findLast(({ path }) => path.endsWith('addons.json'));
    expect(list?.outcome).toMatchObject({ items: { length: 101 } });
  });

  test('without a name leaves its list unread', async () => {
    cluster.capabilities.push({ arn: 'arn:nameless' });

    const answers = await parts();

    const capabilities = answers.filter(({ path }) => path.endsWith('capabilities.json'));
    expect(capabilities.map(({ item, outcome }) => [item, outcome.kind])).toEqual([
      ['argocd', 'document'],
      [undefined, 'unread'],
    ]);
  });
});

describe('the metadata options of a node group', () => {
  const address = { path: `${folder}/nodegroups.json`, item: 'workers', part: 'metadataOptions' };
  const made = { resources: { autoScalingGroups: [{ name: 'eks-workers' }] } };
  const options = { HttpTokens: 'required', HttpPutResponseHopLimit: 1 } as const;

  test("are those of the owner's launch template at the version in use", async () => {
    addTemplate('lt-own', 'own', 2, { HttpTokens: 'optional' });
    addTemplate('lt-own', 'own', 3, options);
    cluster.nodegroups.push({
      nodegroupName: 'workers',
      launchTemplate: { id: 'lt-own', name: 'own', version: '3' },
    });

    expect(await metadataOptions()).toEqual([known(options)]);
  });

  test('may be of a launch template that is known by its name alone', async () => {
    addTemplate('lt-own', 'own', 3, options);
    cluster.nodegroups.push({
      nodegroupName: 'workers',
      launchTemplate: { name: 'own', version: '3' },
    });

    expect(await metadataOptions()).toEqual([known(options)]);
  });

  test('are those of the launch template that EKS made, which its group names', async () => {
    addTemplate('lt-made', 'eks-made', 1, options);
    cluster.nodegroups.push({ nodegroupName: 'workers', ...made });
    addGroup({ LaunchTemplate: { LaunchTemplateId: 'lt-made', Version: '1' } });

    expect(await metadataOptions()).toEqual([known(options)]);
  });

  test('are found through a group of mixed instances, and by the default version', async () => {
    addTemplate('lt-made', 'eks-made', 1, options);
    cluster.nodegroups.push({ nodegroupName: 'workers', ...made });
    const LaunchTemplateSpecification = { LaunchTemplateName: 'eks-made' };
    addGroup({ MixedInstancesPolicy: { LaunchTemplate: { LaunchTemplateSpecification } } });

    expect(await metadataOptions()).toEqual([known(options)]);
  });

  test('are none where the launch template sets none', async () => {
    addTemplate('lt-own', 'own', 1, undefined);
    cluster.nodegroups.push({
      nodegroupName: 'workers',
      launchTemplate: { id: 'lt-own', version: '1' },
    });

    expect(await metadataOptions()).toEqual([known({})]);
  });

  test.each<[string, object, () => void, string]>([
    ['there is no group yet', {}, () => undefined, 'it has no Auto Scaling group yet'],
    [
      'its group is gone',
      made,
      () => undefined,
      'the launch template of its Auto Scaling group was not found',
    ],
    [
      'its group has no launch template',
      made,
      () => addGroup({ LaunchConfigurationName: 'old' }),
      'the launch template of its Auto Scaling group was not found',
    ],
    [
      'its groups differ',
      made,
      () => {
        addGroup({ LaunchTemplate: { LaunchTemplateId: 'lt-a', Version: '1' } });
        addGroup({ LaunchTemplate: { LaunchTemplateId: 'lt-b', Version: '1' } });
      },
      'its Auto Scaling groups differ',
    ],
    [
      'the version is gone',
      { launchTemplate: { id: 'lt-own', version: '9' } },
      () => addTemplate('lt-own', 'own', 1, options),
      'its launch template has no version 9',
    ],
    [
      'the launch template is gone',
      { launchTemplate: { id: 'lt-gone', version: '1' } },
      () => undefined,
      'InvalidLaunchTemplateId.NotFound: The template does not exist.',
    ],
    [
      'Auto Scaling denies it',
      made,
      () => aws.faults.add({ operation: 'DescribeAutoScalingGroups', answer: 'denied' }),
      denied,
    ],
    [
      'EC2 denies it',
      { launchTemplate: { id: 'lt-own', version: '1' } },
      () => aws.faults.add({ operation: 'DescribeLaunchTemplateVersions', answer: 'denied' }),
      denied,
    ],
  ])('are unread where %s', async (_, members, arrange, reason) => {
    cluster.nodegroups.push({ nodegroupName: 'workers', ...members });
    arrange();

    expect(await metadataOptions()).toMatchObject([
      { ...address, outcome: { kind: 'unread', reason } },
    ]);
  });

  test('are not asked for where the node group could not be described', async () => {
    cluster.nodegroups.push({ nodegroupName: 'workers' });
    aws.faults.add({ operation: 'DescribeNodegroup', answer: 'gone' });

    const answers = await nodegroups();

    expect(answers).toEqual([
      absent({ path: address.path, item: 'workers' }, expect.any(Number)),
      {
        path: address.path,
        readAt: expect.any(Number),
        outcome: { kind: 'items', items: ['workers'] },
      },
    ]);
  });

  async function nodegroups() {
    const answers = await read(source(aws), { kind: 'cluster', cluster: payments });
    return answers.filter(({ path }) => path === address.path);
  }

  async function metadataOptions() {
    return (await nodegroups()).filter(({ part }) => part === 'metadataOptions');
  }

  function known(json: object) {
    return { ...address, readAt: expect.any(Number), outcome: { kind: 'document', json } };
  }

  function addTemplate(id: string, name: string, version: number, MetadataOptions?: object): void {
    state.launchTemplates.push({
      LaunchTemplateId: id,
      LaunchTemplateName: name,
      VersionNumber: version,
      DefaultVersion: version === 1,
      LaunchTemplateData: { ImageId: 'ami-1', MetadataOptions },
    });
  }

  function addGroup(members: object): void {
    state.autoScalingGroups.push({
      AutoScalingGroupName: 'eks-workers',
      MinSize: 0,
      MaxSize: 1,
      DesiredCapacity: 0,
      DefaultCooldown: 0,
      AvailabilityZones: [],
      HealthCheckType: 'EC2',
      CreatedTime: new Date(0),
      ...members,
    });
  }
});

async function parts() {
  const answers = await read(source(aws), { kind: 'cluster', cluster: payments });
  const others = ['cluster', 'access-entries', 'nodegroups'].map(
    (file) => `${folder}/${file}.json`,
  );
  return answers.filter(({ path }) => !others.includes(path));
}
