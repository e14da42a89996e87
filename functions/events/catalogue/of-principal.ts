import { type FactKey, factKeys, type ListKey } from '../../../shared/model/fact-key.ts';
import type { PrincipalPolicies } from '../../../shared/model/principal.ts';
import type { EventRequest, ReadRequest } from '../../../shared/model/reading.ts';
import type { Call } from '../call.ts';
import { textAt } from '../parameters.ts';
import { arnOfName } from '../stored.ts';
import type { Effect, Touch } from './catalogued-event.ts';

/** A kind of principal, as calls name it: the request has `roleName`, the response a `role` with its `arn`. */
export type PrincipalKind = 'role' | 'user' | 'group';

function nameIn({ request, response }: Call, kind: PrincipalKind): string | undefined {
  return textAt(request, `${kind}Name`) ?? textAt(response, `${kind}.${kind}Name`);
}

/** From the response, or from the stored estate: a name has no path. */
function arnIn(call: Call, kind: PrincipalKind): string | undefined {
  const arn = textAt(call.response, `${kind}.arn`);
  if (arn !== undefined) return arn;
  const name = nameIn(call, kind);
  return name === undefined ? undefined : arnOfName(call.estate, lists[kind](), name);
}

const lists: Readonly<Record<PrincipalKind, () => ListKey>> = {
  role: factKeys.roles,
  user: factKeys.users,
  group: factKeys.groups,
};

export const policiesKeys: Readonly<
  Record<PrincipalKind, (arn: string) => FactKey<PrincipalPolicies>>
> = {
  role: factKeys.rolePolicies,
  user: factKeys.userPolicies,
  group: factKeys.groupPolicies,
};

/** The one principal; all of IAM where the record does not name it. */
export function touching(kind: PrincipalKind): (call: Call) => Touch {
  return (call) => {
    const name = nameIn(call, kind);
    return name === undefined ? allOfIam : { reads: [requestFor(kind, name, arnIn(call, kind))] };
  };
}

const iam: readonly ReadRequest[] = [{ kind: 'iam' }];

export const allOfIam: Touch = { sweeps: iam };

/** The name alone where neither the event nor the stored estate knows the ARN. */
function requestFor(kind: PrincipalKind, name: string, arn: string | undefined): EventRequest {
  switch (kind) {
    case 'role':
      return { kind, roleName: name, ...(arn === undefined ? {} : { roleArn: arn }) };
    case 'user':
      return { kind, userName: name, ...(arn === undefined ? {} : { userArn: arn }) };
    case 'group':
      return { kind, groupName: name, ...(arn === undefined ? {} : { groupArn: arn }) };
  }
}

export function effectOn(
  kind: PrincipalKind,
  effect: (call: Call, arn: string) => Effect,
): (call: Call) => Effect {
  return (call) => {
    const arn = arnIn(call, kind);
    if (arn !== undefined) return effect(call, arn);
    const name = nameIn(call, kind);
    return {
      underivable:
        name === undefined ? `the record names no ${kind}` : `the ${kind} ${name} is not known`,
    };
  };
}
