import type { RbacSubject, RoleBinding } from '../model/kubernetes.ts';
import { subjectKey } from './caller.ts';
import { type DefaultBinding, defaultBindings, isSubjectOfEks } from './default-bindings.ts';
import {
  controllers,
  eksClusterRoles,
  eksPrefix,
  eksRoles,
  systemClusterRoles,
  systemRoles,
  userFacingRoles,
} from './default-names.ts';

/** Whether Kubernetes or EKS makes a role of this name: a ClusterRole, or with a namespace a Role. */
export function isDefaultRole({
  namespace,
  name,
}: {
  readonly namespace?: string;
  readonly name: string;
}): boolean {
  const path = namespace === undefined ? name : `${namespace}/${name}`;
  return defaultRoles.has(path) || (name.startsWith(eksPrefix) && isEksNamespace(namespace));
}

const defaultRoles: ReadonlySet<string> = new Set([
  ...userFacingRoles,
  ...controllers.map((name) => `system:controller:${name}`),
  ...systemClusterRoles,
  ...systemRoles,
  ...eksClusterRoles,
  ...eksRoles,
]);

/** EKS keeps Roles of its own in the namespaces of Kubernetes, so that one elsewhere is somebody's who took the name. */
function isEksNamespace(namespace: string | undefined): boolean {
  return namespace === undefined || namespace.startsWith('kube-');
}

/** Whether Kubernetes or EKS makes a binding of this name. */
export function isDefaultBinding(binding: RoleBinding): boolean {
  return knownBinding(binding) !== undefined || isOfEks(binding);
}

/** In what a default binding is not as its makers left it; undefined where it is, and for any other binding. */
export interface Tampering {
  /** Whom they do not bind. */
  readonly subjects: readonly RbacSubject[];
  /** The role that they refer to, where it is another. */
  readonly roleWas?: string;
}

/** Subjects that are missing are no matter: versions differ in them, and nobody gains by it. */
export function tamperingOf(binding: RoleBinding): Tampering | undefined {
  const known = knownBinding(binding);
  if (known === undefined && !isOfEks(binding)) return undefined;
  const expected = new Set(known?.subjects.map(subjectKey));
  const isExpected = (subject: RbacSubject) =>
    known === undefined ? isSubjectOfEks(subject) : expected.has(subjectKey(subject));
  const subjects = binding.subjects.filter((subject) => !isExpected(subject));
  const roleWas = known === undefined || isRole(known, binding) ? {} : { roleWas: known.role };
  return subjects.length > 0 || 'roleWas' in roleWas ? { subjects, ...roleWas } : undefined;
}

function isRole({ kind, role }: DefaultBinding, { roleRef }: RoleBinding): boolean {
  return roleRef.kind === kind && roleRef.name === role;
}

function knownBinding({ namespace, name }: RoleBinding): DefaultBinding | undefined {
  return defaultBindings.get(namespace === undefined ? name : `${namespace}/${name}`);
}

function isOfEks({ namespace, name }: RoleBinding): boolean {
  return name.startsWith(eksPrefix) && isEksNamespace(namespace);
}
