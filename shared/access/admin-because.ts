import type { Because, HeldPower } from '../kubernetes/powers.ts';
import { isDefaultBinding } from '../kubernetes/shipped-bindings.ts';
import type { Json } from '../model/json.ts';
import { type RbacSubject, subjectName } from '../model/kubernetes.ts';
import { isAdminLevel } from './admin-level.ts';
import { isOwn } from './held-rules.ts';
import { chainsOf } from './rbac-evidence.ts';

/** How a subject is (as good as) cluster admin by bindings that name it and that Kubernetes and EKS did not make. */
export function adminByOwnBindings(
  subject: RbacSubject,
  powers: readonly HeldPower[],
): readonly Because[] {
  return powers
    .filter(isAdminLevel)
    .flatMap(({ because }) => because)
    .filter(({ rules }) =>
      rules.some((rule) => isOwn(subject, rule) && !isDefaultBinding(rule.binding)),
    );
}

/** One way as evidence, with the chain of each rule behind it. */
export function becauseEvidence({ way, rules, becomes, namespace }: Because): Json {
  return {
    way,
    ...(namespace === undefined ? {} : { namespace }),
    ...(becomes === undefined ? {} : { becomes: subjectName(becomes) }),
    grants: chainsOf(rules),
  };
}
