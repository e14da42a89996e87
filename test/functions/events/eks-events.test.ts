import { describe, expect, it } from 'vitest';
import { effectOf } from '../../../functions/events/effect.ts';
import type { PodIdentityAssociation } from '../../../shared/model/cluster-parts.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import {
  cloudTrailEvent,
  estateOf,
  type Told,
  understood,
} from '../../support/cloud-trail-events.ts';
import { apiCluster, clusterAdmin, prodRef, roleArn } from '../../support/estate.ts';
import { known } from '../../support/facts.ts';

const ci = roleArn('team/ci');
const encoded = encodeURIComponent(ci);
const entryKey = 'access-entry eu-west-1/prod arn:aws:iam::012345678901:role/team/ci';
const policiesKey = 'access-policies eu-west-1/prod arn:aws:iam::012345678901:role/team/ci';
const adminPolicy = 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy';

const association: PodIdentityAssociation = {
  associationId: 'a-1',
  associationArn: 'arn:aws:eks:eu-west-1:012345678901:podidentityassociation/prod/a-1',
  namespace: 'apps',
  serviceAccount: 'web',
  roleArn: roleArn('web'),
  disableSessionTags: false,
};
const associationKey = 'pod-identity-association eu-west-1/prod apps/web';

const estate = estateOf(
  known(factKeys.clusters('eu-west-1'), ['prod']),
  known(factKeys.cluster(prodRef), { ...apiCluster(prodRef), enabledLogTypes: ['api', 'audit'] }),
  known(factKeys.accessEntry(prodRef, ci), {
    principalArn: ci,
    type: 'STANDARD',
    kubernetesGroups: ['readers'],
  }),
  known(factKeys.accessPolicies(prodRef, ci), [clusterAdmin]),
  known(factKeys.podIdentityAssociation(prodRef, 'apps/web'), association),
  known(factKeys.nodegroup(prodRef, 'blue'), {
    name: 'blue',
    arn: 'arn:aws:eks:eu-west-1:012345678901:nodegroup/prod/blue/1',
    status: 'ACTIVE',
    autoScalingGroups: [],
  }),
);

function eks(
  eventName: string,
  requestParameters: Told['requestParameters'],
  responseElements: Told['responseElements'] = null,
) {
  return understood(
    cloudTrailEvent({ eventName, requestParameters: requestParameters ?? null, responseElements }),
    estate,
  );
}

function effect(...told: Parameters<typeof eks>) {
  return effectOf(eks(...told).record, estate);
}

describe('what is written by', () => {
  it('CreateAccessEntry is the entry of the response, without access policies', () => {
    const accessEntry = {
      clusterName: 'prod',
      principalArn: roleArn('new'),
      kubernetesGroups: ['readers'],
      username: 'new',
      type: 'STANDARD',
      createdAt: 1_795_341_598.305,
    };
    const key = 'access-entry eu-west-1/prod arn:aws:iam::012345678901:role/new';
    expect(
      effect('CreateAccessEntry', { name: 'prod', principalArn: roleArn('new') }, { accessEntry }),
    ).toEqual({
      changes: [
        { key, path: '', value: true },
        { key, path: 'principalArn', value: roleArn('new') },
        { key, path: 'type', value: 'STANDARD' },
        { key, path: 'kubernetesGroups', value: ['readers'] },
        { key, path: 'username', value: 'new' },
        { key, path: 'createdAt', value: 1_795_341_598_305 },
        { key: key.replace('access-entry', 'access-policies'), path: '', value: true },
      ],
    });
  });

  it('CreateAccessEntry without a response is STANDARD and in no group, and an entry made anew loses its policies', () => {
    expect(effect('CreateAccessEntry', { name: 'prod', principalArn: ci })).toEqual({
      changes: [
        { key: entryKey, path: '', value: true },
        { key: entryKey, path: 'principalArn', value: ci },
        { key: entryKey, path: 'type', value: 'STANDARD' },
        { key: entryKey, path: 'kubernetesGroups', value: [] },
        { key: policiesKey, path: adminPolicy },
        { key: policiesKey, path: '', value: true },
      ],
    });
  });

  it('CreateAccessEntry for nodes without a response is not known', () => {
    const request = { name: 'prod', principalArn: ci, type: 'EC2_LINUX' };
    expect(effect('CreateAccessEntry', request)).toEqual({
      underivable: 'EKS itself chooses the groups of an entry for nodes',
    });
  });

  it('UpdateAccessEntry is what it asked for, not what the response says besides', () => {
    const accessEntry = { principalArn: ci, username: 'ci', kubernetesGroups: ['others-doing'] };
    const request = { name: 'prod', principalArn: encoded, username: 'ci' };
    expect(effect('UpdateAccessEntry', request, { accessEntry })).toEqual({
      changes: [{ key: entryKey, path: 'username', value: 'ci' }],
    });
  });

  it('UpdateAccessEntry with an empty name is not known without the response', () => {
    expect(
      effect('UpdateAccessEntry', { name: 'prod', principalArn: encoded, username: '' }),
    ).toEqual({
      underivable: 'the record does not say which name EKS gave instead of none',
    });
  });

  it('DeleteAccessEntry is that entry and policies are gone, with all that they held', () => {
    expect(effect('DeleteAccessEntry', { name: 'prod', principalArn: encoded })).toEqual({
      changes: [
        { key: entryKey, path: '' },
        { key: entryKey, path: 'principalArn' },
        { key: entryKey, path: 'type' },
        { key: entryKey, path: 'kubernetesGroups' },
        { key: policiesKey, path: '' },
        { key: policiesKey, path: adminPolicy },
      ],
    });
  });

  it('AssociateAccessPolicy is the policy with its scope', () => {
    const accessScope = { type: 'namespace', namespaces: ['apps'] };
    const request = { name: 'prod', principalArn: encoded, policyArn: adminPolicy, accessScope };
    expect(effect('AssociateAccessPolicy', request)).toEqual({
      changes: [{ key: policiesKey, path: adminPolicy, value: accessScope }],
    });
  });

  it('DisassociateAccessPolicy is that the policy is gone, whose ARN was part of the URI', () => {
    const policyArn = encodeURIComponent(adminPolicy);
    expect(
      effect('DisassociateAccessPolicy', { name: 'prod', principalArn: encoded, policyArn }),
    ).toEqual({
      changes: [{ key: policiesKey, path: adminPolicy }],
    });
  });

  it('CreatePodIdentityAssociation is the association of the response', () => {
    const made = {
      ...association,
      clusterName: 'prod',
      serviceAccount: 'api',
      associationId: 'a-2',
    };
    const key = 'pod-identity-association eu-west-1/prod apps/api';
    expect(effect('CreatePodIdentityAssociation', { name: 'prod' }, { association: made })).toEqual(
      {
        changes: [
          { key, path: '', value: true },
          { key, path: 'associationId', value: 'a-2' },
          { key, path: 'associationArn', value: association.associationArn },
          { key, path: 'namespace', value: 'apps' },
          { key, path: 'serviceAccount', value: 'api' },
          { key, path: 'roleArn', value: roleArn('web') },
          { key, path: 'disableSessionTags', value: false },
        ],
      },
    );
  });

  it('UpdatePodIdentityAssociation is what it asked for, with the external id that EKS makes for it', () => {
    const request = { name: 'prod', associationId: 'a-1', targetRoleArn: roleArn('target') };
    const made = { ...association, targetRoleArn: roleArn('target'), externalId: 'e-1' };
    expect(effect('UpdatePodIdentityAssociation', request, { association: made })).toEqual({
      changes: [
        { key: associationKey, path: 'targetRoleArn', value: roleArn('target') },
        { key: associationKey, path: 'externalId', value: 'e-1' },
      ],
    });
  });

  it('DeletePodIdentityAssociation is that the association of this id is gone', () => {
    expect(effect('DeletePodIdentityAssociation', { name: 'prod', associationId: 'a-1' })).toEqual({
      changes: [
        '',
        'associationId',
        'associationArn',
        'namespace',
        'serviceAccount',
        'roleArn',
        'disableSessionTags',
      ].map((path) => ({ key: associationKey, path })),
    });
    expect(effect('DeletePodIdentityAssociation', { name: 'prod', associationId: 'a-9' })).toEqual({
      underivable: 'no association of this id is known',
    });
  });

  const clusterKey = 'cluster eu-west-1 prod';

  it('UpdateClusterConfig is each member that it names', () => {
    const request = {
      name: 'prod',
      accessConfig: { authenticationMode: 'API_AND_CONFIG_MAP' },
      resourcesVpcConfig: { endpointPublicAccess: true, publicAccessCidrs: ['0.0.0.0/0'] },
      logging: {
        clusterLogging: [
          { types: ['audit'], enabled: false },
          { types: ['scheduler'], enabled: true },
        ],
      },
      computeConfig: { enabled: true, nodeRoleArn: roleArn('auto') },
      deletionProtection: true,
    };
    expect(effect('UpdateClusterConfig', request)).toEqual({
      changes: [
        { key: clusterKey, path: 'authenticationMode', value: 'API_AND_CONFIG_MAP' },
        { key: clusterKey, path: 'endpointPublicAccess', value: true },
        { key: clusterKey, path: 'publicAccessCidrs', value: ['0.0.0.0/0'] },
        { key: clusterKey, path: 'enabledLogTypes', value: ['api', 'scheduler'] },
        {
          key: clusterKey,
          path: 'computeConfig',
          value: { enabled: true, nodeRoleArn: roleArn('auto') },
        },
      ],
    });
  });

  it('UpdateClusterConfig without parameters is not known', () => {
    expect(effect('UpdateClusterConfig', { name: 'prod' })).toEqual({ changes: [] });
    const { record } = understood(
      cloudTrailEvent({
        eventName: 'UpdateClusterConfig',
        requestParameters: null,
        responseElements: { clusterName: 'prod' },
      }),
    );
    expect(effectOf(record, estate)).toEqual({ underivable: 'the record has no parameters' });
  });

  it('DeleteNodegroup is that it is gone', () => {
    expect(effect('DeleteNodegroup', { name: 'prod', nodegroupName: 'blue' })).toEqual({
      changes: [
        ...['', 'name', 'arn', 'status', 'autoScalingGroups'].map((path) => ({
          key: 'nodegroup eu-west-1/prod blue',
          path,
        })),
        { key: 'metadata-options eu-west-1/prod blue', path: '' },
      ],
    });
  });

  it('AssociateIdentityProviderConfig is all but its ARN', () => {
    const oidc = {
      identityProviderConfigName: 'okta',
      issuerUrl: 'https://okta.example',
      clientId: 'k8s',
      usernamePrefix: '-',
    };
    const key = 'identity-provider-config eu-west-1/prod okta';
    expect(effect('AssociateIdentityProviderConfig', { name: 'prod', oidc })).toEqual({
      underivable: 'the ARN that EKS gives it is not in the record',
      written: [
        { key, path: '', value: true },
        { key, path: 'name', value: 'okta' },
        { key, path: 'issuerUrl', value: 'https://okta.example' },
        { key, path: 'clientId', value: 'k8s' },
        { key, path: 'usernamePrefix', value: '-' },
        { key, path: 'requiredClaims', value: {} },
      ],
    });
  });

  it.each<readonly [string, object, string]>([
    ['AssociateEncryptionConfig', { encryptionConfig: [] }, 'the record does not say which key'],
    ['CancelUpdate', { updateId: 'u-1' }, 'what the update had done by then is not in the record'],
    [
      'UpdateNodegroupVersion',
      { nodegroupName: 'blue', launchTemplate: { id: 'lt-1' } },
      'what the launch template says is not in the record',
    ],
    [
      'ActivateCertificateAuthority',
      { certificateAuthorityId: 'ca-1' },
      'when EKS activates it is not in the record',
    ],
    ['CreateAddon', { addonName: 'vpc-cni' }, 'the record does not say what EKS made'],
    ['UpdateClusterVersion', {}, 'the record does not say which version'],
  ])('%s is said not to be known', (eventName, request, underivable) => {
    expect(effect(eventName, { name: 'prod', ...request })).toEqual({ underivable });
  });

  it.each<readonly [string, object, object]>([
    [
      'UpdateClusterVersion',
      { version: '1.34' },
      { key: clusterKey, path: 'version', value: '1.34' },
    ],
    [
      'AssociateEncryptionConfig',
      {
        encryptionConfig: [
          {
            resources: ['secrets'],
            provider: { keyArn: 'arn:aws:kms:eu-west-1:012345678901:key/k' },
          },
        ],
      },
      {
        key: clusterKey,
        path: 'encryptionKeyArns',
        value: ['arn:aws:kms:eu-west-1:012345678901:key/k'],
      },
    ],
    [
      'UpdateCapability',
      { capabilityName: 'argo', roleArn: roleArn('argo') },
      { key: 'capability eu-west-1/prod argo', path: 'roleArn', value: roleArn('argo') },
    ],
    [
      'DeleteFargateProfile',
      { fargateProfileName: 'fp' },
      { key: 'fargate-profile eu-west-1/prod fp', path: '' },
    ],
    [
      'DisassociateIdentityProviderConfig',
      { identityProviderConfig: { type: 'oidc', name: 'okta' } },
      { key: 'identity-provider-config eu-west-1/prod okta', path: '' },
    ],
  ])('%s is one value', (eventName, request, change) => {
    expect(effect(eventName, { name: 'prod', ...request })).toEqual({ changes: [change] });
  });
});

describe('what is looked at after', () => {
  const wholeProd = [{ kind: 'cluster', cluster: prodRef }];

  it.each<readonly [string, object, object | null, object | undefined]>([
    ['CreateNodegroup', { nodegroupName: 'blue' }, null, { kind: 'nodegroup', name: 'blue' }],
    ['UpdateNodegroupConfig', { nodegroupName: 'blue' }, null, { kind: 'nodegroup', name: 'blue' }],
    [
      'CreateFargateProfile',
      { fargateProfileName: 'fp' },
      null,
      { kind: 'fargateProfile', name: 'fp' },
    ],
    ['UpdateAddon', { addonName: 'vpc-cni' }, null, { kind: 'addon', name: 'vpc-cni' }],
    ['DeleteCapability', { capabilityName: 'argo' }, null, { kind: 'capability', name: 'argo' }],
    ['UpdateClusterConfig', {}, { update: { id: 'u-1' } }, { kind: 'update', name: 'u-1' }],
    ['CancelUpdate', { updateId: 'u-1' }, null, { kind: 'update', name: 'u-1' }],
    [
      'AssociateIdentityProviderConfig',
      {},
      { update: { id: 'u-2' } },
      { kind: 'update', name: 'u-2' },
    ],
    ['UpdateClusterVersion', {}, null, undefined],
  ])('%s is the whole cluster, until it has settled', (eventName, request, response, part) => {
    const { hint } = eks(
      eventName,
      { name: 'prod', ...request },
      (response as Told['responseElements']) ?? null,
    );
    expect([hint.reads, hint.sweeps, hint.settling]).toEqual([
      [],
      wholeProd,
      part === undefined ? { cluster: prodRef } : { cluster: prodRef, part },
    ]);
  });

  it.each(['CreateCluster', 'DeleteCluster'])('%s is the list of clusters too', (eventName) => {
    const { hint } = eks(eventName, { name: 'prod' });
    expect([hint.sweeps, hint.settling]).toEqual([
      [{ kind: 'clusters', region: 'eu-west-1' }, ...wholeProd],
      { cluster: prodRef },
    ]);
  });

  it('an association is the one association, by its service account where that is known', () => {
    expect(
      eks('DeletePodIdentityAssociation', { name: 'prod', associationId: 'a-1' }).hint.reads,
    ).toEqual([
      {
        kind: 'podIdentityAssociation',
        cluster: prodRef,
        associationId: 'a-1',
        serviceAccount: 'apps/web',
      },
    ]);
    expect(
      eks('UpdatePodIdentityAssociation', { name: 'prod', associationId: 'a-9' }).hint.reads,
    ).toEqual([{ kind: 'podIdentityAssociation', cluster: prodRef, associationId: 'a-9' }]);
  });

  it('a new association without a response is the whole cluster', () => {
    const { hint } = eks('CreatePodIdentityAssociation', {
      name: 'prod',
      namespace: 'a',
      serviceAccount: 'b',
    });
    expect([hint.reads, hint.sweeps]).toEqual([[], wholeProd]);
  });

  it('an entry of a cluster that is not known, or known to have none, is all of the cluster too', () => {
    const told = cloudTrailEvent({
      eventName: 'DeleteAccessEntry',
      requestParameters: { name: 'prod', principalArn: ci },
    });
    const configMap = { ...apiCluster(prodRef), authenticationMode: 'CONFIG_MAP' };
    const sweeps = [estateOf(), estateOf(known(factKeys.cluster(prodRef), configMap)), estate].map(
      (stored) => understood(told, stored).hint.sweeps,
    );
    expect(sweeps).toEqual([wholeProd, wholeProd, []]);
  });
});

describe('the grant of', () => {
  const grants = (...told: Parameters<typeof eks>) =>
    eks(...told).hint.grants.map(({ actor: _, cluster: __, ...grant }) => grant);

  it('an entry is taken back with every access policy that it had', () => {
    expect(
      grants('CreateAccessEntry', { name: 'prod', principalArn: ci, kubernetesGroups: ['a', 'b'] }),
    ).toEqual([
      { grantId: entryKey, kind: 'granted', principalArn: ci, grant: 'an access entry in a, b' },
    ]);
    expect(grants('DeleteAccessEntry', { name: 'prod', principalArn: encoded })).toEqual([
      { grantId: entryKey, kind: 'removed', principalArn: ci, grant: 'an access entry' },
    ]);
  });

  it('an access policy says over what', () => {
    const request = { name: 'prod', principalArn: encoded, policyArn: adminPolicy };
    const narrow = { type: 'namespace', namespaces: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] };
    const what = { grantId: entryKey, policyArn: adminPolicy };
    expect([
      ...grants('AssociateAccessPolicy', { ...request, accessScope: { type: 'cluster' } }),
      ...grants('AssociateAccessPolicy', { ...request, accessScope: narrow }),
      ...grants('DisassociateAccessPolicy', request),
    ]).toEqual([
      {
        ...what,
        kind: 'granted',
        principalArn: ci,
        grant: 'AmazonEKSClusterAdminPolicy over the whole cluster',
      },
      {
        ...what,
        kind: 'granted',
        principalArn: ci,
        grant: 'AmazonEKSClusterAdminPolicy over namespaces a, b, c, d, e and 2 more',
      },
      { ...what, kind: 'removed', principalArn: ci, grant: 'AmazonEKSClusterAdminPolicy' },
    ]);
  });

  it('an association is to the role, which a removal knows from the stored estate', () => {
    const grant = 'service account apps/web acts as it';
    expect(grants('DeletePodIdentityAssociation', { name: 'prod', associationId: 'a-1' })).toEqual([
      { grantId: associationKey, kind: 'removed', principalArn: roleArn('web'), grant },
    ]);
  });
});
