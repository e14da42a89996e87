import type { ClusterRef } from '../model/cluster.ts';
import type { Nodegroup } from '../model/cluster-parts.ts';
import { factKeys } from '../model/fact-key.ts';
import type { Facts } from './facts.ts';
import { type EffectiveMetadata, effectiveMetadata } from './instance-metadata.ts';

/** Asks for the defaults of the account only where the launch template leaves something open. */
export function metadataOf(
  cluster: ClusterRef,
  nodegroup: Nodegroup,
  facts: Facts,
): EffectiveMetadata {
  const options = facts.get(factKeys.metadataOptions(cluster, nodegroup.name)) ?? {};
  const isWhole = options.httpTokens !== undefined && options.httpPutResponseHopLimit !== undefined;
  const defaults = isWhole ? {} : facts.get(factKeys.instanceMetadataDefaults(cluster.region));
  return effectiveMetadata(options, defaults ?? {}, nodegroup);
}
