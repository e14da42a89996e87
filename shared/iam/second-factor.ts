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
  const ask = (known: KnownOfFactor) =>
    decideAssumeRole({
      trust: { name: 'trust policy', document },
      roleArn,
      caller: { type: 'AWS', arn: permissions.principalArn, permissions },
      action: 'sts:AssumeRole',
      context: contextOf({ 'aws:PrincipalType': 'User', ...known }),
    });
  return {
    withFactor: ask(byFactor),
    withoutFactor: surest([ask(byAccessKey), ask(bySessionToken)]),
  };
}

/**
 * The same for the session of a role, which carries no second factor, not even where its user gave one: by the surest of the
 * requests that it could make. `decide` takes what is known of a request beside what it knows itself, by key in lower case.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
 */
export function decideAsSession(decide: (known: KnownOfFactor) => Decision): Decision {
  const decision = decide({});
  const isAboutFactor = decision.conditions.some(({ key }) => keys.includes(key.toLowerCase()));
  return isAboutFactor ? surest([decide(byAccessKey), decide(bySessionToken)]) : decision;
}

type KnownOfFactor = Readonly<Record<string, string | readonly string[]>>;

/**
 * A request signed by an access key says nothing of a second factor, so Bool with true refuses it and BoolIfExists lets it
 * through; one by a session token without a second factor says false.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent
 */
const byAccessKey = { 'aws:multifactorauthpresent': [], 'aws:multifactorauthage': [] };
const bySessionToken = { 'aws:multifactorauthpresent': 'false', 'aws:multifactorauthage': [] };
const byFactor = { 'aws:multifactorauthpresent': 'true', 'aws:multifactorauthage': '1' };
const keys = Object.keys(byFactor);
