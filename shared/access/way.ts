import { statementEvidence } from '../iam/evidence.ts';
import { compareText, type Json } from '../model/json.ts';
import { type Ability, isCertain } from './ability.ts';

/** One way of a principal to more than it has. */
export interface Way {
  /** The row of the table that it comes from. */
  readonly id: string;
  /** What the principal does, after `it can`. */
  readonly does: string;
  readonly ability: Ability;
  /** The role, user, group or policy that it goes through: an example, where there may be others. */
  readonly through?: string;
  /** The clusters that it leads into, as `eu-west-1/payments`, sorted; for ways that end in a cluster. */
  readonly clusters?: readonly string[];
}

/** Certain ones first, then by id. */
function byWeight(a: Way, b: Way): number {
  return Number(isCertain(b.ability)) - Number(isCertain(a.ability)) || compareText(a.id, b.id);
}

/** In words: what the first of the ways does, and how many others there are. */
export function waysText(ways: readonly Way[]): string {
  const [first] = ways.toSorted(byWeight);
  if (first === undefined) return '';
  const { turnsOn } = first.ability;
  const condition = turnsOn.length === 0 ? '' : `, if ${turnsOn.join(' and ')}`;
  const others = ways.length - 1;
  const more = others === 0 ? '' : `, and ${others} more ${others === 1 ? 'way' : 'ways'}`;
  return `${first.does}${through(first)}${condition}${more}`;
}

/** The statements behind each way, by id. */
export function waysEvidence(ways: readonly Way[]): readonly Json[] {
  return ways.toSorted((a, b) => compareText(a.id, b.id)).map(wayEvidence);
}

function wayEvidence({
  id,
  ability: { deciding, turnsOn },
  through: example,
  clusters,
}: Way): Json {
  return {
    way: id,
    ...(clusters !== undefined && { clusters }),
    ...(example !== undefined && { through: example }),
    statements: statementEvidence(deciding),
    ...(turnsOn.length > 0 && { turnsOn }),
  };
}

/** The same without examples and clusters: that there is one more of them is no change of what was granted. */
export function waysFingerprint(ways: readonly Way[]): readonly Json[] {
  return waysEvidence(ways.map(({ through: _, clusters: __, ...way }) => way));
}

function through({ through: example }: Way): string {
  return example === undefined ? '' : ` (${example})`;
}
