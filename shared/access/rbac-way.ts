import type { ReachedRule } from '../kubernetes/rbac.ts';
import { withoutNames } from '../kubernetes/rule-abilities.ts';
import { type ResourceRequest, ruleAllows } from '../kubernetes/rule-allows.ts';
import type { PolicyRule } from '../model/kubernetes.ts';
import { bySeverity, type Severity } from '../model/severity.ts';
import { type Held, isOwn } from './held-rules.ts';

/** Something dangerous that somebody can do, and the rules that let them. */
export interface RbacWay {
  /** What follows `can`, with where: `read Secrets in kube-system`. */
  readonly can: string;
  readonly severity: Severity;
  readonly rules: readonly ReachedRule[];
}

/** What the subject's own bindings add to, worst first. */
export function ownWays({ subject }: Held, ways: readonly RbacWay[]): readonly RbacWay[] {
  return ways
    .filter(({ rules }) => rules.some((rule) => isOwn(subject, rule)))
    .toSorted((a, b) => bySeverity(a.severity, b.severity));
}

/** Verbs and resources are told apart by spaces. */
export function requests(
  verbs: string,
  apiGroup: string,
  resources: string,
): readonly ResourceRequest[] {
  return resources.split(' ').flatMap((path) => {
    const [resource = '', subresource] = path.split('/');
    const about = { apiGroup, resource, ...(subresource === undefined ? {} : { subresource }) };
    return verbs.split(' ').map((verb) => ({ verb, ...about }));
  });
}

/** The rules that allow any of it, whatever object it is about. */
export function rulesFor(
  rules: readonly ReachedRule[],
  asked: readonly ResourceRequest[],
): readonly ReachedRule[] {
  return rules.filter(({ rule }) => rule.resourceNames.length === 0 && allowsAny(asked, rule));
}

/** The same, be the rule narrowed to names or not. */
export function rulesForSome(
  rules: readonly ReachedRule[],
  asked: readonly ResourceRequest[],
): readonly ReachedRule[] {
  return rules.filter(({ rule }) => allowsAny(asked, rule));
}

/** Whatever object it is about; remembered, since many bindings give the same rules. */
function allowsAny(asked: readonly ResourceRequest[], rule: PolicyRule): boolean {
  const known = answers.get(asked) ?? new WeakMap<PolicyRule, boolean>();
  answers.set(asked, known);
  const about = withoutNames(rule);
  const answer = known.get(rule) ?? asked.some((request) => ruleAllows(about, request));
  known.set(rule, answer);
  return answer;
}

const answers = new WeakMap<readonly ResourceRequest[], WeakMap<PolicyRule, boolean>>();

export function overCluster(rules: readonly ReachedRule[]): readonly ReachedRule[] {
  return rules.filter(({ namespace }) => namespace === undefined);
}

/** Whole rules of everything are told by `binding-no-cluster-admin` and `role-no-wildcard`. */
export function shortOfEverything(rules: readonly ReachedRule[]): readonly ReachedRule[] {
  return rules.filter(
    ({ rule: { verbs, apiGroups, resources } }) =>
      ![verbs, apiGroups, resources].every((list) => list.includes('*')),
  );
}

/** Severities by reach; absent where it does not count there. */
export interface BySeverity {
  readonly cluster?: Severity;
  readonly sensitive?: Severity;
  readonly elsewhere?: Severity;
}

/** One way for each reach; what reaches the whole cluster is not told of its namespaces as well. */
export function waysByReach(
  { isSensitive }: Pick<Held, 'isSensitive'>,
  rules: readonly ReachedRule[],
  can: string,
  severities: BySeverity,
): readonly RbacWay[] {
  const reachOf = ({ namespace }: ReachedRule): keyof BySeverity => {
    if (namespace === undefined) return 'cluster';
    return isSensitive(namespace) ? 'sensitive' : 'elsewhere';
  };
  const byReach = Object.groupBy(rules, reachOf);
  const ways = (['cluster', 'sensitive', 'elsewhere'] as const).flatMap((reach) => {
    const [within = [], severity] = [byReach[reach], severities[reach]];
    if (within.length === 0 || severity === undefined) return [];
    return [{ can: `${can} in ${whereText(within)}`, severity, rules: within }];
  });
  return byReach.cluster === undefined ? ways : ways.slice(0, 1);
}

function whereText(rules: readonly ReachedRule[]): string {
  const namespaces = [...new Set(rules.flatMap(({ namespace }) => namespace ?? []))];
  if (namespaces.length === 0) return 'the whole cluster';
  const word = namespaces.length === 1 ? 'namespace' : 'namespaces';
  return `${word} ${namespaces.toSorted().join(', ')}`;
}
