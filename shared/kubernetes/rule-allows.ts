import type { PolicyRule } from '../model/kubernetes.ts';

export type RbacRequest = ResourceRequest | UrlRequest;

export interface ResourceRequest {
  readonly verb: string;
  /** `''` is the core group. */
  readonly apiGroup: string;
  readonly resource: string;
  readonly subresource?: string;
  /** Absent for a cluster-scoped object, and for all namespaces at once. */
  readonly namespace?: string;
  /** Of a list or a watch: the name that its field selector `metadata.name` asks for. */
  readonly name?: string;
}

interface UrlRequest {
  readonly verb: string;
  readonly path: string;
}

/**
 * Whether a rule allows a request, wherever the rule reaches.
 * https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/rbac/v1/evaluation_helpers.go
 */
export function ruleAllows(rule: PolicyRule, request: RbacRequest): boolean {
  if (!isNamed(rule.verbs, request.verb)) return false;
  if ('path' in request) return rule.nonResourceURLs.some((url) => takesIn(url, request.path));
  return (
    isNamed(rule.apiGroups, request.apiGroup) &&
    rule.resources.some((resource) => isResource(resource, request)) &&
    isNameAllowed(rule, request)
  );
}

/** The namespace whose role bindings count: a request about a namespace is made within it. */
export function namespaceOf(request: RbacRequest): string | undefined {
  if ('path' in request) return undefined;
  const { resource, namespace, apiGroup, name } = request;
  if (namespace !== undefined) return namespace;
  const aboutOne = apiGroup === '' && resource === 'namespaces' && !isAboutMany(request);
  return aboutOne ? name : undefined;
}

function isNamed(names: readonly string[], name: string): boolean {
  return names.includes('*') || names.includes(name);
}

/** `*` takes in every subresource, `pods` none, and a star before a slash any resource that has the subresource. */
function isResource(pattern: string, { resource, subresource }: ResourceRequest): boolean {
  if (pattern === '*') return true;
  if (subresource === undefined || subresource === '') return pattern === resource;
  return pattern === `${resource}/${subresource}` || pattern === `*/${subresource}`;
}

/** A list and a watch are about many objects, even where a field selector leaves one. */
function isAboutMany(request: ResourceRequest): boolean {
  return request.verb === 'list' || request.verb === 'watch' || !isAboutOneObject(request);
}

/** There is no pattern among names: `*` is a name like any other, which no object has. */
function isNameAllowed({ resourceNames }: PolicyRule, request: ResourceRequest): boolean {
  if (resourceNames.length === 0) return true;
  const { name } = request;
  return name !== undefined && isAboutOneObject(request) && resourceNames.includes(name);
}

/** Nobody knows the name of what is to be created; what is created under an object, such as pods/exec, is asked by its name. */
function isAboutOneObject({ verb, subresource = '' }: ResourceRequest): boolean {
  return verb !== 'deletecollection' && (verb !== 'create' || subresource !== '');
}

function takesIn(url: string, path: string): boolean {
  return url.endsWith('*') ? path.startsWith(url.replace(/\*+$/, '')) : url === path;
}
