import { powerRows } from '../../../../shared/access/power-rows.ts';
import type { AccessMap, MappedGrant } from '../../../../shared/model/access-map.ts';
import type { PowerLevel, Reach } from '../../../../shared/model/power.ts';

const wholeCluster: Reach = { kind: 'cluster' };

export function over(...namespaces: readonly string[]): Reach {
  return { kind: 'namespaces', namespaces };
}

const entry = { kind: 'access entry', name: 'STANDARD' } as const;

/** By an access policy. */
export function grant(
  who: string,
  name: string,
  level: PowerLevel,
  reach: Reach = wholeCluster,
): MappedGrant {
  return { who, chain: [entry, { kind: 'access policy', name }], power: { level, reach } };
}

/** What the access policy gives is not known. */
export function unknownGrant(who: string, name: string): MappedGrant {
  return { who, chain: [entry, { kind: 'access policy', name }] };
}

export function mapOf(grants: readonly MappedGrant[], changes: Partial<AccessMap> = {}): AccessMap {
  const namespaces = changes.namespaces ?? ['bank', 'shop'];
  return {
    cluster: { region: 'eu-west-1', name: 'payments-prod' },
    described: undefined,
    grants,
    rows: powerRows(grants, namespaces),
    namespaces,
    workloads: [],
    gaps: { unread: [], unknown: [] },
    ...changes,
  };
}
