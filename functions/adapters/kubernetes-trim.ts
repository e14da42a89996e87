import { isObject, type Json, memberOf } from '../../shared/model/json.ts';
import { withoutCredentials } from '../../shared/wire/address.ts';
import type { KubernetesObject } from './kubernetes-api.ts';

/** An object without what says who wrote which field of it, and how often it says itself again. */
export function trimmed(object: KubernetesObject): KubernetesObject {
  const metadata = without(object['metadata'], 'managedFields');
  const kept = { ...object, ...(isObject(object['spec']) && { spec: fetched(object['spec']) }) };
  if (metadata['annotations'] === undefined) return { ...kept, metadata };
  const annotations = without(metadata['annotations'], lastApplied);
  return { ...kept, metadata: { ...metadata, annotations } };
}

/** Where a source of Flux fetches from, without a password in the address. */
function fetched(spec: Readonly<Record<string, Json>>) {
  const url = spec['url'];
  return typeof url === 'string' ? { ...spec, url: withoutCredentials(url) } : spec;
}

/** The whole object once more, as it was applied. */
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

/** As whom a pod runs, and what the secrets store mounts for it. */
export function workloadOfPod(pod: KubernetesObject): KubernetesObject {
  const spec = pod['spec'];
  const volumes = listOf(memberOf(spec, 'volumes')).filter(
    (volume) => memberOf(volume, 'csi') !== undefined,
  );
  return {
    ...only(pod, 'apiVersion', 'kind'),
    metadata: only(pod['metadata'], 'namespace', 'name', 'labels'),
    spec: { ...only(spec, 'serviceAccountName'), ...(volumes.length > 0 && { volumes }) },
  };
}

/** As whom a controller runs, and with which arguments; its environment may hold anything. */
export function workloadOfController(workload: KubernetesObject): KubernetesObject {
  const podSpec = memberOf(memberOf(workload['spec'], 'template'), 'spec');
  const containers = listOf(memberOf(podSpec, 'containers')).map((container) =>
    only(container, 'name', 'image', 'command', 'args'),
  );
  return {
    ...only(workload, 'apiVersion', 'kind', 'metadata'),
    spec: {
      ...only(workload['spec'], 'replicas'),
      template: { spec: { ...only(podSpec, 'serviceAccountName'), containers } },
    },
  };
}

/** People put passwords there. */
export function withoutHelmValues(release: KubernetesObject): KubernetesObject {
  return { ...release, spec: without(release['spec'], 'values') };
}

/** The same in an Argo CD application, whose status tells every object that it has made. */
export function withoutSourceValues(application: KubernetesObject): KubernetesObject {
  const { source, sources, sourceHydrator, ...spec } = without(application['spec']);
  return {
    ...without(application, 'status', 'operation'),
    spec: {
      ...spec,
      ...(source !== undefined && { source: whence(source) }),
      ...(sources !== undefined && { sources: listOf(sources).map(whence) }),
      ...(sourceHydrator !== undefined && {
        sourceHydrator: { drySource: whence(memberOf(sourceHydrator, 'drySource')) },
      }),
    },
  };
}

function whence(source: Json | undefined): Json {
  const kept = without(source, 'helm', 'kustomize', 'directory', 'plugin');
  const repository = kept['repoURL'];
  return typeof repository === 'string'
    ? { ...kept, repoURL: withoutCredentials(repository) }
    : kept;
}

function listOf(json: Json | undefined): readonly Json[] {
  return Array.isArray(json) ? json : [];
}

function only(json: Json | undefined, ...names: readonly string[]): KubernetesObject {
  const members = isObject(json) ? Object.entries(json) : [];
  return Object.fromEntries(members.filter(([name]) => names.includes(name)));
}

function without(json: Json | undefined, ...names: readonly string[]): KubernetesObject {
  const members = isObject(json) ? Object.entries(json) : [];
  return Object.fromEntries(members.filter(([name]) => !names.includes(name)));
}
