import type { PolicyRule } from '../model/kubernetes.ts';
import { isSubresource, resourceType } from './resource-types.ts';
import { type RbacRequest, type ResourceRequest, ruleAllows } from './rule-allows.ts';

/** What somebody asks about. Without a namespace it is about all of them and about any one of them. */
export interface Question {
  readonly request: RbacRequest;
  /** Whether there may be such an object in a namespace; never for a path. */
  readonly isNamespaced: boolean;
}

/** `pods`, `pods/web-1`, `pods/exec`, `pods/web-1/exec`, `widgets.example.com`, `/metrics`; text that says what is wrong. */
export function readQuestion(
  verb: string,
  target: string,
  namespace: string | undefined,
): Question | string {
  if (target.startsWith('/')) {
    if (namespace !== undefined) return `a path such as ${target} is in no namespace`;
    return { request: { verb, path: target }, isNamespaced: false };
  }
  const [text = '', ...words] = target.split('/');
  const type = resourceType(text);
  if (type === undefined) {
    return `${text} is no type that is known here: write its plural and its group, as in widgets.example.com`;
  }
  const { resource, apiGroup, isNamespaced } = type;
  if (namespace !== undefined && !isNamespaced) return `${resource} are in no namespace`;
  const part = partOf(resource, words);
  if (part === undefined) return `${target} is neither TYPE, TYPE/NAME nor TYPE/NAME/SUBRESOURCE`;
  const place = namespace === undefined ? {} : { namespace };
  return { request: { verb, apiGroup, resource, ...part, ...place }, isNamespaced };
}

function partOf(
  resource: string,
  words: readonly string[],
): Pick<ResourceRequest, 'name' | 'subresource'> | undefined {
  const [first, second, ...more] = words;
  if (more.length > 0 || words.includes('')) return undefined;
  if (first === undefined) return {};
  if (second !== undefined) return { name: first, subresource: second };
  return isSubresource(resource, first) ? { subresource: first } : { name: first };
}

/**
 * Whether a rule allows what is asked, wherever it counts; the names where it is only some objects that were not told apart
 * by the question.
 */
export function allowedBy(
  rule: PolicyRule,
  { request }: Question,
): { readonly names?: readonly string[] } | undefined {
  if (ruleAllows(rule, request)) return {};
  if ('path' in request || request.name !== undefined) return undefined;
  const names = rule.resourceNames.filter((name) => ruleAllows(rule, { ...request, name }));
  return names.length === 0 ? undefined : { names };
}

/**
 * Whether a rule that counts in some namespaces alone may allow it: `inScope` tells which. What is asked of one namespace
 * object is asked within it.
 */
export function countsInSome(
  { request, isNamespaced }: Question,
  inScope: (namespace: string) => boolean,
): boolean {
  if ('path' in request) return false;
  const { resource, apiGroup, verb, name, namespace } = request;
  if (apiGroup === '' && resource === 'namespaces') {
    const isAboutOne = !['list', 'watch', 'create', 'deletecollection'].includes(verb);
    return isAboutOne && (name === undefined || inScope(name));
  }
  return isNamespaced && (namespace === undefined || inScope(namespace));
}
