import { type CompiledPermissions, compilePermissions } from '../iam/decide.ts';
import type { Permissions } from '../iam/decision.ts';
import { resourceVariables } from '../iam/resource-variables.ts';
import { strangerText } from '../iam/stranger-text.ts';
import type { Account } from '../model/account.ts';
import { parseIamArn } from '../model/arn.ts';
import { factKeys } from '../model/fact-key.ts';
import { type Facts, unread } from './facts.ts';
import { permissionsOf } from './permissions.ts';
import { podIdentityTags } from './pod-identity-session.ts';

/** A role or user whose policies are ready to be questioned. */
export interface Holder {
  readonly compiled: CompiledPermissions;
  readonly account: Account;
  /** The watched Regions; at least one. */
  readonly regions: readonly string[];
  /** What is known of every request it makes, by condition key. */
  readonly keys: KnownKeys;
  /** A text that its policies do not spell; worked out when first asked for, since few roles need it. */
  readonly stranger: () => string;
  /** Condition keys, in lower case, that stand as variables in resources and in no condition; likewise. */
  readonly variables: () => ReadonlySet<string>;
}

export type KnownKeys = Readonly<Record<string, string | readonly string[]>>;

/** Undefined for a principal that does not exist; ends the check where its list of policies is unread. */
export function holderOf(facts: Facts, principalArn: string): Holder | undefined {
  const permissions = permissionsOf(facts, principalArn);
  return permissions && holderWith(facts, permissions);
}

/** The principal as it would be with these policies. */
export function holderWith(facts: Facts, permissions: Permissions): Holder {
  const compiled = compilePermissions(permissions);
  return {
    compiled,
    account: facts.account,
    regions: facts.config().regions,
    keys: keysOf(facts, permissions.principalArn),
    stranger: once(() => strangerText(compiled)),
    variables: once(() => resourceVariables(compiled)),
  };
}

function once<T>(workOut: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => {
    known ??= { value: workOut() };
    return known.value;
  };
}

function keysOf(facts: Facts, principalArn: string): KnownKeys {
  if (parseIamArn(principalArn)?.kind !== 'user') {
    return { ...ownRequest, ...roleTags(facts, principalArn) };
  }
  const user = facts.ifRead(() => facts.get(factKeys.user(principalArn)));
  const tags = user === unread ? {} : (user?.tags ?? {});
  return { ...ownRequest, 'aws:PrincipalType': 'User', ...principalTags(tags) };
}

/**
 * Of a principal, most often a session of a role, that asks by itself, over TLS, which is its own choice.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const ownRequest: KnownKeys = {
  'aws:PrincipalType': 'AssumedRole',
  'aws:PrincipalIsAWSService': 'false',
  'aws:ViaAWSService': 'false',
  'aws:CalledVia': [],
  'aws:CalledViaFirst': [],
  'aws:CalledViaLast': [],
  'aws:SecureTransport': 'true',
};

/**
 * The tags of the role, but for those that EKS sets on each session instead. What other tags a session brings
 * nobody can know.
 * https://docs.aws.amazon.com/eks/latest/userguide/pod-id-abac.html
 */
function roleTags(facts: Facts, roleArn: string): KnownKeys {
  const role = facts.ifRead(() => facts.get(factKeys.role(roleArn)));
  const tags = role === unread ? {} : (role?.tags ?? {});
  const ofSessions: readonly string[] = podIdentityTags;
  return principalTags(
    Object.fromEntries(
      Object.entries(tags).filter(([key]) => !ofSessions.includes(key.toLowerCase())),
    ),
  );
}

function principalTags(tags: Readonly<Record<string, string>>): KnownKeys {
  return Object.fromEntries(
    Object.entries(tags).map(([key, value]) => [`aws:PrincipalTag/${key}`, value]),
  );
}
