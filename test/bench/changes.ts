import type { FactMap } from '../../shared/model/estate.ts';
import { type Fact, isPresent, present } from '../../shared/model/fact.ts';
import { type FactKey, factKeys } from '../../shared/model/fact-key.ts';
import { policy, wholeCluster } from '../support/eks.ts';
import { actions, services, statement } from '../support/iam.ts';
import { benchRegion } from './estates.ts';

/** What an event reads about the `n`th change: an access entry with its policies, one of which is new. */
export function changedEntry(facts: FactMap, n: number): FactMap {
  const cluster = { region: benchRegion, name: `cluster-${n % 10}` };
  const principalArn = itemOf(facts, factKeys.accessEntries(cluster), 3 * n);
  const entryKey = factKeys.accessEntry(cluster, principalArn);
  const name = n % 2 === 0 ? 'AmazonEKSClusterAdminPolicy' : 'AmazonEKSAdminViewPolicy';
  return again(
    facts,
    n,
    [entryKey],
    [factKeys.accessPolicies(cluster, principalArn), [policy(name, wholeCluster)]],
  );
}

/** The same of a role, whose trust policy is new. */
export function changedRole(facts: FactMap, n: number): FactMap {
  const arn = itemOf(facts, factKeys.roles(), 7 * n + 2);
  const service = `service-${n}.amazonaws.com`;
  const trust = statement({ principals: services(service), actions: actions('sts:AssumeRole') });
  const same = [factKeys.role(arn), factKeys.rolePolicies(arn), factKeys.roleLastUsed(arn)];
  return again(facts, n, same, [factKeys.trustPolicy(arn), { statements: [trust] }]);
}

function itemOf(facts: FactMap, list: FactKey<readonly string[]>, n: number): string {
  const fact = facts.get(list);
  const items = isPresent(fact) && Array.isArray(fact.value) ? fact.value : [];
  return String(items[n % items.length]);
}

/** Facts read again, all but one of which say what they said before. */
function again(
  facts: FactMap,
  n: number,
  same: readonly FactKey<unknown>[],
  [key, value]: readonly [FactKey<unknown>, unknown],
): FactMap {
  const read = new Map<FactKey<unknown>, Fact<unknown>>([[key, present(value, n + 2)]]);
  for (const other of same) {
    const fact: Fact<unknown> = JSON.parse(JSON.stringify(facts.get(other)));
    read.set(other, { ...fact, readAt: n + 2 });
  }
  return read;
}
