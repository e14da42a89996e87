import type { ClusterRef } from './cluster.ts';
import type { KubernetesSettings } from './config.ts';

/** Which of our functions reads a cluster: one of the private ones, by its place in the configuration, or the public one. */
export function readerOf(
  { readers }: KubernetesSettings,
  { region, name }: ClusterRef,
): number | 'public' {
  const index = readers.findIndex(({ clusters }) => clusters.includes(`${region}/${name}`));
  return index === -1 ? 'public' : index;
}

/** What a reader is called, its function and its role: `base` is what the public one is. */
export function readerName(base: string, reader: number | 'public'): string {
  return reader === 'public' ? base : `${base}-${reader + 1}`;
}
