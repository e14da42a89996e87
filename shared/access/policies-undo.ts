import { isAbsent } from '../model/fact.ts';
import type { PrincipalPolicies } from '../model/principal.ts';
import { type HeldPolicy, heldPolicy } from './held-policy.ts';
import {
  addUserToGroup,
  attachPolicy,
  deleteBoundary,
  deletePolicy,
  detachPolicy,
  type PolicyHolder,
  policyHolder,
  putBoundary,
  putPolicy,
  removeUserFromGroup,
} from './iam-undo-commands.ts';
import { documentJson } from './statement-text.ts';
import { type TouchedFact, valueIn } from './touched-fact.ts';

const none: PrincipalPolicies = { inline: [], attached: [], groups: [] };

/** First takes away what came, then brings back what went. Nothing where one side is not known, or the holder itself is gone. */
export function policiesUndo(
  arn: string,
  { was, is, paths }: TouchedFact<PrincipalPolicies>,
): readonly string[] {
  const holder = policyHolder(arn);
  const current = valueIn(is);
  const old = isAbsent(was) ? none : valueIn(was);
  if (holder === undefined || current === undefined || old === undefined) return [];
  const had = paths.flatMap((path) => heldPolicy(old, path) ?? []);
  const came = paths
    .filter((path) => heldPolicy(old, path) === undefined)
    .flatMap((path) => heldPolicy(current, path) ?? []);
  return [
    ...came.map((held) => takenAway(holder, held)),
    ...had.flatMap((held) => broughtBack(holder, held)),
  ];
}

function takenAway(holder: PolicyHolder, held: HeldPolicy): string {
  switch (held.kind) {
    case 'attached':
      return detachPolicy(holder, held.policyArn);
    case 'boundary':
      return deleteBoundary(holder);
    case 'group':
      return removeUserFromGroup(holder, held.name);
    case 'inline':
      return deletePolicy(holder, held.policy.name);
  }
}

/** A document that was not understood cannot be written again. */
function broughtBack(holder: PolicyHolder, held: HeldPolicy): readonly string[] {
  switch (held.kind) {
    case 'attached':
      return [attachPolicy(holder, held.policyArn)];
    case 'boundary':
      return [putBoundary(holder, held.policyArn)];
    case 'group':
      return [addUserToGroup(holder, held.name)];
    case 'inline':
      return 'document' in held.policy
        ? [putPolicy(holder, held.policy.name, documentJson(held.policy.document))]
        : [];
  }
}
