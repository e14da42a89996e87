const rbac = 'rbac.authorization.k8s.io';
const admission = 'admissionregistration.k8s.io';
const fluxSources = 'source.toolkit.fluxcd.io';
const externalSecrets = 'external-secrets.io';
const argoCd = 'argoproj.io';

/**
 * The types of objects that are read inside a cluster, by their plural as in the paths of the API, and the API group of each:
 * '' is the core group. Secrets are not among them: they are never read. Of ConfigMaps only aws-auth is.
 */
export const kubernetesGroups = {
  namespaces: '',
  serviceaccounts: '',
  configmaps: '',
  pods: '',
  roles: rbac,
  clusterroles: rbac,
  rolebindings: rbac,
  clusterrolebindings: rbac,
  deployments: 'apps',
  daemonsets: 'apps',
  mutatingwebhookconfigurations: admission,
  validatingwebhookconfigurations: admission,
  kustomizations: 'kustomize.toolkit.fluxcd.io',
  helmreleases: 'helm.toolkit.fluxcd.io',
  gitrepositories: fluxSources,
  ocirepositories: fluxSources,
  buckets: fluxSources,
  helmrepositories: fluxSources,
  helmcharts: fluxSources,
  receivers: 'notification.toolkit.fluxcd.io',
  fluxinstances: 'fluxcd.controlplane.io',
  secretstores: externalSecrets,
  clustersecretstores: externalSecrets,
  externalsecrets: externalSecrets,
  clusterexternalsecrets: externalSecrets,
  pushsecrets: externalSecrets,
  secretproviderclasses: 'secrets-store.csi.x-k8s.io',
  appprojects: argoCd,
  applications: argoCd,
  ec2nodeclasses: 'karpenter.k8s.aws',
  nodeclasses: 'eks.amazonaws.com',
} as const;

export type KubernetesType = keyof typeof kubernetesGroups;

export const kubernetesTypes = Object.keys(kubernetesGroups) as readonly KubernetesType[];
