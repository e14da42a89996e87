import type { PolicyDocument } from '../model/policy-document.ts';
import { listedPrincipals } from './listed-principals.ts';
import { allowsOf } from './statements-of.ts';

/** Every account that an Allow statement speaks of, as a principal or in a condition on one; sorted. */
export function accountsIn(document: PolicyDocument): readonly string[] {
  const principals = allowsOf(document).flatMap(({ principals: of }) =>
    listedPrincipals(of, 'AWS'),
  );
  const texts = [
    ...principals,
    ...conditionValues(document, ['aws:principalarn', 'aws:principalaccount']),
  ];
  return [...new Set(texts.flatMap((text) => text.match(/\b\d{12}\b/g) ?? []))].toSorted();
}

/** Values of the conditions of Allow statements on the ARN of a caller, patterns among them. */
export function callerPatterns(document: PolicyDocument): readonly string[] {
  return conditionValues(document, ['aws:principalarn']);
}

/** Twelve digits that are none of these accounts. */
export function otherAccount(known: readonly string[]): string {
  let id = 999_999_999_999;
  while (known.includes(String(id))) id -= 1;
  return String(id);
}

function conditionValues(document: PolicyDocument, keys: readonly string[]): readonly string[] {
  return allowsOf(document)
    .flatMap(({ conditions }) => conditions)
    .filter(({ key }) => keys.includes(key.toLowerCase()))
    .flatMap(({ values }) => values);
}
