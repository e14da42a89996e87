import type { ReachedRule } from '../kubernetes/rbac.ts';
import type { Held } from './held-rules.ts';
import { type RbacWay, waysByReach } from './rbac-way.ts';

/** Rules that let their holder do anything to all there is, or to all there is of one group that Kubernetes brings. */
export function wildcardWays(held: Held): readonly RbacWay[] {
  const wild = held.rules.filter(isWild);
  const { everything = [], ofOneGroup = [] } = Object.groupBy(
    wild.filter(({ rule: { apiGroups } }) => apiGroups.some(isBuiltIn)),
    ({ rule: { apiGroups } }) => (apiGroups.some(isCore) ? 'everything' : 'ofOneGroup'),
  );
  const mild = { cluster: 'LOW', sensitive: 'LOW', elsewhere: 'LOW' } as const;
  return [
    ...waysByReach(held, everything, 'do anything', {
      cluster: 'HIGH',
      sensitive: 'MEDIUM',
      elsewhere: 'MEDIUM',
    }),
    ...waysByReach(held, ofOneGroup, `do anything to what ${groupsOf(ofOneGroup)} has`, mild),
  ];
}

/** A star before a slash is every resource that has the subresource, not every resource. */
function isWild({ rule: { verbs, resources, resourceNames } }: ReachedRule): boolean {
  return verbs.includes('*') && resources.includes('*') && resourceNames.length === 0;
}

function isCore(apiGroup: string): boolean {
  return apiGroup === '*' || apiGroup === '';
}

/** Not those of custom resources, which have a domain for a name. https://kubernetes.io/docs/reference/using-api/ */
function isBuiltIn(apiGroup: string): boolean {
  return isCore(apiGroup) || !apiGroup.includes('.') || builtIn.has(apiGroup);
}

const builtIn = new Set(
  'admissionregistration apiextensions apiregistration authentication authorization certificates coordination discovery events flowcontrol.apiserver internal.apiserver networking node rbac.authorization resource scheduling storage storagemigration'
    .split(' ')
    .map((group) => `${group}.k8s.io`),
);

function groupsOf(rules: readonly ReachedRule[]): string {
  const groups = rules.flatMap(({ rule: { apiGroups } }) => apiGroups.filter(isBuiltIn));
  return [...new Set(groups)].toSorted().join(', ');
}
