import type { PolicyRule } from '../model/kubernetes.ts';

/**
 * Whether rules together give everything that another one gives. Each verb on each resource of each group is looked for
 * by itself, as the API server does before it lets somebody hand on a role.
 * https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/registry/rbac/validation/policy_comparator.go
 */
export function covers(rules: readonly PolicyRule[], rule: PolicyRule): boolean {
  return pieces(rule).every((piece) => rules.some((owner) => coversPiece(owner, piece)));
}

/** A rule of one verb, one group, one resource and one name at most, or of one verb and one path. */
type Piece = PolicyRule;

function pieces(rule: PolicyRule): readonly Piece[] {
  const verbs = rule.verbs.map((verb) => ({ ...rule, verbs: [verb] }));
  const urls = verbs.flatMap((each) =>
    rule.nonResourceURLs.map((url) => ({ ...each, nonResourceURLs: [url], apiGroups: [] })),
  );
  const resources = verbs
    .flatMap((each) => rule.apiGroups.map((group) => ({ ...each, apiGroups: [group] })))
    .flatMap((each) => rule.resources.map((resource) => ({ ...each, resources: [resource] })))
    .map((each) => ({ ...each, nonResourceURLs: [] }));
  const named = resources.flatMap((each) =>
    rule.resourceNames.length === 0
      ? [each]
      : rule.resourceNames.map((name) => ({ ...each, resourceNames: [name] })),
  );
  return [...urls, ...named];
}

function coversPiece(owner: PolicyRule, piece: Piece): boolean {
  if (!holds(owner.verbs, piece.verbs)) return false;
  const [url] = piece.nonResourceURLs;
  if (url !== undefined) return owner.nonResourceURLs.some((each) => takesIn(each, url));
  return (
    holds(owner.apiGroups, piece.apiGroups) &&
    piece.resources.every((resource) => holdsResource(owner.resources, resource)) &&
    holdsName(owner.resourceNames, piece.resourceNames)
  );
}

function holds(all: readonly string[], some: readonly string[]): boolean {
  return all.includes('*') || some.every((each) => all.includes(each));
}

function holdsResource(all: readonly string[], resource: string): boolean {
  const [, subresource] = resource.split('/');
  const anyParent = subresource === undefined ? resource : `*/${subresource}`;
  return all.includes('*') || all.includes(resource) || all.includes(anyParent);
}

/** Without a name a rule is about every object, which no rule with names covers. */
function holdsName(all: readonly string[], some: readonly string[]): boolean {
  return all.length === 0 || (some.length > 0 && some.every((each) => all.includes(each)));
}

function takesIn(owner: string, url: string): boolean {
  return owner.endsWith('*') ? url.startsWith(owner.replace(/\*+$/, '')) : owner === url;
}
