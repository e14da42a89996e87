import type { PrincipalElement } from '../model/policy-document.ts';

/** What is left of a Principal element without some of its values, given by type; undefined where nothing is. */
export function withoutPrincipals(
  principals: PrincipalElement | undefined,
  isLeftOut: (type: string, value: string) => boolean,
): PrincipalElement | undefined {
  if (principals === undefined || principals.everyone || principals.negated) return undefined;
  const byType = Object.entries(principals.byType)
    .map(([type, values]) => [type, values.filter((value) => !isLeftOut(type, value))] as const)
    .filter(([, values]) => values.length > 0);
  return byType.length === 0 ? undefined : { ...principals, byType: Object.fromEntries(byType) };
}
