import { expandActions } from '../iam/action-facts.ts';
import { allowedResourcePatterns } from '../iam/allowed-resource-patterns.ts';
import { contextOf } from '../iam/context.ts';
import { decide } from '../iam/decide.ts';
import { allowsOf } from '../iam/statements-of.ts';
import { witnessOf } from '../iam/witness.ts';
import type { Statement } from '../model/policy-document.ts';
import type { Holder } from './holder.ts';
import type { RoleDocument } from './role-documents.ts';

/** A statement that gives a role more than it needs. */
export interface Surplus {
  readonly policy: RoleDocument;
  readonly statement: Statement;
  /** The patterns that do, as the statement spells them; `*` for NotAction. Sorted. */
  readonly actions: readonly string[];
}

/** Whether a role needs an action, given as `service:name` in lower case, that a statement gives it. */
export type Need = (action: string, statement: Statement) => boolean;

/** What the role may do beyond its needs. What a boundary or a Deny takes away for certain does not count. */
export function surplusActions(
  holder: Holder,
  policies: readonly RoleDocument[],
  isNeeded: Need,
): readonly Surplus[] {
  return policies.flatMap((policy) =>
    allowsOf(policy.document).flatMap((statement) => {
      const actions = patternsOf(statement).filter((pattern) =>
        actionsOf(holder, pattern).some(
          (action) => !isNeeded(action, statement) && isPossible(holder, action),
        ),
      );
      return actions.length === 0 ? [] : [{ policy, statement, actions: actions.toSorted() }];
    }),
  );
}

function patternsOf({ actions }: Statement): readonly string[] {
  return actions?.negated === false ? actions.values : ['*'];
}

/** Those that are known; of a service that is not, an action that nobody knows. */
function actionsOf(holder: Holder, pattern: string): readonly string[] {
  const known = expandActions(pattern) ?? [];
  const actions = known.length > 0 ? known : [witnessOf(pattern, holder.stranger())];
  return actions.map((action) => action.toLowerCase());
}

/** A condition that nobody can decide counts as met: the question is what the role might do. */
function isPossible(holder: Holder, action: string): boolean {
  const context = contextOf(holder.keys);
  return allowedResourcePatterns(holder.compiled, action).some(({ pattern }) => {
    const resource = witnessOf(pattern, holder.stranger());
    return decide(holder.compiled, { action, resource, context }).outcome !== 'denied';
  });
}
