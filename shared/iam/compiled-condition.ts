import type { Condition } from '../model/policy-document.ts';
import type { Comparison } from './comparison.ts';
import { type Operator, readOperator } from './condition-operator.ts';
import type { Context } from './decision.ts';
import { allOf, anyOf, not, type Truth } from './truth.ts';

export interface CompiledCondition {
  readonly source: Condition;
  holds(context: Context): Truth;
}

/**
 * A condition that cannot be understood whole, for its operator or for one of its values, is undecided whatever the
 * request: IAM would not have taken it, so its answer is not known.
 */
export function compileCondition(source: Condition, variables: boolean): CompiledCondition {
  const operator = readOperator(source.operator);
  if (operator === undefined) return { source, holds: undecided };
  const comparisons = comparisonsOf(operator, source.values, variables);
  if (comparisons === undefined) return { source, holds: undecided };
  const key = source.key.toLowerCase();
  return {
    source,
    holds: (context) => judge(operator, comparisons, context.value(key), context),
  };
}

function undecided(): Truth {
  return 'unknown';
}

function comparisonsOf(
  operator: Operator,
  values: readonly string[],
  variables: boolean,
): readonly Comparison[] | undefined {
  const comparisons = values.map((value) => operator.comparisonWith(value, variables));
  const understood = comparisons.filter((comparison) => comparison !== undefined);
  return values.length > 0 && understood.length === values.length ? understood : undefined;
}

function judge(
  operator: Operator,
  comparisons: readonly Comparison[],
  values: readonly string[] | 'unknown',
  context: Context,
): Truth {
  if (values === 'unknown') return 'unknown';
  if (operator.name === 'null')
    return anyOf(comparisons, (holds) => holds(presence(values), context));
  if (values.length === 0) return withoutKey(operator);
  return ofSet(operator, values, (value) => {
    const named = anyOf(comparisons, (holds) => holds(value, context));
    return operator.negated ? not(named) : named;
  });
}

/** Null compares whether the key is absent with `true` or `false`. */
function presence(values: readonly string[]): string {
  return String(values.length === 0);
}

/**
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
function withoutKey({ quantifier, ifExists, negated }: Operator): boolean {
  if (ifExists || quantifier === 'forallvalues') return true;
  return quantifier === undefined && negated;
}

/**
 * What IAM makes of several values without a quantifier is not documented, so it is decided only where they agree;
 * the same goes for a set of nothing but empty texts, which the documentation takes for no value in one place.
 */
function ofSet(
  operator: Operator,
  values: readonly string[],
  matches: (value: string) => Truth,
): Truth {
  const every = allOf(values, matches);
  const some = anyOf(values, matches);
  const plain = operator.quantifier === 'foranyvalue' ? some : every;
  if (operator.quantifier === undefined) return every === some ? every : 'unknown';
  const empty = values.every((value) => value === '');
  return empty && plain !== withoutKey(operator) ? 'unknown' : plain;
}
