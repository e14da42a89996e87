import { describe, expect, it } from 'vitest';
import type { KubernetesSettings } from '../../shared/model/config.ts';
import { config, policiesOf, type Resource, resourcesOf, synthesised } from './synthesised.ts';

const network = {
  subnetIds: ['subnet-0a1b2c3d', 'subnet-0f1e2d3c'],
  securityGroupIds: ['sg-0a1b2c3d'],
};

function deployed(kubernetes: Partial<KubernetesSettings>) {
  const settings = { read: true, readers: [], accessEntries: [], ...kubernetes };
  return synthesised({
    config: { ...config, regions: ['eu-west-1', 'eu-north-1'], kubernetes: settings },
  });
}

function readersOf(hub: ReturnType<typeof deployed>['hub']): readonly Resource[] {
  return Object.values(resourcesOf(hub, 'AWS::Lambda::Function')).filter(
    ({ Properties }) =>
      Properties.Environment.Variables.POWERTOOLS_SERVICE_NAME === 'kubernetes-reader',
  );
}

/** Statements of the policies of a role with this name. */
function statementsOf(hub: ReturnType<typeof deployed>['hub'], roleName: string) {
  const [role] =
    Object.entries(resourcesOf(hub, 'AWS::IAM::Role')).find(
      ([, { Properties }]) => Properties.RoleName === roleName,
    ) ?? [];
  return Object.values(resourcesOf(hub, 'AWS::IAM::Policy'))
    .filter(({ Properties }) => Properties.Roles[0].Ref === role)
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
}

describe('the reader of public endpoints', () => {
  const { hub } = deployed({});

  it('is in no network, and knows nothing but the bucket', () => {
    const [reader, ...more] = readersOf(hub);
    expect(more).toEqual([]);
    expect(reader?.Properties.VpcConfig).toBeUndefined();
    expect(Object.keys(reader?.Properties.Environment.Variables).sort()).toEqual([
      'BUCKET',
      'NODE_OPTIONS',
      'POWERTOOLS_METRICS_NAMESPACE',
      'POWERTOOLS_SERVICE_NAME',
    ]);
  });

  it('may write below one prefix of the bucket, and nowhere else', () => {
    const statements = statementsOf(hub, 'gatewatch-eu-west-1-kubernetes-reader');
    expect(
      statements
        .filter(({ Action }) => String(Action).startsWith('s3:'))
        .map(({ Action, Resource }) => [Action, Resource]),
    ).toEqual([
      [
        's3:PutObject',
        {
          'Fn::Join': [
            '',
            [{ 'Fn::GetAtt': [expect.stringMatching(/^StateBucket/), 'Arn'] }, '/kubernetes/*'],
          ],
        },
      ],
    ]);
  });

  it('leaves there nothing that stays longer than a day', () => {
    const [bucket] = Object.values(resourcesOf(hub, 'AWS::S3::Bucket'));
    expect(bucket?.Properties.LifecycleConfiguration.Rules).toContainEqual({
      ExpirationInDays: 1,
      Prefix: 'kubernetes/',
      Status: 'Enabled',
    });
  });
});

describe('a reader of private endpoints', () => {
  const { hub } = deployed({
    readers: [
      { ...network, clusters: ['eu-west-1/payments'] },
      { ...network, clusters: ['eu-north-1/ledger'] },
    ],
  });

  it('is a function of its own in its subnets', () => {
    expect(
      readersOf(hub).map(({ Properties }) => [Properties.FunctionName, Properties.VpcConfig]),
    ).toEqual([
      ['gatewatch-eu-west-1-kubernetes-reader', undefined],
      [
        'gatewatch-eu-west-1-kubernetes-reader-1',
        { SubnetIds: network.subnetIds, SecurityGroupIds: network.securityGroupIds },
      ],
      [
        'gatewatch-eu-west-1-kubernetes-reader-2',
        { SubnetIds: network.subnetIds, SecurityGroupIds: network.securityGroupIds },
      ],
    ]);
  });

  it('may have Lambda make its network interfaces', () => {
    const [actions] = statementsOf(hub, 'gatewatch-eu-west-1-kubernetes-reader-1')
      .map(({ Action }) => [Action].flat())
      .filter(([action]) => action.startsWith('ec2:'));
    expect(actions).toEqual([
      'ec2:AssignPrivateIpAddresses',
      'ec2:CreateNetworkInterface',
      'ec2:DeleteNetworkInterface',
      'ec2:DescribeNetworkInterfaces',
      'ec2:DescribeSubnets',
      'ec2:UnassignPrivateIpAddresses',
      // CDK has put them together: none of these has a resource type that could be named.
      'xray:PutTelemetryRecords',
      'xray:PutTraceSegments',
    ]);
  });

  it('is one of those that the sweep may invoke', () => {
    const invoked = policiesOf(hub)
      .filter(({ Properties }) => JSON.stringify(Properties.Roles).includes('"SweepRole'))
      .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
      .filter(({ Action }) => Action === 'lambda:InvokeFunction')
      .flatMap(({ Resource }) => Resource)
      .filter((resource) => JSON.stringify(resource).includes('Reader'));
    expect(invoked).toEqual(
      ['1', '2', ''].map((number) => ({
        'Fn::GetAtt': [
          expect.stringMatching(new RegExp(`^KubernetesReader${number}Function`)),
          'Arn',
        ],
      })),
    );
  });
});

describe('access entries', () => {
  const { hub, forwarders } = deployed({
    readers: [{ ...network, clusters: ['eu-north-1/ledger'] }],
    accessEntries: ['eu-west-1/payments', 'eu-north-1/ledger'],
  });

  it('make the reader of a cluster known there, as a member of a group and with no policy', () => {
    expect(
      Object.values(resourcesOf(hub, 'AWS::EKS::AccessEntry')).map(({ Properties }) => Properties),
    ).toEqual([
      {
        ClusterName: 'payments',
        KubernetesGroups: ['gatewatch:readers'],
        PrincipalArn: 'arn:aws:iam::111122223333:role/gatewatch-eu-west-1-kubernetes-reader',
      },
    ]);
  });

  it('are made in the Region of the cluster', () => {
    const inRegion = (region: string) =>
      Object.values(resourcesOf(forwarders[region] ?? hub, 'AWS::EKS::AccessEntry'));
    expect(inRegion('eu-north-1').map(({ Properties }) => Properties)).toEqual([
      {
        ClusterName: 'ledger',
        KubernetesGroups: ['gatewatch:readers'],
        PrincipalArn: 'arn:aws:iam::111122223333:role/gatewatch-eu-west-1-kubernetes-reader-1',
      },
    ]);
    expect(inRegion('us-east-1')).toEqual([]);
  });
});

describe('without looking into clusters', () => {
  it('there is no reader, nobody to invoke it, and no access entry', () => {
    const { hub } = deployed({ read: false, accessEntries: ['eu-west-1/payments'] });
    expect(readersOf(hub)).toEqual([]);
    expect(resourcesOf(hub, 'AWS::EKS::AccessEntry')).toEqual({});
  });
});
