import { describe, expect, test } from 'vitest';
import { readSnapshotPath, snapshotPaths } from '../../../shared/wire/snapshot-path.ts';

const prod = { region: 'eu-west-1', name: 'prod' };

describe('the layout of a snapshot', () => {
  test.each<readonly [string, string, object]>([
    [snapshotPaths.iam(), 'iam/account-authorization-details.json', { kind: 'iam' }],
    [snapshotPaths.accountSummary(), 'iam/account-summary.json', { kind: 'accountSummary' }],
    [
      snapshotPaths.oidcProviders(),
      'iam/open-id-connect-providers.json',
      { kind: 'oidcProviders' },
    ],
    [
      snapshotPaths.organizationPolicies(),
      'organizations/policies.json',
      { kind: 'organizationPolicies' },
    ],
    [snapshotPaths.trails(), 'cloudtrail/trails.json', { kind: 'trails' }],
    [
      snapshotPaths.clusters('eu-west-1'),
      'eu-west-1/eks/clusters.json',
      { kind: 'clusters', region: 'eu-west-1' },
    ],
    [
      snapshotPaths.clusterVersions('eu-west-1'),
      'eu-west-1/eks/cluster-versions.json',
      { kind: 'clusterVersions', region: 'eu-west-1' },
    ],
    [
      snapshotPaths.accessPolicies('eu-west-1'),
      'eu-west-1/eks/access-policies.json',
      { kind: 'accessPolicies', region: 'eu-west-1' },
    ],
    [
      snapshotPaths.instanceMetadataDefaults('eu-west-1'),
      'eu-west-1/ec2/instance-metadata-defaults.json',
      { kind: 'instanceMetadataDefaults', region: 'eu-west-1' },
    ],
    [
      snapshotPaths.cluster(prod),
      'eu-west-1/eks/prod/cluster.json',
      { kind: 'cluster', cluster: prod },
    ],
    [
      snapshotPaths.accessEntries(prod),
      'eu-west-1/eks/prod/access-entries.json',
      { kind: 'accessEntries', cluster: prod },
    ],
    [
      snapshotPaths.podIdentityAssociations(prod),
      'eu-west-1/eks/prod/pod-identity-associations.json',
      { kind: 'podIdentityAssociations', cluster: prod },
    ],
    [
      snapshotPaths.nodegroups(prod),
      'eu-west-1/eks/prod/nodegroups.json',
      { kind: 'nodegroups', cluster: prod },
    ],
    [
      snapshotPaths.fargateProfiles(prod),
      'eu-west-1/eks/prod/fargate-profiles.json',
      { kind: 'fargateProfiles', cluster: prod },
    ],
    [
      snapshotPaths.addons(prod),
      'eu-west-1/eks/prod/addons.json',
      { kind: 'addons', cluster: prod },
    ],
    [
      snapshotPaths.identityProviderConfigs(prod),
      'eu-west-1/eks/prod/identity-provider-configs.json',
      { kind: 'identityProviderConfigs', cluster: prod },
    ],
    [
      snapshotPaths.capabilities(prod),
      'eu-west-1/eks/prod/capabilities.json',
      { kind: 'capabilities', cluster: prod },
    ],
    [
      snapshotPaths.certificateAuthorities(prod),
      'eu-west-1/eks/prod/certificate-authorities.json',
      { kind: 'certificateAuthorities', cluster: prod },
    ],
  ])('%s is written and read', (path, literal, file) => {
    expect(path).toBe(literal);
    expect(readSnapshotPath(path)).toEqual(file);
  });

  test.each([
    ['namespaces', 'namespaces'],
    ['serviceaccounts', 'serviceaccounts'],
    ['configmaps', 'configmaps'],
    ['pods', 'pods'],
    ['roles', 'roles.rbac.authorization.k8s.io'],
    ['clusterroles', 'clusterroles.rbac.authorization.k8s.io'],
    ['rolebindings', 'rolebindings.rbac.authorization.k8s.io'],
    ['clusterrolebindings', 'clusterrolebindings.rbac.authorization.k8s.io'],
    ['deployments', 'deployments.apps'],
    ['daemonsets', 'daemonsets.apps'],
    ['mutatingwebhookconfigurations', 'mutatingwebhookconfigurations.admissionregistration.k8s.io'],
    [
      'validatingwebhookconfigurations',
      'validatingwebhookconfigurations.admissionregistration.k8s.io',
    ],
    ['kustomizations', 'kustomizations.kustomize.toolkit.fluxcd.io'],
    ['helmreleases', 'helmreleases.helm.toolkit.fluxcd.io'],
    ['gitrepositories', 'gitrepositories.source.toolkit.fluxcd.io'],
    ['ocirepositories', 'ocirepositories.source.toolkit.fluxcd.io'],
    ['buckets', 'buckets.source.toolkit.fluxcd.io'],
    ['helmrepositories', 'helmrepositories.source.toolkit.fluxcd.io'],
    ['helmcharts', 'helmcharts.source.toolkit.fluxcd.io'],
    ['receivers', 'receivers.notification.toolkit.fluxcd.io'],
    ['fluxinstances', 'fluxinstances.fluxcd.controlplane.io'],
    ['secretstores', 'secretstores.external-secrets.io'],
    ['clustersecretstores', 'clustersecretstores.external-secrets.io'],
    ['externalsecrets', 'externalsecrets.external-secrets.io'],
    ['clusterexternalsecrets', 'clusterexternalsecrets.external-secrets.io'],
    ['pushsecrets', 'pushsecrets.external-secrets.io'],
    ['secretproviderclasses', 'secretproviderclasses.secrets-store.csi.x-k8s.io'],
    ['appprojects', 'appprojects.argoproj.io'],
    ['applications', 'applications.argoproj.io'],
    ['ec2nodeclasses', 'ec2nodeclasses.karpenter.k8s.aws'],
    ['nodeclasses', 'nodeclasses.eks.amazonaws.com'],
  ] as const)('%s of a cluster are written and read', (kind, file) => {
    const path = `eu-west-1/eks/prod/kubernetes/${file}.json`;
    expect(snapshotPaths[kind](prod)).toBe(path);
    expect(readSnapshotPath(path)).toEqual({ kind, cluster: prod });
  });

  test('a cluster may be called like a file', () => {
    expect(readSnapshotPath('eu-west-1/eks/iam/cluster.json')).toEqual({
      kind: 'cluster',
      cluster: { region: 'eu-west-1', name: 'iam' },
    });
  });

  test.each([
    '',
    'account.json',
    'unread.json',
    'iam/credential-report.json',
    'iam/eks/iam/clusters.json',
    'eu-west-1',
    'eu-west-1/eks',
    'eu-west-1/eks/prod',
    'eu-west-1/eks/clusters.json/cluster.json',
    'eu-west-1/eks/clusters.json/more',
    'eu-west-1/ecs/clusters.json',
    'eu-west-1/eks/prod/updates.json',
    'eu-west-1/ec2/prod/addons.json',
    'eu-west-1/instance-metadata-defaults.json',
    'organizations/policies.json/deeper',
    'eu-west-1/eks/prod/constructor',
    'eu-west-1/eks/prod/__proto__',
    'eu-west-1/eks/prod/cluster.json/deeper',
    'eu-west-1/eks/prod/kubernetes/secrets.json',
    'eu-west-1/eks/prod/kubernetes/roles.json',
    'eu-west-1/eks/prod/pods.json',
    'eu-west-1/eks/../cluster.json',
    '../eks/clusters.json',
    '../eks/prod/cluster.json',
    'EU-WEST-1/eks/clusters.json',
    '/eks/clusters.json',
  ])('%j is not in it', (path) => {
    expect(readSnapshotPath(path)).toBeUndefined();
  });
});
