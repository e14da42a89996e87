import type { Condition, PolicyDocument, Statement } from '../model/policy-document.ts';
import { isOnKey } from './condition-key.ts';
import { readOperator } from './condition-operator.ts';
import { type Budget, type Language, textsMeeting } from './glob-search.ts';
import { type Piece, piecesOf } from './pattern-pieces.ts';

export interface ClaimCandidates {
  /** Values of the claim, one for each way in which the conditions on it can be met; sorted. */
  readonly values: readonly string[];
  /** False where the conditions are too many to try them all. */
  readonly complete: boolean;
}

/**
 * The values of a claim that are worth asking the evaluator about: for every choice of one pattern in each condition of the
 * Allow statement, the texts that meet them all, and those that also meet what a Deny spares. Too many do no harm, as the
 * evaluator has the last word; negations of the Allow statement are left to it as well.
 */
export function claimCandidates(
  key: string,
  allow: Statement,
  { version, statements }: PolicyDocument,
  language: Language,
  stranger: string,
): ClaimCandidates {
  const budget: Budget = { left: mostSteps };
  const variables = version !== undefined && version !== '2008-10-17';
  const demanded = choicesOf(allow.conditions, key, { negated: false, variables });
  const denies = statements.filter(({ effect }) => effect === 'Deny');
  const spared = choicesOf(
    denies.flatMap(({ conditions }) => conditions),
    key,
    { negated: true, variables },
  );
  const values = new Set<string>();
  const choices = [
    ...demanded.map((patterns) => patterns.map(alone)),
    ...spared.map((patterns) => [[], ...patterns.map(alone)]),
  ];
  for (const combination of combinationsOf(choices)) {
    for (const text of textsMeeting(combination, language, stranger, budget)) values.add(text);
    if (budget.left <= 0) break;
  }
  return { values: [...values].toSorted(), complete: budget.left > 0 };
}

/** Some tenths of a second: the longest trust policy, of nothing but patterns, takes some ten thousand steps. */
const mostSteps = 20_000;

type Pattern = readonly Piece[];
type Patterns = readonly Pattern[];

/** The patterns of each condition on the key, any one of which is enough. */
function choicesOf(
  conditions: readonly Condition[],
  key: string,
  { negated, variables }: { readonly negated: boolean; readonly variables: boolean },
): readonly Patterns[] {
  return conditions
    .filter((condition) => isOnKey(condition, key))
    .flatMap(({ operator, values }) => {
      const read = readOperator(operator);
      if (read?.negated !== negated) return [];
      const name = read.name.replace('not', '');
      if (!textOperators.has(name)) return [];
      const wildcards = name === 'stringlike';
      const texts = name === 'stringequalsignorecase' ? values.map(lowerCase) : values;
      return [texts.map((text) => piecesOf(text, { wildcards, variables }))];
    });
}

const textOperators: ReadonlySet<string> = new Set([
  'stringequals',
  'stringequalsignorecase',
  'stringlike',
]);

function alone(pattern: Pattern): Patterns {
  return [pattern];
}

function lowerCase(text: string): string {
  return text.toLowerCase();
}

/** Lazily, because there can be as many as the product of all choices. */
function* combinationsOf(choices: readonly (readonly Patterns[])[]): Iterable<Patterns> {
  const [first, ...others] = choices;
  if (first === undefined) {
    yield [];
    return;
  }
  for (const rest of combinationsOf(others)) {
    for (const chosen of first) yield [...chosen, ...rest];
  }
}
