import { parseIamArn } from '../model/arn.ts';
import { isPresent } from '../model/fact.ts';
import { factKeys } from '../model/fact-key.ts';
import type { AccessStory } from '../model/finding.ts';
import type { PolicyDocument } from '../model/policy-document.ts';
import { policyText } from './held-policy.ts';
import { inIamRegion } from './iam-undo-commands.ts';
import { updateAssumeRolePolicy } from './remedy-commands.ts';
import { createPolicyVersion } from './role-policy-commands.ts';
import { documentJson, statementLines } from './statement-text.ts';
import { type AccessStoryInput, stateOf, touchedFact, valueIn } from './touched-fact.ts';

/** Who may assume a role, a line for each statement that differs. */
export function trustStory(input: AccessStoryInput, roleArn: string): AccessStory {
  const { account, was, is } = touchedFact(input, factKeys.trustPolicy(roleArn));
  const side = (fact: typeof was, other: typeof was) =>
    stateOf(fact, `the trust policy of ${roleArn}`, (document) =>
      statementLines('trust', document, valueIn(other)),
    );
  const name = parseIamArn(roleArn)?.name;
  const undo =
    isPresent(was) && isPresent(is) && name !== undefined
      ? [updateAssumeRolePolicy(name, documentJson(was.value))]
      : [];
  return {
    principalArn: roleArn,
    before: side(was, is),
    after: side(is, was),
    undo: undo.map((command) => inIamRegion(command, account.partition)),
  };
}

/** What a managed policy allows, a line for each statement that differs. Nobody but AWS can change those of AWS. */
export function managedPolicyStory(input: AccessStoryInput, policyArn: string): AccessStory {
  const { account, was, is } = touchedFact(input, factKeys.managedPolicy(policyArn));
  const side = (fact: typeof was, other?: PolicyDocument) =>
    stateOf(fact, policyText(policyArn), ({ document }) =>
      statementLines(policyText(policyArn), document, other),
    );
  const isOurs = parseIamArn(policyArn)?.accountId === account.accountId;
  const undo =
    isOurs && isPresent(was) && isPresent(is)
      ? [createPolicyVersion(policyArn, documentJson(was.value.document))]
      : [];
  return {
    principalArn: policyArn,
    before: side(was, valueIn(is)?.document),
    after: side(is, valueIn(was)?.document),
    undo: undo.map((command) => inIamRegion(command, account.partition)),
  };
}
