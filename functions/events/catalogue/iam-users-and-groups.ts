import { type FactKey, factKeys } from '../../../shared/model/fact-key.ts';
import { readGroup, readUser } from '../../../shared/wire/iam-principals.ts';
import type { Call } from '../call.ts';
import { at, textAt } from '../parameters.ts';
import { becomes, gone } from '../value-changes.ts';
import type { CataloguedEvent, Effect } from './catalogued-event.ts';
import { asAnswered } from './iam-documents.ts';
import { allOfIam, effectOn, touching } from './of-principal.ts';

/** Users may have access entries of their own; groups give them policies. */
export const userAndGroupEvents: readonly CataloguedEvent[] = [
  { eventName: 'CreateUser', touches: touching('user'), effect: effectOn('user', userCreated) },
  { eventName: 'UpdateUser', touches: () => allOfIam, effect: renamed },
  {
    eventName: 'DeleteUser',
    touches: touching('user'),
    effect: deleted('user', factKeys.user, factKeys.userPolicies),
  },
  { eventName: 'CreateGroup', touches: touching('group'), effect: effectOn('group', groupCreated) },
  { eventName: 'UpdateGroup', touches: () => allOfIam, effect: renamed },
  {
    eventName: 'DeleteGroup',
    touches: touching('group'),
    effect: deleted('group', factKeys.group, factKeys.groupPolicies),
  },
];

function userCreated(call: Call, arn: string): Effect {
  const parsed = readUser(asAnswered(at(call.response, 'user'), 'user'), arn);
  if ('error' in parsed) return { underivable: `the response is not the user: ${parsed.error}` };
  const boundary = textAt(call.request, 'permissionsBoundary');
  const none = { inline: [], attached: [], groups: [] };
  const policies = boundary === undefined ? none : { ...none, boundary };
  return {
    changes: [
      ...becomes(call.estate, factKeys.user(arn), parsed.ok),
      ...becomes(call.estate, factKeys.userPolicies(arn), policies),
    ],
  };
}

function groupCreated(call: Call, arn: string): Effect {
  const parsed = readGroup(asAnswered(at(call.response, 'group'), 'group'), arn);
  if ('error' in parsed) return { underivable: `the response is not the group: ${parsed.error}` };
  const policies = { inline: [], attached: [], groups: [] };
  return {
    changes: [
      ...becomes(call.estate, factKeys.group(arn), parsed.ok),
      ...becomes(call.estate, factKeys.groupPolicies(arn), policies),
    ],
  };
}

/** A new name or path is a new ARN, which every policy and group that names the old one misses. */
function renamed(): Effect {
  return { underivable: 'what a new name or path moves is not in the record' };
}

function deleted(
  kind: 'user' | 'group',
  ...keys: readonly ((arn: string) => FactKey<unknown>)[]
): CataloguedEvent['effect'] {
  return effectOn(kind, ({ estate }, arn) => ({
    changes: keys.flatMap((keyOf) => gone(estate, keyOf(arn))),
  }));
}
