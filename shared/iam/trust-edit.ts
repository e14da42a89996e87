import type { Json } from '../model/json.ts';
import type {
  Condition,
  PolicyDocument,
  PrincipalElement,
  Statement,
} from '../model/policy-document.ts';
import { statementJson } from './statement-json.ts';
import { withoutPrincipals } from './without-principals.ts';

/** A trust policy with some of its statements changed; one may become several, or none. */
export function editedTrust(
  { version = '2012-10-17', statements }: PolicyDocument,
  offending: readonly Statement[],
  edit: (statement: Statement) => readonly Statement[],
): Json {
  const edited = statements.flatMap((statement) =>
    offending.includes(statement) ? edit(statement) : [statement],
  );
  return { Version: version, Statement: edited.map(statementJson) };
}

/** The principals that are left without some values of one type; undefined where nobody is, or everybody was meant. */
export function otherPrincipals(
  principals: PrincipalElement | undefined,
  type: string,
  values: readonly string[],
): PrincipalElement | undefined {
  return withoutPrincipals(principals, (name, value) => name === type && values.includes(value));
}

export function principalsOf(type: string, ...values: readonly string[]): PrincipalElement {
  return { negated: false, everyone: false, byType: { [type]: values } };
}

/** Stands for a principal that only the owner of a role knows. */
export const principalPlaceholder = 'PRINCIPAL_ARN';

/**
 * A trust policy whose statements name an AWS principal no more, neither as such nor by aws:PrincipalArn. Where nobody
 * else was named, a placeholder takes its place.
 */
export function trustWithout(
  document: PolicyDocument,
  offending: readonly Statement[],
  arn: string,
): Json {
  return editedTrust(document, offending, (statement) => [
    {
      ...statement,
      principals:
        otherPrincipals(statement.principals, 'AWS', [arn]) ??
        principalsOf('AWS', principalPlaceholder),
      conditions: statement.conditions.map((condition) => conditionWithout(condition, arn)),
    },
  ]);
}

function conditionWithout(condition: Condition, arn: string): Condition {
  if (condition.key.toLowerCase() !== 'aws:principalarn') return condition;
  const others = condition.values.filter((value) => value !== arn);
  return { ...condition, values: others.length === 0 ? [principalPlaceholder] : others };
}
