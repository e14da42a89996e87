import type { Condition } from '../model/policy-document.ts';

/** A condition operator taken apart, as `ForAllValues:StringLikeIfExists`. */
export interface Operator {
  readonly quantifier?: 'ForAllValues' | 'ForAnyValue';
  /** In lower case, without quantifier, negation and IfExists: `stringequals`, `stringlike` … */
  readonly base: string;
  readonly negated: boolean;
  readonly ifExists: boolean;
}

/**
 * Operator names are matched without regard to case.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function parseOperator(operator: string): Operator {
  const quantifier = quantifiers.find((name) =>
    operator.toLowerCase().startsWith(`${name.toLowerCase()}:`),
  );
  const name = operator.slice(quantifier === undefined ? 0 : quantifier.length + 1).toLowerCase();
  return {
    ...(quantifier !== undefined && { quantifier }),
    base: name.replace('not', '').replace(/ifexists$/, ''),
    negated: name.includes('not'),
    ifExists: name.endsWith('ifexists'),
  };
}

const quantifiers = ['ForAllValues', 'ForAnyValue'] as const;

/** Keys are matched without regard to case. */
export function isOnKey({ key }: Condition, wanted: string): boolean {
  return key.toLowerCase() === wanted.toLowerCase();
}

/** Whether a value holds a policy variable such as `${aws:PrincipalTag/team}`, known only when the request comes. */
export function hasPolicyVariable({ values }: Condition): boolean {
  return values.some((value) => value.includes('${'));
}

/**
 * What stands before the colon of a key such as `oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE:sub`, in lower case;
 * undefined for keys that are not about a token of an OIDC issuer, such as `aws:SourceIp`.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
 */
export function issuerOfKey(key: string): string | undefined {
  return /^([^:]*\.[^:]*):[^:]+$/.exec(key.toLowerCase())?.[1];
}
