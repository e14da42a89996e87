import type { Account } from '../../shared/model/account.ts';
import type { FactMap } from '../../shared/model/estate.ts';
import { type Fact, present } from '../../shared/model/fact.ts';
import { type FactKey, factKeys } from '../../shared/model/fact-key.ts';
import { clusterFacts, issuerOf } from './estate-clusters.ts';
import { iamFacts } from './estate-iam.ts';
import { seededRandom } from './random.ts';

/** How much of everything an estate holds. */
export interface EstateSize {
  readonly roles: number;
  readonly clusters: number;
  /** Access entries of each cluster. */
  readonly entries: number;
  /** The same seed and size give the same estate. */
  readonly seed: number;
}

export const benchAccount: Account = { accountId: '111122223333', partition: 'aws' };
export const benchRegion = 'eu-west-1';

type KeyedFact = readonly [FactKey<unknown>, Fact<unknown>];

/** An estate as large as asked, in which everything was read at one moment: nothing in it is shared between two facts. */
export function benchFacts({ roles, clusters, entries, seed }: EstateSize): FactMap {
  const random = seededRandom(seed);
  const { accountId } = benchAccount;
  const names = Array.from({ length: clusters }, (_, n) => `cluster-${n}`);
  const [first = issuerOf('none'), ...rest] = names.map(issuerOf);
  const world = { random, accountId, issuers: [first, ...rest] as const };
  const facts = new Map<FactKey<unknown>, Fact<unknown>>();
  for (const fact of iamFacts(world, roles)) add(facts, fact);
  const arns = [...facts.keys()].filter((key) => key.startsWith('role iam '));
  const roleArns = arns.map((key) => key.slice('role iam '.length));
  add(facts, [factKeys.clusters(benchRegion), present(names, 1)]);
  for (const name of names) {
    const ref = { region: benchRegion, name };
    for (const fact of clusterFacts(world, ref, { roleArns, entries })) add(facts, fact);
  }
  return facts;
}

/** As a store gives them back: each fact its own objects and texts. */
function add(facts: Map<FactKey<unknown>, Fact<unknown>>, fact: KeyedFact): void {
  const [key, value]: KeyedFact = JSON.parse(JSON.stringify(fact));
  facts.set(key, value);
}
