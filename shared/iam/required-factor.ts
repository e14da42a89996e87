import type { Json } from '../model/json.ts';
import type { PolicyDocument, Statement } from '../model/policy-document.ts';
import { listedPrincipals } from './listed-principals.ts';
import { editedTrust, otherPrincipals, principalsOf } from './trust-edit.ts';

/**
 * A trust policy some of whose statements ask AWS principals for a second factor, in the place of whatever they said of it
 * before. Services and tokens, which have none, keep what they had.
 */
export function withSecondFactor(document: PolicyDocument, offending: readonly Statement[]): Json {
  return editedTrust(document, offending, (statement) => {
    const { sid: _, ...rest } = statement;
    const named = listedPrincipals(statement.principals, 'AWS');
    const others = otherPrincipals(statement.principals, 'AWS', named);
    if (others === undefined) return [askingForFactor(statement)];
    const asked = askingForFactor({ ...rest, principals: principalsOf('AWS', ...named) });
    return [asked, { ...statement, principals: others }];
  });
}

function askingForFactor(statement: Statement): Statement {
  return {
    ...statement,
    conditions: [
      ...statement.conditions.filter(({ key }) => key.toLowerCase() !== factorKey.toLowerCase()),
      { operator: 'Bool', key: factorKey, values: ['true'] },
    ],
  };
}

const factorKey = 'aws:MultiFactorAuthPresent';
