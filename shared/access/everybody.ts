import { serviceAccountOf } from '../iam/service-account-subject.ts';
import type { RbacSubject } from '../model/kubernetes.ts';

/** Whoever does not say who they are. https://kubernetes.io/docs/reference/access-authn-authz/authentication/#anonymous-requests */
export function isAnonymous({ kind, name }: RbacSubject): boolean {
  return (
    (kind === 'User' && name === 'system:anonymous') ||
    (kind === 'Group' && name === 'system:unauthenticated')
  );
}

/** Whoever says who they are, or every service account. */
export function isEverybodyKnown({ kind, name }: RbacSubject): boolean {
  return kind === 'Group' && (name === 'system:authenticated' || name === 'system:serviceaccounts');
}

/** What pods run as that name no other; a binding may name it as a user. */
export function isDefaultServiceAccount(subject: RbacSubject): boolean {
  const { kind, name } = subject;
  if (kind === 'User') return serviceAccountOf(name)?.name === 'default';
  return kind === 'ServiceAccount' && name === 'default';
}

/** Whether rules about bindings speak for whatever the subject holds short of cluster admin. */
export function isJudgedByBinding(subject: RbacSubject): boolean {
  return isAnonymous(subject) || isEverybodyKnown(subject) || isDefaultServiceAccount(subject);
}
