import { type KubernetesType, kubernetesGroups } from '../../model/kubernetes-types.ts';
import type { Parsed } from '../parsed.ts';
import { argoApplications, argoProjects } from './argo-cd.ts';
import { namespaces, readAwsAuth, serviceAccounts } from './core.ts';
import { clusterExternalSecrets, externalSecrets, pushSecrets } from './external-secrets.ts';
import { fluxInstances, fluxReceivers } from './flux-others.ts';
import { helmReleases, kustomizations } from './flux-reconcilers.ts';
import {
  buckets,
  gitRepositories,
  helmCharts,
  helmRepositories,
  ociRepositories,
} from './flux-sources.ts';
import { ec2NodeClasses, nodeClasses } from './node-classes.ts';
import { type ObjectType, readObjects } from './object-list.ts';
import { clusterRoleBindings, clusterRoles, roleBindings, roles } from './rbac.ts';
import { secretProviderClasses } from './secret-provider-classes.ts';
import { clusterSecretStores, secretStores } from './secret-stores.ts';
import { mutatingWebhooks, validatingWebhooks } from './webhooks.ts';
import { fluxDeployments, podIdentityAgents, readPods } from './workloads.ts';

/** What the document of a type says; undefined as what was read says that there is no such thing. */
export function readDocumentOf(type: KubernetesType, json: unknown): Parsed<unknown> {
  const group = kubernetesGroups[type];
  if (type === 'configmaps') return readAwsAuth(json, group);
  if (type === 'pods') return readPods(json, group);
  return readObjects(objectTypes[type], json, group);
}

const objectTypes: Readonly<
  Record<Exclude<KubernetesType, 'configmaps' | 'pods'>, ObjectType<unknown>>
> = {
  namespaces,
  serviceaccounts: serviceAccounts,
  roles,
  clusterroles: clusterRoles,
  rolebindings: roleBindings,
  clusterrolebindings: clusterRoleBindings,
  deployments: fluxDeployments,
  daemonsets: podIdentityAgents,
  mutatingwebhookconfigurations: mutatingWebhooks,
  validatingwebhookconfigurations: validatingWebhooks,
  kustomizations,
  helmreleases: helmReleases,
  gitrepositories: gitRepositories,
  ocirepositories: ociRepositories,
  buckets,
  helmrepositories: helmRepositories,
  helmcharts: helmCharts,
  receivers: fluxReceivers,
  fluxinstances: fluxInstances,
  secretstores: secretStores,
  clustersecretstores: clusterSecretStores,
  externalsecrets: externalSecrets,
  clusterexternalsecrets: clusterExternalSecrets,
  pushsecrets: pushSecrets,
  secretproviderclasses: secretProviderClasses,
  appprojects: argoProjects,
  applications: argoApplications,
  ec2nodeclasses: ec2NodeClasses,
  nodeclasses: nodeClasses,
};
