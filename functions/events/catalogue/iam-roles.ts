import { type FactKey, factKeys } from '../../../shared/model/fact-key.ts';
import type { Json } from '../../../shared/model/json.ts';
import type { ValueChange } from '../../../shared/model/value-change.ts';
import { readRole } from '../../../shared/wire/iam-principals.ts';
import { parsePolicyDocument } from '../../../shared/wire/policy-document.ts';
import type { Call } from '../call.ts';
import { at, memberIn, textAt } from '../parameters.ts';
import { storedValue } from '../stored.ts';
import { becomes, gone, set } from '../value-changes.ts';
import type { CataloguedEvent, Effect } from './catalogued-event.ts';
import { asAnswered } from './iam-documents.ts';
import { effectOn, touching } from './of-principal.ts';

const role = touching('role');

/** A role as such: whom it trusts, and whether it is there. */
export const roleEvents: readonly CataloguedEvent[] = [
  { eventName: 'CreateRole', touches: role, effect: effectOn('role', created) },
  // From a template of IAM's role manager, or as a service wants it: with policies that the record does not have.
  { eventName: 'AcquireRole', touches: role, effect: effectOn('role', createdWithPolicies) },
  {
    eventName: 'CreateServiceLinkedRole',
    touches: role,
    effect: effectOn('role', createdWithPolicies),
  },
  { eventName: 'UpdateRole', touches: role, effect: effectOn('role', updated) },
  {
    eventName: 'UpdateAssumeRolePolicy',
    touches: role,
    effect: effectOn('role', trusting),
  },
  { eventName: 'DeleteRole', touches: role, effect: effectOn('role', deleted) },
  {
    eventName: 'DeleteServiceLinkedRole',
    touches: role,
    effect: effectOn('role', toBeDeleted),
  },
];

/** A new role has no policies; its boundary is in the request. */
function created(call: Call, arn: string): Effect {
  const parts = createdParts(call, arn);
  if (!Array.isArray(parts)) return { underivable: String(parts) };
  const boundary = textAt(call.request, 'permissionsBoundary');
  const none = { inline: [], attached: [], groups: [] };
  const policies = boundary === undefined ? none : { ...none, boundary };
  return {
    changes: [...parts, ...becomes(call.estate, factKeys.rolePolicies(arn), policies)],
  };
}

function createdWithPolicies(call: Call, arn: string): Effect {
  const parts = createdParts(call, arn);
  const underivable = 'the policies of the role are not in the record';
  return Array.isArray(parts) ? { underivable, written: parts } : { underivable };
}

/** The role, its trust policy and that it was never used; a text says what is missing. */
function createdParts(call: Call, arn: string): readonly ValueChange[] | string {
  const { request, response, estate } = call;
  const json = at(response, 'role');
  // IAM takes an hour where nothing else was asked for, and then does not answer with it.
  const MaxSessionDuration = memberIn(request, 'maxSessionDuration') ?? 3600;
  const parsed = readRole({ ...asAnswered(json, 'role'), MaxSessionDuration }, arn);
  if ('error' in parsed) return `the response is not the role: ${parsed.error}`;
  const trust = parsePolicyDocument(documentIn(request) ?? documentIn(json), 'trust');
  if ('error' in trust) return `the trust policy is not understood: ${trust.error}`;
  return [
    ...becomes(estate, factKeys.role(arn), parsed.ok),
    ...becomes(estate, factKeys.trustPolicy(arn), trust.ok),
    ...becomes(estate, factKeys.roleLastUsed(arn), {}),
  ];
}

/** Plain in a request, URL-encoded in a response. */
function documentIn(json: Json | undefined): Json | undefined {
  return memberIn(json, 'assumeRolePolicyDocument');
}

function updated({ request }: Call, arn: string): Effect {
  const seconds = memberIn(request, 'maxSessionDuration');
  if (typeof seconds !== 'number') return { changes: [] };
  return { changes: set(factKeys.role(arn), 'maxSessionDuration', seconds) };
}

/** The document is the whole fact, so that it is there now also where it could not be read before. */
function trusting({ request, estate }: Call, arn: string): Effect {
  const document = memberIn(request, 'policyDocument');
  if (document === undefined) return { underivable: 'the record does not have the document' };
  const parsed = parsePolicyDocument(document, 'trust');
  if ('error' in parsed) return { underivable: `the document is not understood: ${parsed.error}` };
  const key = factKeys.trustPolicy(arn);
  const isThere = storedValue(estate, key) === undefined ? set(key, '', true) : [];
  return { changes: [...isThere, ...set(key, 'document', parsed.ok)] };
}

function deleted({ estate }: Call, arn: string): Effect {
  return { changes: keysOf(arn).flatMap((key) => gone(estate, key)) };
}

/** A service-linked role goes later, if its service lets it. */
function toBeDeleted({ estate }: Call, arn: string): Effect {
  return {
    underivable: 'whether IAM could delete the role is not in the record',
    written: keysOf(arn).flatMap((key) => gone(estate, key)),
  };
}

function keysOf(arn: string): readonly FactKey<unknown>[] {
  return [
    factKeys.role(arn),
    factKeys.trustPolicy(arn),
    factKeys.rolePolicies(arn),
    factKeys.roleLastUsed(arn),
  ];
}
