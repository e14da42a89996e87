import { parseIamArn } from '../model/arn.ts';
import type { ClusterRef } from '../model/cluster.ts';
import { factKeys } from '../model/fact-key.ts';
import type { Pod } from '../model/kubernetes-workloads.ts';
import type { MountedObject, SecretProviderClass } from '../model/secrets-operators.ts';
import { associationOf } from './association-of.ts';
import type { Facts } from './facts.ts';
import { objectsOf } from './objects-of.ts';

/** A role that pods mount secrets with, and all that they mount. */
export interface MountingRole {
  readonly roleArn: string;
  /** Names of their service accounts, sorted. */
  readonly serviceAccounts: readonly string[];
  /** Of every class, for pods may mount several; undefined where one cannot be understood. */
  readonly objects: readonly MountedObject[] | undefined;
}

/** The pods that mount a class. */
export function mountingPods(
  facts: Facts,
  cluster: ClusterRef,
  { namespace, name }: SecretProviderClass,
): readonly Pod[] {
  return objectsOf(facts, factKeys.pods(cluster)).filter(
    (pod) => pod.namespace === namespace && pod.secretProviderClasses.includes(name),
  );
}

/** The roles of this account that a class is mounted with. */
export function mountingRoles(
  facts: Facts,
  cluster: ClusterRef,
  providerClass: SecretProviderClass,
): readonly MountingRole[] {
  const pods = mountingPods(facts, cluster, providerClass);
  const names = new Set(pods.map(({ serviceAccountName }) => serviceAccountName));
  const byRole = Map.groupBy([...names].toSorted(), (name) =>
    roleOf(facts, cluster, providerClass, name),
  );
  return [...byRole].flatMap(([roleArn, serviceAccounts]) => {
    if (roleArn === undefined) return [];
    if (parseIamArn(roleArn)?.accountId !== facts.account.accountId) return [];
    const objects = mountedBy(facts, cluster, providerClass.namespace, serviceAccounts);
    return [{ roleArn, serviceAccounts, objects }];
  });
}

/** The class says which of both ways its pods take. An association that goes on to a role hands out that one's credentials. */
function roleOf(
  facts: Facts,
  cluster: ClusterRef,
  { namespace, usePodIdentity }: SecretProviderClass,
  serviceAccount: string,
): string | undefined {
  if (usePodIdentity) {
    const association = associationOf(facts, cluster, namespace, serviceAccount);
    return association?.targetRoleArn ?? association?.roleArn;
  }
  const accounts = objectsOf(facts, factKeys.serviceAccounts(cluster));
  return accounts.find((one) => one.namespace === namespace && one.name === serviceAccount)
    ?.roleArn;
}

function mountedBy(
  facts: Facts,
  cluster: ClusterRef,
  namespace: string,
  serviceAccounts: readonly string[],
): readonly MountedObject[] | undefined {
  const mounted = new Set(
    objectsOf(facts, factKeys.pods(cluster))
      .filter((pod) => pod.namespace === namespace)
      .filter((pod) => serviceAccounts.includes(pod.serviceAccountName))
      .flatMap((pod) => pod.secretProviderClasses),
  );
  const lists = objectsOf(facts, factKeys.secretProviderClasses(cluster))
    .filter((one) => one.namespace === namespace && one.provider === 'aws' && mounted.has(one.name))
    .map(({ objects }) => objects);
  const read = lists.filter((objects) => objects !== undefined);
  return read.length < lists.length ? undefined : read.flat();
}
