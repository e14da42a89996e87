import * as z from 'zod/mini';
import type { PolicyRule, RbacRole, RbacSubject, RoleBinding } from '../../model/kubernetes.ts';
import { given } from '../schema.ts';
import type { ObjectMeta, ObjectType } from './object-list.ts';
import { clusterScoped, labelSelector, listed, namespaced, placed, texts } from './object-type.ts';

/** https://kubernetes.io/docs/reference/kubernetes-api/authorization-resources/cluster-role-v1/ */
const ruleSchema: z.ZodMiniType<PolicyRule> = z.object({
  verbs: texts(),
  apiGroups: texts(),
  resources: texts(),
  resourceNames: texts(),
  nonResourceURLs: texts(),
});

export const roles: ObjectType<RbacRole> = namespaced({
  kind: 'Role',
  schema: z.object({ rules: listed(ruleSchema) }),
  toValue: (meta, { rules }) => ({ ...placed(meta), rules, labels: meta.labels }),
});

export const clusterRoles: ObjectType<RbacRole> = clusterScoped({
  kind: 'ClusterRole',
  schema: z.object({
    rules: listed(ruleSchema),
    aggregationRule: z.nullish(z.object({ clusterRoleSelectors: listed(labelSelector()) })),
  }),
  toValue: ({ name, labels }, { rules, aggregationRule }) => ({
    ...{ name, rules, labels },
    ...given({ aggregates: aggregationRule?.clusterRoleSelectors }),
  }),
});

/** https://kubernetes.io/docs/reference/kubernetes-api/authorization-resources/role-binding-v1/ */
const bindingSchema = z.object({
  roleRef: z.object({ kind: z.enum(['Role', 'ClusterRole']), name: z.string() }),
  subjects: listed(
    z.object({ kind: z.string(), name: z.string(), namespace: z.nullish(z.string()) }),
  ),
});

type Binding = z.infer<typeof bindingSchema>;

export const roleBindings: ObjectType<RoleBinding> = namespaced({
  kind: 'RoleBinding',
  schema: bindingSchema,
  toValue: (meta, binding) => ({ ...placed(meta), ...bindingOf(meta, binding) }),
});

export const clusterRoleBindings: ObjectType<RoleBinding> = clusterScoped({
  kind: 'ClusterRoleBinding',
  schema: bindingSchema,
  toValue: (meta, binding) => ({ name: meta.name, ...bindingOf(meta, binding) }),
});

function bindingOf(meta: ObjectMeta, { roleRef, subjects }: Binding) {
  return {
    roleRef,
    subjects: subjects.flatMap((subject) => subjectOf(subject, meta.namespace)),
    labels: meta.labels,
  };
}

/**
 * As the authorizer takes it: a service account without a namespace is one of the binding's own, and what is neither user,
 * group nor service account is nobody.
 * https://github.com/kubernetes/kubernetes/blob/master/plugin/pkg/auth/authorizer/rbac/rbac.go (appliesToUser)
 */
function subjectOf(
  { kind, name, namespace }: Binding['subjects'][number],
  own: string | null | undefined,
): readonly RbacSubject[] {
  if (kind === 'User' || kind === 'Group') return [{ kind, name }];
  const of = namespace || own;
  return kind === 'ServiceAccount' && of ? [{ kind, namespace: of, name }] : [];
}
