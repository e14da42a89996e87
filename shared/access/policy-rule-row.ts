import type { PolicyRule } from '../model/kubernetes.ts';

/** What a policy allows: API group, verbs and resources, apart by spaces. `core` is the core group. */
export type PolicyRuleRow = readonly [apiGroup: string, verbs: string, resources: string];

export function ruleOfRow([apiGroup, verbs, resources]: PolicyRuleRow): PolicyRule {
  return {
    verbs: verbs.split(' '),
    apiGroups: [apiGroup === 'core' ? '' : apiGroup],
    resources: resources.split(' '),
    resourceNames: [],
    nonResourceURLs: [],
  };
}
