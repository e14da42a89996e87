import type { Json } from '../model/json.ts';
import type { PolicyDocument, Statement } from '../model/policy-document.ts';
import { editedTrust } from './trust-edit.ts';

/** A trust policy some of whose statements ask for a second factor, in the place of whatever they said of it before. */
export function withSecondFactor(document: PolicyDocument, offending: readonly Statement[]): Json {
  return editedTrust(document, offending, (statement) => [
    {
      ...statement,
      conditions: [
        ...statement.conditions.filter(({ key }) => key.toLowerCase() !== factorKey.toLowerCase()),
        { operator: 'Bool', key: factorKey, values: ['true'] },
      ],
    },
  ]);
}

const factorKey = 'aws:MultiFactorAuthPresent';
