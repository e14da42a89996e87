import { matchesWildcard } from '../iam/wildcard.ts';
import { levelOverCluster, type Powers } from '../kubernetes/powers.ts';
import { compareText } from '../model/json.ts';
import { type RbacSubject, subjectName } from '../model/kubernetes.ts';
import { isAsStrong } from '../model/power.ts';

/**
 * Everybody whom a binding names but cluster admins, the parts of Kubernetes and EKS, and the service accounts of sensitive
 * namespaces, which belong to whoever runs the cluster. Sorted by name.
 */
export function commonSubjects(
  powers: Powers,
  sensitiveNamespaces: readonly string[],
): readonly RbacSubject[] {
  const isSensitive = (namespace: string) =>
    namespace === 'kube-system' ||
    powers.adminNamespaces.has(namespace) ||
    sensitiveNamespaces.some((pattern) => matchesWildcard(pattern, namespace));
  return powers.index.subjects
    .filter((subject) =>
      subject.kind === 'ServiceAccount' ? !isSensitive(subject.namespace) : !isPart(subject),
    )
    .filter((subject) => !isAdmin(powers, subject))
    .toSorted((a, b) => compareText(subjectName(a), subjectName(b)));
}

export function isAdmin(powers: Powers, subject: RbacSubject): boolean {
  return isAsStrong(levelOverCluster(powers.powerOf(subject)), 'cluster-admin-equivalent');
}

/** Names that Kubernetes and EKS keep for themselves, but for groups that anybody may be in. */
function isPart({ name }: RbacSubject): boolean {
  return (
    /^(system|eks):/.test(name) && !/^system:(un)?authenticated$|^system:serviceaccounts/.test(name)
  );
}
