import {
  type KnownController,
  knownServiceAccount,
  rulesBeyond,
} from '../kubernetes/known-controllers.ts';
import type { ReachedRule } from '../kubernetes/rbac.ts';
import type { RbacSubject } from '../model/kubernetes.ts';

/** Namespace and name have to match, and the controller's makers have to ask for every one of the rules. */
export function knownControllerOf(
  known: readonly KnownController[],
  subject: RbacSubject,
  rules: readonly ReachedRule[],
): KnownController | undefined {
  const account = knownServiceAccount(subject, known);
  if (account === undefined || rulesBeyond(account, rules).length > 0) return undefined;
  return account.controller;
}

/** Who it is and where that is written, as evidence. */
export function controllerEvidence({ name, version, sources }: KnownController) {
  return { controller: name, version, sources };
}
