import { describe, expect, it } from 'vitest';
import type { Resource } from '../../../shared/model/finding.ts';
import { findingPlace, type LocatedFinding } from '../../../shared/wire/finding-place.ts';

function placed(resource: Resource, over: Partial<LocatedFinding> = {}) {
  return findingPlace({
    ...{ id: 'f', region: 'eu-west-1', clusterName: 'prod', subject: '', evidence: {} },
    resource,
    ...over,
  });
}

describe('the place of a finding', () => {
  it.each([
    [
      'AWS::EKS::AccessEntry',
      'arn:aws:iam::1:role/ci',
      'access-entries.json',
      'arn:aws:iam::1:role/ci',
    ],
    [
      'AWS::EKS::PodIdentityAssociation',
      'prod/app/api',
      'pod-identity-associations.json',
      'app/api',
    ],
    ['AWS::EKS::Nodegroup', 'prod/ng-1', 'nodegroups.json', 'ng-1'],
    ['AWS::EKS::FargateProfile', 'prod/batch', 'fargate-profiles.json', 'batch'],
    ['AWS::EKS::IdentityProviderConfig', 'prod/sso', 'identity-provider-configs.json', 'sso'],
    ['AWS::EKS::Capability', 'prod/argocd', 'capabilities.json', 'argocd'],
    [
      'Kubernetes::ConfigMap',
      'kube-system/aws-auth',
      'kubernetes/configmaps.json',
      'kube-system/aws-auth',
    ],
    [
      ...['Kubernetes::GitRepository', 'web/site'],
      ...['kubernetes/gitrepositories.source.toolkit.fluxcd.io.json', 'web/site'],
    ],
    [
      ...['Kubernetes::SecretProviderClass', 'web/db'],
      ...['kubernetes/secretproviderclasses.secrets-store.csi.x-k8s.io.json', 'web/db'],
    ],
  ])('is for %s %s an element of %s', (type, id, file, item) => {
    expect(placed({ type, id })).toEqual({ path: `eu-west-1/eks/prod/${file}`, item });
  });

  it('is for a cluster its whole document', () => {
    const resource = { type: 'AWS::EKS::Cluster', id: 'arn:aws:eks:eu-west-1:1:cluster/prod' };
    expect(placed(resource)).toEqual({ path: 'eu-west-1/eks/prod/cluster.json' });
  });

  it('is for whom a binding binds the first binding of the evidence', () => {
    const evidence = {
      ways: [{ grants: [{ role: 'ClusterRole x', binding: 'RoleBinding web/ops' }] }],
    };
    expect(placed({ type: 'Kubernetes::Group', id: 'ops' }, { evidence })).toEqual({
      path: 'eu-west-1/eks/prod/kubernetes/rolebindings.rbac.authorization.k8s.io.json',
      item: 'web/ops',
    });
  });

  it('is nowhere for a group without a binding, and for a kind of which no file is', () => {
    const evidence = { ways: [{ level: 'write', grants: ['none', null] }] };
    expect(placed({ type: 'Kubernetes::Group', id: 'ops' }, { evidence })).toBeUndefined();
    expect(placed({ type: 'Gatewatch::Part', id: 'x' })).toBeUndefined();
  });

  const ofAccount = { region: 'global', clusterName: undefined };
  it.each([
    ['AWS::IAM::Role', 'arn:aws:iam::1:role/ci', 'iam/account-authorization-details.json'],
    [
      'AWS::IAM::OIDCProvider',
      'arn:aws:iam::1:oidc-provider/x',
      'iam/open-id-connect-providers.json',
    ],
  ])('is for %s an element of %s', (type, id, path) => {
    const { clusterName: _, ...global } = ofAccount;
    expect(
      findingPlace({ id: 'f', subject: '', evidence: {}, resource: { type, id }, ...global }),
    ).toEqual({ path, item: id });
  });

  it('is for an account its file, and for its trails in a Region theirs; nowhere for a waiver', () => {
    const account = {
      id: 'f',
      subject: '',
      evidence: {},
      resource: { type: 'AWS::::Account', id: '1' },
    };
    expect(findingPlace({ ...account, region: 'global' })).toEqual({ path: 'account.json' });
    expect(findingPlace({ ...account, region: 'eu-west-1' })).toEqual({
      path: 'cloudtrail/trails.json',
    });
    const waiver = { type: 'Gatewatch::Waiver', id: 'x' };
    expect(findingPlace({ ...account, region: 'global', resource: waiver })).toBeUndefined();
  });
});
