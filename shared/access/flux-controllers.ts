import type { ClusterRef } from '../model/cluster.ts';
import { factKeys } from '../model/fact-key.ts';
import type { FluxInstance } from '../model/flux.ts';
import type { Deployment } from '../model/kubernetes-workloads.ts';
import { clusterPowers } from './cluster-powers.ts';
import { controllerFlags } from './controller-flags.ts';
import { type Facts, unread } from './facts.ts';
import { objectsOf } from './objects-of.ts';

/** https://fluxcd.io/flux/components/ */
const controllers = [
  'source-controller',
  'kustomize-controller',
  'helm-controller',
  'notification-controller',
  'image-reflector-controller',
  'image-automation-controller',
] as const;

export type FluxControllerName = (typeof controllers)[number];

/** Which controller a Deployment runs, by its label or its name, which shards add to; undefined for what is none of these. */
export function controllerOf({ name, labels }: Deployment): FluxControllerName | undefined {
  const component = labels['app.kubernetes.io/component'];
  return controllers.find(
    (known) => known === component || known === name || name.startsWith(`${known}-`),
  );
}

/** Whether objects of a namespace are Flux's own: whoever writes there is as good as Flux. */
export function isFluxNamespace(facts: Facts, cluster: ClusterRef, namespace: string): boolean {
  if (namespace === 'flux-system') return true;
  const deployments = objectsOf(facts, factKeys.fluxDeployments(cluster));
  if (!deployments.some((one) => one.namespace === namespace && controllerOf(one))) return false;
  // Anybody may label a Deployment; the real controllers run beside a service account that may do everything.
  const powers = facts.orIncomplete(() => clusterPowers(facts, cluster));
  return powers !== unread && powers.adminNamespaces.has(namespace);
}

/**
 * The service account that a controller takes where an object names none, by a flag or, where no such Deployment was found, by
 * the settings for tenants of Flux Operator; undefined where any Deployment of it goes without. What it takes is a matter
 * of all of them, for anybody may label another Deployment.
 */
export function defaultOf(
  facts: Facts,
  cluster: ClusterRef,
  controller: FluxControllerName,
  { flag, ofInstance }: FluxDefault,
): string | undefined {
  const deployments = objectsOf(facts, factKeys.fluxDeployments(cluster));
  const running = deployments.filter((one) => controllerOf(one) === controller);
  if (running.length > 0) {
    const texts = running.map((one) => controllerFlags(one).textOf(flag));
    return texts.includes(undefined) ? undefined : texts[0];
  }
  const [instance] = objectsOf(facts, factKeys.fluxInstances(cluster));
  return instance?.multitenant === true ? ofInstance(instance) : undefined;
}

interface FluxDefault {
  readonly flag: string;
  ofInstance(instance: FluxInstance): string | undefined;
}

/** As whom objects are applied. https://fluxcd.io/flux/installation/configuration/multitenancy/ */
export const defaultServiceAccount: FluxDefault = {
  flag: 'default-service-account',
  // https://fluxoperator.dev/docs/crd/fluxinstance/#cluster-multitenancy
  ofInstance: ({ tenantDefaultServiceAccount }) => tenantDefaultServiceAccount ?? 'default',
};

/** As whom Secrets are decrypted. */
export const defaultDecryptionServiceAccount: FluxDefault = {
  flag: 'default-decryption-service-account',
  ofInstance: ({ multitenantWorkloadIdentity, tenantDefaultDecryptionServiceAccount }) =>
    multitenantWorkloadIdentity ? (tenantDefaultDecryptionServiceAccount ?? 'default') : undefined,
};

/** What applies an object. */
export function applierOf(kind: 'Kustomization' | 'HelmRelease'): FluxControllerName {
  return kind === 'Kustomization' ? 'kustomize-controller' : 'helm-controller';
}
