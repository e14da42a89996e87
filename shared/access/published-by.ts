import { knownServiceAccount, rulesBeyond } from '../kubernetes/known-controllers.ts';
import type { ReachedRule } from '../kubernetes/rbac.ts';
import type { RbacSubject } from '../model/kubernetes.ts';

/** A controller whose makers publish that it needs some rules, and where. */
export interface Published {
  readonly controller: string;
  readonly version: string;
  readonly sources: readonly string[];
}

/** Who publishes that a subject needs all of these rules; undefined where nobody is known to. */
export type PublishedBy = (
  subject: RbacSubject,
  rules: readonly ReachedRule[],
) => Published | undefined;

/** Namespace and name have to match, and the controller's makers have to ask for every one of the rules. */
export const publishedByMakers: PublishedBy = (subject, rules) => {
  const known = knownServiceAccount(subject);
  if (known === undefined || rulesBeyond(known, rules).length > 0) return undefined;
  const { name, version, sources } = known.controller;
  return { controller: name, version, sources };
};
