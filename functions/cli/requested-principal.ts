import { type Estate, factOf } from '../../shared/model/estate.ts';
import { isPresent } from '../../shared/model/fact.ts';
import { type FactKey, factKeys } from '../../shared/model/fact-key.ts';
import type { PrincipalPolicies } from '../../shared/model/principal.ts';
import type { ReadRequest } from '../../shared/model/reading.ts';
import { arnOfName } from '../events/stored.ts';

type PrincipalRequest = Extract<ReadRequest, { kind: 'role' | 'user' | 'group' }>;

/** What is read of a principal: itself, the documents of the policies it holds, and the groups of a user. */
export function keysOfPrincipal(
  estate: Estate,
  request: PrincipalRequest,
): readonly FactKey<unknown>[] {
  const arn = arnIn(estate, request);
  return arn === undefined ? [] : keysOf[request.kind](estate, arn);
}

const keysOf = { role: keysOfRole, user: keysOfUser, group: keysOfGroup } as const;

/** As it was asked for, or as it is known by its name. */
function arnIn(estate: Estate, request: PrincipalRequest): string | undefined {
  switch (request.kind) {
    case 'role':
      return request.roleArn ?? arnOfName(estate, factKeys.roles(), request.roleName);
    case 'user':
      return request.userArn ?? arnOfName(estate, factKeys.users(), request.userName);
    case 'group':
      return request.groupArn ?? arnOfName(estate, factKeys.groups(), request.groupName);
  }
}

function keysOfRole(estate: Estate, arn: string): readonly FactKey<unknown>[] {
  const policies = factKeys.rolePolicies(arn);
  const { role, trustPolicy, roleLastUsed } = factKeys;
  return [role(arn), trustPolicy(arn), roleLastUsed(arn), policies, ...heldBy(estate, policies)];
}

function keysOfUser(estate: Estate, arn: string): readonly FactKey<unknown>[] {
  const policies = factKeys.userPolicies(arn);
  const groups = groupsIn(estate, policies).flatMap((group) => keysOfGroup(estate, group));
  return [factKeys.user(arn), policies, ...heldBy(estate, policies), ...groups];
}

function keysOfGroup(estate: Estate, arn: string): readonly FactKey<unknown>[] {
  const policies = factKeys.groupPolicies(arn);
  return [factKeys.group(arn), policies, ...heldBy(estate, policies)];
}

/** The managed policies that are attached or bound. */
function heldBy(estate: Estate, key: FactKey<PrincipalPolicies>): readonly FactKey<unknown>[] {
  const held = factOf(estate, key);
  if (!isPresent(held)) return [];
  const { attached, boundary } = held.value;
  const arns = boundary === undefined ? attached : [...attached, boundary];
  return arns.map(factKeys.managedPolicy);
}

function groupsIn(estate: Estate, key: FactKey<PrincipalPolicies>): readonly string[] {
  const held = factOf(estate, key);
  const names = isPresent(held) ? held.value.groups : [];
  return names.flatMap((name) => arnOfName(estate, factKeys.groups(), name) ?? []);
}
