import type { ReachedRule } from '../kubernetes/rbac.ts';
import type { Held } from './held-rules.ts';
import { beyondRunningPods, impersonatingAccounts } from './rbac-requests.ts';
import {
  overCluster,
  type RbacWay,
  requests,
  rulesFor,
  shortOfEverything,
  waysByReach,
} from './rbac-way.ts';

const rbac = 'rbac.authorization.k8s.io';
const write = 'create update patch';

/** To give oneself any role takes both: the special verb, and the writing it unlocks. */
const pairs = (
  [
    ['escalate and write ClusterRoles', ['escalate', 'clusterroles'], 'clusterroles'],
    ['escalate and write Roles', ['escalate', 'roles'], 'roles'],
    ['bind any ClusterRole', ['bind', 'clusterroles'], 'clusterrolebindings rolebindings'],
    ['bind any Role', ['bind', 'roles'], 'rolebindings'],
  ] as const
).map(([can, [verb, resource], written]) => ({
  can,
  special: requests(verb, rbac, resource),
  writing: requests(write, rbac, written),
}));

const impersonatingUsers = requests('impersonate', '', 'users');
const impersonatingGroups = requests('impersonate', '', 'groups');

/**
 * Ways to hand oneself what one does not hold. What is narrowed to names is as strong as what it names, which
 * `binding-no-cluster-admin` reckons.
 * https://kubernetes.io/docs/reference/access-authn-authz/rbac/#privilege-escalation-prevention-and-bootstrapping
 * https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/
 */
export function rbacEscalations(held: Held): readonly RbacWay[] {
  const rules = shortOfEverything(held.rules);
  const wide = overCluster(rules);
  const everywhere = { cluster: 'CRITICAL' } as const;
  const paired = pairs.flatMap(({ can, special, writing }) => {
    const both = [rulesFor(wide, special), rulesFor(wide, writing)];
    const rules = both.every((half) => half.length > 0) ? both.flat() : [];
    return waysByReach(held, rules, can, everywhere);
  });
  const users = rulesFor(rules, impersonatingUsers);
  const groups = rulesFor(rules, impersonatingGroups);
  const accounts = beyondRunningPods(held, rulesFor(rules, impersonatingAccounts));
  return [
    ...paired,
    ...waysByReach(held, users, 'impersonate any user', everywhere),
    ...waysByReach(held, groups, 'impersonate any group', everywhere),
    ...waysByReach(held, accounts, 'impersonate any service account', {
      cluster: 'CRITICAL',
      sensitive: 'CRITICAL',
      elsewhere: 'MEDIUM',
    }),
    ...waysByReach(held, rules.filter(isConstrained), 'impersonate others within bounds', {
      cluster: 'MEDIUM',
      sensitive: 'MEDIUM',
      elsewhere: 'MEDIUM',
    }),
  ];
}

/**
 * Verbs of constrained impersonation, behind a feature gate.
 * https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/#constrained-impersonation
 */
function isConstrained({ rule: { verbs, apiGroups } }: ReachedRule): boolean {
  const ofIdentities = apiGroups.some(
    (group) => group === '*' || group === 'authentication.k8s.io',
  );
  return ofIdentities && verbs.some((verb) => verb.startsWith('impersonate:'));
}
