import { serviceAccountOf } from '../iam/service-account-subject.ts';
import type { Admission, TrustReach } from '../iam/trust-reach.ts';
import { matchesWildcard } from '../iam/wildcard.ts';
import type { Severity } from '../model/severity.ts';

/** How much further than one service account a trust reaches, and a token that shows it. */
export interface NamedReach {
  readonly severity: Severity;
  readonly admission: Admission;
}

/** Into other namespaces. */
export function otherNamespaces({ admissions }: TrustReach): NamedReach | undefined {
  const admission = admissions.find(({ namespaceOpen }) => namespaceOpen);
  return admission && { severity: 'HIGH', admission };
}

/** To other service accounts; worse in a namespace whose service accounts hold more than others. */
export function otherServiceAccounts(
  { admissions }: TrustReach,
  sensitiveNamespaces: readonly string[],
): NamedReach | undefined {
  const open = admissions.filter(({ nameOpen }) => nameOpen);
  const sensitive = open.find(({ token }) => {
    const namespace = serviceAccountOf(token.sub ?? '')?.namespace;
    return sensitiveNamespaces.some(
      (pattern) => namespace !== undefined && matchesWildcard(pattern, namespace),
    );
  });
  if (sensitive !== undefined) return { severity: 'HIGH', admission: sensitive };
  const [first] = open;
  return first && { severity: 'MEDIUM', admission: first };
}
