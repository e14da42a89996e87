import type { Json } from '../model/json.ts';
import type {
  Condition,
  ListElement,
  PrincipalElement,
  Statement,
} from '../model/policy-document.ts';

/**
 * A statement as one writes it in a policy document; single values are not wrapped in lists.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function statementJson({
  sid,
  effect,
  principals,
  actions,
  resources,
  conditions,
}: Statement): { readonly [key: string]: Json } {
  return {
    ...(sid !== undefined && { Sid: sid }),
    Effect: effect,
    ...(principals !== undefined && {
      [principals.negated ? 'NotPrincipal' : 'Principal']: principalJson(principals),
    }),
    ...elementJson('Action', actions),
    ...elementJson('Resource', resources),
    ...(conditions.length > 0 && { Condition: conditionJson(conditions) }),
  };
}

/** The same statement whatever order its lists were written in. */
export function sortedStatement(statement: Statement): Statement {
  const { principals, actions, resources, conditions } = statement;
  return {
    ...statement,
    ...(principals && { principals: { ...principals, byType: sortedLists(principals.byType) } }),
    ...(actions && { actions: { ...actions, values: actions.values.toSorted() } }),
    ...(resources && { resources: { ...resources, values: resources.values.toSorted() } }),
    conditions: conditions.map((condition) => ({
      ...condition,
      values: condition.values.toSorted(),
    })),
  };
}

function sortedLists(lists: PrincipalElement['byType']): PrincipalElement['byType'] {
  return Object.fromEntries(
    Object.entries(lists).map(([type, values]) => [type, values.toSorted()]),
  );
}

function principalJson({ everyone, byType }: PrincipalElement): Json {
  if (everyone) return '*';
  return Object.fromEntries(Object.entries(byType).map(([type, values]) => [type, unwrap(values)]));
}

function elementJson(name: string, element: ListElement | undefined): Record<string, Json> {
  if (element === undefined) return {};
  return { [element.negated ? `Not${name}` : name]: unwrap(element.values) };
}

function conditionJson(conditions: readonly Condition[]): Json {
  const byOperator: Record<string, Record<string, Json>> = {};
  for (const { operator, key, values } of conditions) {
    byOperator[operator] = { ...byOperator[operator], [key]: unwrap(values) };
  }
  return byOperator;
}

function unwrap(values: readonly string[]): Json {
  const [only] = values;
  return values.length === 1 && only !== undefined ? only : values;
}
