import type { PrincipalElement } from '../model/policy-document.ts';

/** The values of one type that a Principal or NotPrincipal element lists; none where there is no such element. */
export function listedPrincipals(
  principals: PrincipalElement | undefined,
  type: 'AWS' | 'Service' | 'Federated',
): readonly string[] {
  return principals?.byType[type] ?? [];
}
