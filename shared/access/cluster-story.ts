import { type ClusterRef, clusterArn } from '../model/cluster.ts';
import { factKeys } from '../model/fact-key.ts';
import type { AccessStory } from '../model/finding.ts';
import { clusterSettings } from './cluster-settings.ts';
import { updateClusterConfig } from './remedy-commands.ts';
import { type AccessStoryInput, stateOf, touchedFact, valueIn } from './touched-fact.ts';

/** Which settings of a cluster differ. */
export function clusterStory(input: AccessStoryInput, ref: ClusterRef): AccessStory {
  const { account, was, is, paths } = touchedFact(input, factKeys.cluster(ref));
  // A cluster that is new has all of them.
  const settings = clusterSettings.filter(
    ({ members }) => paths.includes('') || members.some((member) => paths.includes(member)),
  );
  const side = (fact: typeof was) =>
    stateOf(fact, `the cluster ${ref.name}`, (cluster) =>
      settings.flatMap(({ lines }) => lines(cluster)),
    );
  const [old, current] = [valueIn(was), valueIn(is)];
  const options =
    old === undefined || current === undefined
      ? []
      : settings.flatMap(({ option }) => option?.(old, current) ?? []);
  return {
    principalArn: clusterArn(account, ref),
    clusterName: ref.name,
    before: side(was),
    after: side(is),
    undo: options.map(([name, value]) => updateClusterConfig(ref, name, value)),
  };
}
