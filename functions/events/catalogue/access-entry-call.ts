import type { AssociatedAccessPolicy } from '../../../shared/model/access-entry.ts';
import { parseIamArn } from '../../../shared/model/arn.ts';
import type { ClusterRef } from '../../../shared/model/cluster.ts';
import { readAccessPolicies } from '../../../shared/wire/eks.ts';
import type { Call } from '../call.ts';
import { at, labelAt, memberIn, textAt } from '../parameters.ts';
import type { Effect, Grant } from './catalogued-event.ts';
import { clusterIn, effectIn } from './of-cluster.ts';

/**
 * The principal of an access entry. It is part of the URI in most calls, and so logged percent-encoded; in
 * CreateAccessEntry it is in the body. Undefined for what is no ARN of IAM.
 */
export function principalIn({ request, response }: Call): string | undefined {
  const arn =
    textAt(response, 'accessEntry.principalArn') ??
    textAt(response, 'principalArn') ??
    labelAt(request, 'principalArn');
  return arn !== undefined && parseIamArn(arn) !== undefined ? arn : undefined;
}

/** The access policy of an association, with its scope; the response has it as it is now. */
export function associatedIn({ request, response }: Call): AssociatedAccessPolicy | undefined {
  const associated = at(response, 'associatedAccessPolicy') ?? {
    policyArn: labelAt(request, 'policyArn') ?? null,
    accessScope: memberIn(request, 'accessScope') ?? null,
  };
  const parsed = readAccessPolicies([associated]);
  return 'ok' in parsed ? parsed.ok[0] : undefined;
}

export function ofEntry(
  effect: (call: Call, cluster: ClusterRef, principalArn: string) => Effect,
): (call: Call) => Effect {
  return effectIn((call, cluster) => {
    const principalArn = principalIn(call);
    return principalArn === undefined
      ? { underivable: 'the record names no principal' }
      : effect(call, cluster, principalArn);
  });
}

export function grantsOf(
  grants: (call: Call, cluster: ClusterRef, principalArn: string) => readonly Grant[],
): (call: Call) => readonly Grant[] {
  return (call) => {
    const [cluster, principalArn] = [clusterIn(call), principalIn(call)];
    return cluster === undefined || principalArn === undefined
      ? []
      : grants(call, cluster, principalArn);
  };
}
