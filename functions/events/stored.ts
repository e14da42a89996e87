import { parseIamArn } from '../../shared/model/arn.ts';
import type { ClusterRef } from '../../shared/model/cluster.ts';
import { type Estate, factOf, membersOf } from '../../shared/model/estate.ts';
import { isPresent } from '../../shared/model/fact.ts';
import { type FactKey, factKeys, type ListKey, readKey } from '../../shared/model/fact-key.ts';

/** The items of a list as far as the stored estate knows them: of an unread one, those it had. */
export function knownItems(estate: Estate, list: ListKey): readonly string[] {
  const members = membersOf(estate, list);
  const read = members.read ? members : members.last;
  return isPresent(read) ? read.value : [];
}

/** Undefined where it was not read, or is not there. */
export function storedValue<V>(estate: Estate, key: FactKey<V>): V | undefined {
  const fact = factOf(estate, key);
  return isPresent(fact) ? fact.value : undefined;
}

/** Whether all of a list and of its items was read. */
export function isWhollyRead(
  estate: Estate,
  list: ListKey,
  keyOf: (item: string) => FactKey<unknown>,
) {
  const members = membersOf(estate, list);
  return members.read && knownItems(estate, list).every((item) => factOf(estate, keyOf(item)).read);
}

/** The ARN of a role, user or group of the stored estate: events give its name without the path. */
export function arnOfName(estate: Estate, list: ListKey, name: string): string | undefined {
  return knownItems(estate, list).find((arn) => parseIamArn(arn)?.name === name);
}

/** `namespace/serviceAccount` of an association, of which most events give the id alone. */
export function serviceAccountOf(
  estate: Estate,
  cluster: ClusterRef,
  associationId: string,
): string | undefined {
  return knownItems(estate, factKeys.podIdentityAssociations(cluster)).find(
    (item) =>
      storedValue(estate, factKeys.podIdentityAssociation(cluster, item))?.associationId ===
      associationId,
  );
}

/** The clusters of a Region that are known. */
export function knownClusters(estate: Estate, region: string): readonly ClusterRef[] {
  return knownItems(estate, factKeys.clusters(region)).map((name) => ({ region, name }));
}

/** The Regions whose clusters were looked for. */
export function knownRegions(estate: Estate): readonly string[] {
  const places = [...estate.facts.keys()].map(readKey);
  return places.filter(({ fact }) => fact === 'clusters').map(({ place }) => place);
}
