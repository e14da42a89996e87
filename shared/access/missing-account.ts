import { allows } from '../kubernetes/rbac.ts';
import type { ClusterRef } from '../model/cluster.ts';
import { factKeys } from '../model/fact-key.ts';
import { type RbacSubject, subjectName } from '../model/kubernetes.ts';
import { clusterPowers } from './cluster-powers.ts';
import { commonSubjects } from './common-subjects.ts';
import { type Facts, unread } from './facts.ts';
import { objectsOf } from './objects-of.ts';

interface AccountName {
  readonly namespace: string;
  readonly name: string;
}

/** A service account that something is granted to and that does not exist. */
export interface MissingAccount extends AccountName {
  readonly cluster: ClusterRef;
  /** The first who may create it and is no cluster admin. */
  readonly creator?: string;
}

/** Undefined for a service account that exists, `unread` where nobody tried to look into the cluster. */
export function missingAccount(
  facts: Facts,
  cluster: ClusterRef,
  { namespace, name }: AccountName,
): MissingAccount | undefined | typeof unread {
  const accounts = facts.ifTried(factKeys.serviceAccounts(cluster));
  if (accounts === undefined) return unread;
  if (accounts.some((one) => one.namespace === namespace && one.name === name)) return undefined;
  const creator = facts.orIncomplete(() => creatorOf(facts, cluster, namespace));
  return {
    cluster,
    namespace,
    name,
    ...(creator !== unread && creator !== undefined && { creator: subjectName(creator) }),
  };
}

/** Somebody who may create service accounts in a namespace, and the namespace where there is none. */
function creatorOf(facts: Facts, cluster: ClusterRef, namespace: string): RbacSubject | undefined {
  const powers = clusterPowers(facts, cluster);
  const namespaces = objectsOf(facts, factKeys.namespaces(cluster));
  const exists = namespaces.some(({ name }) => name === namespace);
  const may = (who: RbacSubject, resource: string, within: { readonly namespace?: string }) =>
    allows(powers.index, who, { verb: 'create', apiGroup: '', resource, ...within }).length > 0;
  return commonSubjects(powers, facts.config().sensitiveNamespaces).find(
    (who) => may(who, 'serviceaccounts', { namespace }) && (exists || may(who, 'namespaces', {})),
  );
}

/** The first who may create any of them. */
export function creatorAmong(missing: readonly MissingAccount[]): string | undefined {
  return missing.find(({ creator }) => creator !== undefined)?.creator;
}

/** As it goes on after what is missing. */
export function creatorText(creator: string | undefined): string {
  return creator === undefined ? '' : `, and ${creator}, no cluster admin, may create it`;
}
