import type { FactKey } from '../model/fact-key.ts';
import type { AccessStory } from '../model/finding.ts';
import type { PrincipalPolicies } from '../model/principal.ts';
import { heldPolicy, policyText } from './held-policy.ts';
import { inIamRegion } from './iam-undo-commands.ts';
import { policiesUndo } from './policies-undo.ts';
import { statementLines } from './statement-text.ts';
import { type AccessStoryInput, stateOf, touchedFact, valueIn } from './touched-fact.ts';

/** What differs in the policies of a role, user or group. */
export function policiesStory(
  input: AccessStoryInput,
  key: FactKey<PrincipalPolicies>,
  principalArn: string,
): AccessStory {
  const touched = touchedFact(input, key);
  const { account, was, is, paths } = touched;
  const side = (fact: typeof was, other: typeof was) =>
    stateOf(fact, `the policies of ${principalArn}`, (policies) =>
      paths.flatMap((path) => linesAt(path, policies, valueIn(other))),
    );
  return {
    principalArn,
    before: side(was, is),
    after: side(is, was),
    undo: policiesUndo(principalArn, touched).map((command) =>
      inIamRegion(command, account.partition),
    ),
  };
}

function linesAt(
  path: string,
  policies: PrincipalPolicies,
  other: PrincipalPolicies | undefined,
): readonly string[] {
  const held = heldPolicy(policies, path);
  // That there is none is more than what any boundary leaves.
  if (held === undefined) return path === 'boundary' ? ['no permissions boundary'] : [];
  switch (held.kind) {
    case 'attached':
      return [`attached ${policyText(held.policyArn)}`];
    case 'boundary':
      return [`permissions boundary ${policyText(held.policyArn)}`];
    case 'group':
      return [`member of group ${held.name}`];
    case 'inline': {
      const label = `inline policy ${held.policy.name}`;
      if ('fault' in held.policy) return [`${label}: not understood, ${held.policy.fault}`];
      return statementLines(label, held.policy.document, documentAt(path, other));
    }
  }
}

function documentAt(path: string, policies: PrincipalPolicies | undefined) {
  const held = policies && heldPolicy(policies, path);
  return held?.kind === 'inline' && 'document' in held.policy ? held.policy.document : undefined;
}
