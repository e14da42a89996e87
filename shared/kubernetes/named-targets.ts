import type { PolicyRule } from '../model/kubernetes.ts';
import { withoutNames } from './rule-abilities.ts';
import { type ResourceRequest, ruleAllows } from './rule-allows.ts';

/** Whom or what a rule with resourceNames lets somebody become or hand out. */
export interface NamedTargets {
  readonly how: 'impersonate' | 'mint' | 'bind';
  readonly kind: 'User' | 'Group' | 'ServiceAccount' | 'ClusterRole' | 'Role';
  readonly names: readonly string[];
}

const rbac = 'rbac.authorization.k8s.io';

const rows: readonly (readonly [NamedTargets['how'], NamedTargets['kind'], ResourceRequest])[] = [
  ['impersonate', 'User', { verb: 'impersonate', apiGroup: '', resource: 'users' }],
  ['impersonate', 'Group', { verb: 'impersonate', apiGroup: '', resource: 'groups' }],
  [
    'impersonate',
    'ServiceAccount',
    { verb: 'impersonate', apiGroup: '', resource: 'serviceaccounts' },
  ],
  [
    'mint',
    'ServiceAccount',
    { verb: 'create', apiGroup: '', resource: 'serviceaccounts', subresource: 'token' },
  ],
  ['bind', 'ClusterRole', { verb: 'bind', apiGroup: rbac, resource: 'clusterroles' }],
  ['bind', 'Role', { verb: 'bind', apiGroup: rbac, resource: 'roles' }],
];

export function namedTargets(rule: PolicyRule): readonly NamedTargets[] {
  if (rule.resourceNames.length === 0) return [];
  const about = withoutNames(rule);
  return rows
    .filter(([, , request]) => ruleAllows(about, request))
    .map(([how, kind]) => ({ how, kind, names: rule.resourceNames }));
}
