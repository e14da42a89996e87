import { type RbacSubject, type RoleBinding, subjectName } from '../model/kubernetes.ts';
import { shellCommand } from '../model/shell.ts';

/** Deletes a binding. */
export function deleteBinding(binding: RoleBinding): string {
  return shellCommand(['kubectl', 'delete', ...targetOf(binding)]);
}

/** Takes subjects out of a binding, or deletes it where none would be left. */
export function unbind(binding: RoleBinding, subjects: readonly RbacSubject[]): string {
  const rest = indexesOf(binding, subjects).length < binding.subjects.length;
  return rest ? removeSubjects(binding, subjects) : deleteBinding(binding);
}

/**
 * Takes subjects out of a binding and leaves it, with others or without. Nothing is changed where the binding has become
 * another one since: each is looked for in its place first. The last goes first, for the places of the others hold then.
 */
export function removeSubjects(binding: RoleBinding, subjects: readonly RbacSubject[]): string {
  const patch = indexesOf(binding, subjects)
    .toReversed()
    .flatMap((index) => [
      { op: 'test', path: `/subjects/${index}/name`, value: binding.subjects[index]?.name },
      { op: 'remove', path: `/subjects/${index}` },
    ]);
  return shellCommand([
    ...['kubectl', 'patch', '--type=json', `--patch=${JSON.stringify(patch)}`],
    ...targetOf(binding),
  ]);
}

function indexesOf(binding: RoleBinding, subjects: readonly RbacSubject[]): readonly number[] {
  const names = new Set(subjects.map(subjectName));
  return [...binding.subjects.entries()]
    .filter(([, subject]) => names.has(subjectName(subject)))
    .map(([index]) => index);
}

/** A name of RBAC may begin with a dash, so it goes behind the end of the options. */
function targetOf({ namespace, name }: RoleBinding): readonly string[] {
  const what =
    namespace === undefined ? ['clusterrolebinding'] : ['rolebinding', `--namespace=${namespace}`];
  return [...what, '--', name];
}
