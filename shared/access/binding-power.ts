import { ability } from '../kubernetes/ability.ts';
import type { Powers } from '../kubernetes/powers.ts';
import { abilitiesOf } from '../kubernetes/rule-abilities.ts';
import type { Json } from '../model/json.ts';
import { type RbacSubject, type RoleBinding, subjectName } from '../model/kubernetes.ts';
import { adminByOwnBindings } from './admin-because.ts';
import { bindingText, roleRefText } from './rbac-evidence.ts';

/** Whether a binding gives more than to read; what a role gives that does not exist is nothing yet. */
export function givesMoreThanRead({ index }: Powers, binding: RoleBinding): boolean {
  const role = index.roleOf(binding);
  if (role === undefined) return false;
  return index.rulesIn(role).some(({ rule }) => (abilitiesOf(rule) & ~ability.read) !== 0);
}

/** Whether `binding-no-cluster-admin` tells of this very binding of a subject, which is not a default one. */
export function isToldAsAdmin(powers: Powers, subject: RbacSubject, binding: RoleBinding): boolean {
  return adminByOwnBindings(subject, powers.powerOf(subject)).some(({ rules }) =>
    rules.some((rule) => rule.binding === binding),
  );
}

/** A binding and those of its subjects that an offence is about. */
export function bindingEvidence(
  binding: RoleBinding,
  subjects: readonly RbacSubject[],
): Readonly<Record<string, Json>> {
  return {
    binding: bindingText(binding),
    roleRef: roleRefText(binding),
    subjects: subjects.map(subjectName),
  };
}

export function namesOf(subjects: readonly RbacSubject[]): string {
  return subjects.map(subjectName).join(' and ');
}
