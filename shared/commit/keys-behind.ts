import { factsBehind } from '../assess/touched.ts';
import { type Assessment, type Verdict, verdictKey } from '../assess/verdict.ts';
import type { Step } from '../findings/steps.ts';
import { clusterOf, type FactKey, factKeys, iamPlace, readKey } from '../model/fact-key.ts';
import { remembering } from './remembering.ts';
import type { Moves } from './written-values.ts';

interface Judged extends Moves {
  readonly assessmentThen: () => Assessment;
}

/**
 * The facts that a step may be due to: what its verdict asked for; of a subject that is gone, what the last verdict on it
 * asked for or, where there was none, what is named like it.
 */
export function keysBehind(judged: Judged): (step: Step) => readonly FactKey<unknown>[] {
  const verdicts = remembering((_: 'verdicts') => verdictsIn(judged.assessmentThen()));
  const items = remembering((_: 'items') => itemsIn(judged));
  return ({ verdict, content }) => {
    const last = verdict ?? verdicts('verdicts').get(verdictKey(content));
    if (last !== undefined) {
      const keys = [...factsBehind(last)].map(({ key }) => key);
      return [...new Set(keys.flatMap(verdict === undefined ? withCluster : (key) => [key]))];
    }
    const { region, clusterName = '', resource, subject } = content;
    const named = new Set([resource.id, subject, clusterName]);
    const places = [region, `${region}/${clusterName}`, iamPlace];
    return [...named]
      .flatMap((name) => items('items').get(name) ?? [])
      .filter((key) => places.includes(readKey(key).place));
  };
}

function verdictsIn({ verdicts }: Assessment): ReadonlyMap<string, Verdict> {
  return new Map(
    verdicts.map((verdict) => [verdictKey({ ...verdict, ...verdict.place }), verdict]),
  );
}

/** What is in a cluster comes and goes with it. */
function withCluster(key: FactKey<unknown>): readonly FactKey<unknown>[] {
  const cluster = clusterOf(key);
  return cluster === undefined ? [key] : [key, factKeys.cluster(cluster)];
}

type ByItem = ReadonlyMap<string, readonly FactKey<unknown>[]>;

/** Of the things that may have moved, what is known of each by its name. */
function itemsIn({ previous, estate }: Moves): ByItem {
  const keys = [...new Set([...previous.facts.keys(), ...estate.facts.keys()])];
  return Map.groupBy(keys, (key) => readKey(key).item ?? '');
}
