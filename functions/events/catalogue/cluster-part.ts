import type { ClusterRef } from '../../../shared/model/cluster.ts';
import type { FactKey } from '../../../shared/model/fact-key.ts';
import type { Parsed } from '../../../shared/wire/parsed.ts';
import type { Call } from '../call.ts';
import { at, labelAt, names, textAt } from '../parameters.ts';
import { becomes, gone, set } from '../value-changes.ts';
import type { Effect } from './catalogued-event.ts';
import { effectIn } from './of-cluster.ts';

/** How the calls about one kind of part name it, and what is kept of it. */
export interface ClusterPart<V> {
  /** Its name in a request. */
  readonly label: string;
  /** Where a response has it, and there its name. */
  readonly object: string;
  readonly name: string;
  readonly key: (cluster: ClusterRef, name: string) => FactKey<V>;
  readonly read: (json: unknown, name: string) => Parsed<V>;
}

export function nameOfPart<V>(
  { label, object, name }: ClusterPart<V>,
  { request, response }: Call,
): string | undefined {
  return labelAt(request, label) ?? textAt(response, `${object}.${name}`);
}

/** As the response has it; what EKS does afterwards (its status, its Auto Scaling group) is not in it. */
export function partCreated<V>(part: ClusterPart<V>): (call: Call) => Effect {
  return ofPart(part, (call, key, name) => {
    const json = at(call.response, part.object);
    if (json === undefined) return { underivable: 'the record does not say what EKS made' };
    const parsed = part.read(json, name);
    return 'ok' in parsed
      ? { changes: becomes(call.estate, key, parsed.ok) }
      : { underivable: parsed.error };
  });
}

/** `member` is written as it was asked for; of the `others` the outcome is not in the record. */
export function partUpdated<V>(
  part: ClusterPart<V>,
  member: keyof V & string,
  others: readonly string[],
): (call: Call) => Effect {
  return ofPart(part, ({ request }, key) => {
    const value = textAt(request, member);
    const written = value === undefined ? [] : set(key, member, value);
    const other = others.find((name) => names(request, name));
    return other === undefined
      ? { changes: written }
      : { underivable: `what EKS made of ${other} is not in the record`, written };
  });
}

export function partDeleted<V>(part: ClusterPart<V>): (call: Call) => Effect {
  return ofPart(part, ({ estate }, key) => ({ changes: gone(estate, key) }));
}

function ofPart<V>(
  part: ClusterPart<V>,
  effect: (call: Call, key: FactKey<V>, name: string) => Effect,
): (call: Call) => Effect {
  return effectIn((call, cluster) => {
    const name = nameOfPart(part, call);
    return name === undefined
      ? { underivable: `the record names no ${part.object}` }
      : effect(call, part.key(cluster, name), name);
  });
}
