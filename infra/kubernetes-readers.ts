import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { KubernetesSettings } from '../shared/model/config.ts';
import { kubernetesReader } from '../shared/model/own-names.ts';
import { KubernetesReaderFunction } from './constructs/kubernetes-reader-function.ts';
import { ReaderAccessEntries } from './constructs/reader-access-entries.ts';
import type { WatchFunction } from './constructs/watch-function.ts';
import { type Foundation, permissionScope } from './foundation.ts';
import { ownName } from './names.ts';
import { kubernetesPermissions } from './permissions.ts';

/** Gives the sweep functions that can look into clusters, unless that is switched off; and those functions, by name. */
export function readClustersInside(
  foundation: Foundation,
  kubernetes: KubernetesSettings,
  sweep: WatchFunction,
): Readonly<Record<string, IFunction>> {
  const { stack, homeRegion } = foundation;
  new ReaderAccessEntries(stack, 'Readers', { homeRegion, region: homeRegion, kubernetes });
  if (!kubernetes.read) return {};
  const readers = [
    new KubernetesReaderFunction(stack, 'KubernetesReader', { foundation, reader: 'public' }),
    ...kubernetes.readers.map(
      (network, reader) =>
        new KubernetesReaderFunction(stack, `KubernetesReader${reader + 1}`, {
          ...{ foundation, reader, network },
        }),
    ),
  ];
  sweep.function.addEnvironment('KUBERNETES_READER', ownName(homeRegion, kubernetesReader));
  sweep.allowApart(
    'InsidePolicy',
    kubernetesPermissions(
      permissionScope(foundation),
      readers.map(({ function: { functionArn } }) => functionArn),
    ),
  );
  return Object.fromEntries(readers.map((reader) => [reader.node.id, reader.function]));
}
