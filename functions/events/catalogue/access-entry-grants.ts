import {
  type AssociatedAccessPolicy,
  accessPolicyName,
} from '../../../shared/model/access-entry.ts';
import type { ClusterRef } from '../../../shared/model/cluster.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import type { Call } from '../call.ts';
import { labelAt, textsAt } from '../parameters.ts';
import { associatedIn, grantsOf } from './access-entry-call.ts';
import type { Grant } from './catalogued-event.ts';

/**
 * What is granted has the key of the entry's fact as id, and an access policy its ARN beside it. Who deletes an entry
 * takes away every access policy that it had.
 */
export const entryGranted = grantsOf(({ request }, cluster, principalArn) => {
  const groups = textsAt(request, 'kubernetesGroups');
  const grant = groups.length === 0 ? 'an access entry' : `an access entry in ${inWords(groups)}`;
  return [{ ...entryGrant(cluster, principalArn), kind: 'granted', grant }];
});

export const entryRemoved = grantsOf((_, cluster, principalArn) => [
  { ...entryGrant(cluster, principalArn), kind: 'removed', grant: 'an access entry' },
]);

export const policyGranted = grantsOf((call, cluster, principalArn) => {
  const associated = associatedIn(call);
  if (associated === undefined) return [];
  const grant = `${nameOf(associated.policyArn)} over ${scopeInWords(associated)}`;
  return [policyGrant(cluster, principalArn, associated.policyArn, 'granted', grant)];
});

export const policyRemoved = grantsOf((call: Call, cluster, principalArn) => {
  const policyArn = labelAt(call.request, 'policyArn');
  if (policyArn === undefined) return [];
  return [policyGrant(cluster, principalArn, policyArn, 'removed', nameOf(policyArn))];
});

function entryGrant(cluster: ClusterRef, principalArn: string) {
  return { grantId: factKeys.accessEntry(cluster, principalArn), cluster, principalArn };
}

function policyGrant(
  cluster: ClusterRef,
  principalArn: string,
  policyArn: string,
  kind: Grant['kind'],
  grant: string,
): Grant {
  return { ...entryGrant(cluster, principalArn), policyArn, kind, grant };
}

function nameOf(policyArn: string): string {
  return accessPolicyName(policyArn) ?? policyArn;
}

function scopeInWords({ accessScope: { type, namespaces } }: AssociatedAccessPolicy): string {
  return type === 'cluster' ? 'the whole cluster' : `namespaces ${inWords(namespaces)}`;
}

/** A few of them: EKS allows 100 namespaces. */
function inWords(list: readonly string[]): string {
  const more = list.length > 5 ? ` and ${list.length - 5} more` : '';
  return `${list.slice(0, 5).join(', ')}${more}`;
}
