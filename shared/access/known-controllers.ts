import type { ReachedRule } from '../kubernetes/rbac.ts';
import type { PolicyRule, RbacSubject } from '../model/kubernetes.ts';

/** A controller as its makers ship it. */
export interface KnownController {
  /** As people call it. */
  readonly controller: string;
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly version: string;
  /** Address of the manifest or chart that the rules are from. */
  readonly source: string;
  readonly rules: readonly PolicyRule[];
}

/** What controllers are known; tests bring their own. */
export type KnownControllers = readonly KnownController[];

/** Namespace and name have to match, and the controller's makers have to ask for every one of the rules. */
export function knownControllerOf(
  known: KnownControllers,
  subject: RbacSubject,
  rules: readonly ReachedRule[],
): KnownController | undefined {
  if (subject.kind !== 'ServiceAccount') return undefined;
  return known.find(
    (each) =>
      each.namespace === subject.namespace &&
      each.serviceAccount === subject.name &&
      rules.every(({ rule }) => isPublished(rule, each.rules)),
  );
}

/** Who it is and where that is written, as evidence. */
export function controllerEvidence({ controller, version, source }: KnownController) {
  return { controller, version, source };
}

function isPublished(rule: PolicyRule, published: readonly PolicyRule[]): boolean {
  return rule.verbs.every(
    (verb) =>
      rule.nonResourceURLs.every((url) =>
        published.some((each) => has(each.verbs, verb) && has(each.nonResourceURLs, url)),
      ) &&
      rule.apiGroups.every((group) =>
        rule.resources.every((resource) =>
          published.some(
            (each) =>
              has(each.verbs, verb) &&
              has(each.apiGroups, group) &&
              has(each.resources, resource) &&
              areNamesWithin(rule, each),
          ),
        ),
      ),
  );
}

function has(values: readonly string[], value: string): boolean {
  return values.includes(value) || values.includes('*');
}

function areNamesWithin(rule: PolicyRule, published: PolicyRule): boolean {
  if (published.resourceNames.length === 0) return true;
  const named = rule.resourceNames.length > 0;
  return named && rule.resourceNames.every((name) => published.resourceNames.includes(name));
}
