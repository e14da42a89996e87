import type { PolicyRule } from '../model/kubernetes.ts';

/**
 * Whether rules together give everything that another one gives. Each verb on each resource of each group is looked for
 * by itself, as the API server does before it lets somebody hand on a role.
 * https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/registry/rbac/validation/policy_comparator.go
 */
export function covers(rules: readonly PolicyRule[], rule: PolicyRule): boolean {
  return pieces(rule).every((piece) => rules.some((owner) => coversPiece(owner, piece)));
}

/** Without a name it is about every object. */
type Piece = { readonly verb: string } & (
  | { readonly url: string }
  | { readonly group: string; readonly resource: string; readonly name: string | undefined }
);

function pieces(rule: PolicyRule): readonly Piece[] {
  const names = rule.resourceNames.length === 0 ? [undefined] : rule.resourceNames;
  const objects = rule.apiGroups.flatMap((group) =>
    rule.resources.flatMap((resource) => names.map((name) => ({ group, resource, name }))),
  );
  const urls = rule.nonResourceURLs.map((url) => ({ url }));
  return rule.verbs.flatMap((verb) => [...urls, ...objects].map((each) => ({ verb, ...each })));
}

function coversPiece(owner: PolicyRule, piece: Piece): boolean {
  if (!holds(owner.verbs, piece.verb)) return false;
  if ('url' in piece) return owner.nonResourceURLs.some((each) => takesIn(each, piece.url));
  return (
    holds(owner.apiGroups, piece.group) &&
    holdsResource(owner.resources, piece.resource) &&
    holdsName(owner.resourceNames, piece.name)
  );
}

function holds(all: readonly string[], one: string): boolean {
  return all.includes('*') || all.includes(one);
}

function holdsResource(all: readonly string[], resource: string): boolean {
  const [, subresource] = resource.split('/');
  const anyParent = subresource === undefined ? resource : `*/${subresource}`;
  return holds(all, resource) || all.includes(anyParent);
}

function holdsName(all: readonly string[], name: string | undefined): boolean {
  return all.length === 0 || all.some((each) => each === name);
}

function takesIn(owner: string, url: string): boolean {
  return owner.endsWith('*') ? url.startsWith(owner.replace(/\*+$/, '')) : owner === url;
}
