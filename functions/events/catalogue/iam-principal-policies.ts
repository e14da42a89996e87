import type { InlinePolicy } from '../../../shared/model/principal.ts';
import { readGroupPolicies } from '../../../shared/wire/iam-policies.ts';
import type { Call } from '../call.ts';
import { memberIn, textAt } from '../parameters.ts';
import { set } from '../value-changes.ts';
import type { CataloguedEvent, Effect } from './catalogued-event.ts';
import { effectOn, type PrincipalKind, policiesKeys, touching } from './of-principal.ts';

/** Calls that give a principal a policy, or take one away. */
export const principalPolicyEvents: readonly CataloguedEvent[] = [
  row('AttachRolePolicy', 'role', attached),
  row('DetachRolePolicy', 'role', detached),
  row('PutRolePolicy', 'role', put),
  row('DeleteRolePolicy', 'role', deleted),
  row('PutRolePermissionsBoundary', 'role', bounded),
  row('DeleteRolePermissionsBoundary', 'role', unbounded),
  row('AttachUserPolicy', 'user', attached),
  row('DetachUserPolicy', 'user', detached),
  row('PutUserPolicy', 'user', put),
  row('DeleteUserPolicy', 'user', deleted),
  row('PutUserPermissionsBoundary', 'user', bounded),
  row('DeleteUserPermissionsBoundary', 'user', unbounded),
  row('AttachGroupPolicy', 'group', attached),
  row('DetachGroupPolicy', 'group', detached),
  row('PutGroupPolicy', 'group', put),
  row('DeleteGroupPolicy', 'group', deleted),
  row('AddUserToGroup', 'user', joined),
  row('RemoveUserFromGroup', 'user', left),
];

/** One value of the principal's policies: its path in them, and what it becomes; undefined for gone. */
type Written = readonly [path: string, value: unknown];

function row(
  eventName: string,
  kind: PrincipalKind,
  writes: (call: Call) => Written | undefined,
): CataloguedEvent {
  const effect = effectOn(kind, (call, arn): Effect => {
    const written = writes(call);
    return written === undefined
      ? { underivable: 'the record does not say which policy or group' }
      : { changes: set(policiesKeys[kind](arn), ...written) };
  });
  return { eventName, touches: touching(kind), effect };
}

function attached({ request }: Call): Written | undefined {
  const arn = textAt(request, 'policyArn');
  return arn === undefined ? undefined : [`attached ${arn}`, true];
}

function detached({ request }: Call): Written | undefined {
  const arn = textAt(request, 'policyArn');
  return arn === undefined ? undefined : [`attached ${arn}`, undefined];
}

function put({ request }: Call): Written | undefined {
  const policy = inlineIn(request);
  return policy && [`inline ${policy.name}`, policy];
}

/** As reading it would give it, with its fault where it is not understood. A missing document is no policy. */
function inlineIn(request: Call['request']): InlinePolicy | undefined {
  const PolicyName = textAt(request, 'policyName');
  const PolicyDocument = memberIn(request, 'policyDocument');
  if (PolicyName === undefined || PolicyDocument === undefined) return undefined;
  const GroupPolicyList = [{ PolicyName, PolicyDocument }];
  const parsed = readGroupPolicies(
    { Arn: PolicyName, GroupPolicyList, AttachedManagedPolicies: [] },
    PolicyName,
  );
  return 'ok' in parsed ? parsed.ok.inline[0] : undefined;
}

function deleted({ request }: Call): Written | undefined {
  const name = textAt(request, 'policyName');
  return name === undefined ? undefined : [`inline ${name}`, undefined];
}

function bounded({ request }: Call): Written | undefined {
  const arn = textAt(request, 'permissionsBoundary');
  return arn === undefined ? undefined : ['boundary', arn];
}

function unbounded(): Written {
  return ['boundary', undefined];
}

function joined({ request }: Call): Written | undefined {
  const name = textAt(request, 'groupName');
  return name === undefined ? undefined : [`groups ${name}`, true];
}

function left({ request }: Call): Written | undefined {
  const name = textAt(request, 'groupName');
  return name === undefined ? undefined : [`groups ${name}`, undefined];
}
