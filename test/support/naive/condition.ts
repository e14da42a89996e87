import { comparisons } from './comparisons.ts';
import { list, type RawValues, type World } from './raw.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
export function holds(
  text: string,
  key: string,
  given: RawValues,
  variables: boolean,
  world: World,
): boolean {
  const coin = () => world.coin(JSON.stringify([text, key, given]));
  const values = list(given).map(String);
  const [, quantifier, name = '', ifExists] =
    /^(?:(forallvalues|foranyvalue):)?([a-z]+?)(ifexists)?$/.exec(text.toLowerCase()) ?? [];
  const compare = name === 'null' && (quantifier ?? ifExists) ? undefined : comparisons[name];
  // A value of the policy that the operator cannot read shows whatever is compared with it.
  const faults = values.map((value) => compare?.(value, undefined, variables, world));
  if (compare === undefined || values.length === 0 || faults.includes('fault')) return coin();
  const asked = world.value(key.toLowerCase());
  const probes = name === 'null' ? [String(asked.length === 0)] : asked;
  const negated = name.includes('not');
  const absent = (ifExists ?? quantifier) === undefined ? negated : quantifier !== 'foranyvalue';
  if (probes.length === 0) return ifExists !== undefined || absent;
  const matches = probes.map((probe) => {
    const each = values.map((value) => compare(value, probe, variables, world));
    return each.map((one) => (typeof one === 'boolean' ? one : coin())).includes(true) !== negated;
  });
  const plain = ofSet(quantifier, matches, coin);
  // One page takes a set of nothing but empty texts for no value at all.
  const empty = quantifier !== undefined && probes.every((probe) => probe === '');
  return empty && plain !== (ifExists !== undefined || absent) ? coin() : plain;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html */
function ofSet(
  quantifier: string | undefined,
  matches: readonly boolean[],
  coin: () => boolean,
): boolean {
  const [all, some] = [!matches.includes(false), matches.includes(true)];
  if (quantifier === undefined) return all === some ? all : coin();
  return quantifier === 'forallvalues' ? all : some;
}
