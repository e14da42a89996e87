import type { PolicyDocument } from '../model/policy-document.ts';
import { decideAssumeRole } from './assume-role.ts';
import { contextOf } from './context.ts';
import type { Decision, Permissions } from './decision.ts';
import { surest } from './surest.ts';

/** Whether a user may assume a role, by the surest of the requests that it could make. */
export interface FactorDecisions {
  readonly withFactor: Decision;
  readonly withoutFactor: Decision;
}

export function decideFactors(
  document: PolicyDocument,
  roleArn: string,
  permissions: Permissions,
): FactorDecisions {
  const ask = (keys: Readonly<Record<string, string | readonly string[]>>) =>
    decideAssumeRole({
      trust: { name: 'trust policy', document },
      roleArn,
      caller: { type: 'AWS', arn: permissions.principalArn, permissions },
      action: 'sts:AssumeRole',
      context: contextOf({ 'aws:PrincipalType': 'User', ...keys }),
    });
  return {
    withFactor: ask(byFactor),
    withoutFactor: surest([ask(byAccessKey), ask(bySessionToken)]),
  };
}

/**
 * A request signed by an access key says nothing of a second factor, so Bool with true refuses it and BoolIfExists lets it
 * through; one by a session token without a second factor says false.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent
 */
const byAccessKey = { 'aws:MultiFactorAuthPresent': [], 'aws:MultiFactorAuthAge': [] };
const bySessionToken = { 'aws:MultiFactorAuthPresent': 'false', 'aws:MultiFactorAuthAge': [] };
const byFactor = { 'aws:MultiFactorAuthPresent': 'true', 'aws:MultiFactorAuthAge': '1' };
