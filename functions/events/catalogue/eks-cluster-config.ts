import type { Cluster, ClusterRef } from '../../../shared/model/cluster.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import { compareText, type Json } from '../../../shared/model/json.ts';
import type { ValueChange } from '../../../shared/model/value-change.ts';
import type { Call } from '../call.ts';
import { at, names, textAt, textsAt } from '../parameters.ts';
import { storedValue } from '../stored.ts';
import { set } from '../value-changes.ts';
import type { Effect } from './catalogued-event.ts';

/**
 * What UpdateClusterConfig writes: each member that it names, and nothing else. What we keep no fact of (storage,
 * networks, deletion protection) changes nothing here.
 * https://docs.aws.amazon.com/eks/latest/APIReference/API_UpdateClusterConfig.html
 */
export function clusterConfigEffect(call: Call, cluster: ClusterRef): Effect {
  const { request, estate } = call;
  if (Object.keys(request).length === 0) return { underivable: 'the record has no parameters' };
  const key = factKeys.cluster(cluster);
  const stored = storedValue(estate, key);
  const changes = plainMembers.flatMap(({ member, path, is }): readonly ValueChange[] => {
    const value = at(request, path);
    return is(value) ? set(key, member, value) : [];
  });
  const logs = loggingOf(request, stored);
  const compute = computeOf(request, stored);
  const missing = [logs, compute].find((part) => typeof part === 'string');
  if (typeof missing === 'string') return { underivable: missing, written: changes };
  return {
    changes: [
      ...changes,
      ...(Array.isArray(logs) ? set(key, 'enabledLogTypes', logs) : []),
      ...(compute === undefined ? [] : set(key, 'computeConfig', compute)),
    ],
  };
}

interface PlainMember {
  readonly member: keyof Cluster;
  readonly path: string;
  readonly is: (value: Json | undefined) => boolean;
}

const plainMembers: readonly PlainMember[] = [
  { member: 'authenticationMode', path: 'accessConfig.authenticationMode', is: isText },
  {
    member: 'endpointPublicAccess',
    path: 'resourcesVpcConfig.endpointPublicAccess',
    is: isTruth,
  },
  {
    member: 'endpointPrivateAccess',
    path: 'resourcesVpcConfig.endpointPrivateAccess',
    is: isTruth,
  },
  { member: 'publicAccessCidrs', path: 'resourcesVpcConfig.publicAccessCidrs', is: areTexts },
];

function isText(value: Json | undefined): boolean {
  return typeof value === 'string';
}

function isTruth(value: Json | undefined): boolean {
  return typeof value === 'boolean';
}

function areTexts(value: Json | undefined): boolean {
  return Array.isArray(value) && value.every(isText);
}

/** The types that are on afterwards; a text says why that cannot be told, undefined that nothing was asked. */
function loggingOf(
  request: Call['request'],
  stored: Cluster | undefined,
): readonly string[] | string | undefined {
  if (!names(request, 'logging')) return undefined;
  const setups = at(request, 'logging.clusterLogging');
  if (!Array.isArray(setups)) return 'the record does not say which log types';
  const asked = new Map(setups.flatMap(switches));
  if (stored === undefined) return 'which log types were on before is not known';
  const on = new Set(stored.enabledLogTypes ?? []);
  for (const [type, enabled] of asked) enabled ? on.add(type) : on.delete(type);
  return [...on].sort(compareText);
}

function switches(setup: Json): readonly (readonly [string, boolean])[] {
  const enabled = at(setup, 'enabled') === true;
  return textsAt(setup, 'types').map((type) => [type, enabled] as const);
}

/** Auto Mode: a node role that is not named stays. */
function computeOf(
  request: Call['request'],
  stored: Cluster | undefined,
): { readonly enabled: boolean; readonly nodeRoleArn?: string } | string | undefined {
  if (!names(request, 'computeConfig')) return undefined;
  const enabled = at(request, 'computeConfig.enabled');
  if (typeof enabled !== 'boolean') return 'the record does not say whether Auto Mode is on';
  const nodeRoleArn =
    textAt(request, 'computeConfig.nodeRoleArn') ?? stored?.computeConfig?.nodeRoleArn;
  return nodeRoleArn === undefined ? { enabled } : { enabled, nodeRoleArn };
}
