import { factKeys } from '../../../shared/model/fact-key.ts';
import type { PolicyDocument } from '../../../shared/model/policy-document.ts';
import type { Parsed } from '../../../shared/wire/parsed.ts';
import { parsePolicyDocument } from '../../../shared/wire/policy-document.ts';
import type { Call } from '../call.ts';
import { memberIn, textAt } from '../parameters.ts';
import { becomes, gone, set } from '../value-changes.ts';
import type { CataloguedEvent, Effect, Touch } from './catalogued-event.ts';
import { allOfIam } from './of-principal.ts';

/** Facts of principals name the managed policies that they have: whom a changed one concerns is known without asking. */
export const managedPolicyEvents: readonly CataloguedEvent[] = [
  { eventName: 'CreatePolicy', touches: policy, effect: created },
  { eventName: 'CreatePolicyVersion', touches: policy, effect: versionCreated },
  {
    eventName: 'SetDefaultPolicyVersion',
    touches: policy,
    effect: () => ({ underivable: 'the document of the version is not in the record' }),
  },
  // IAM deletes no version that is in force.
  { eventName: 'DeletePolicyVersion', touches: policy, effect: () => ({ changes: [] }) },
  { eventName: 'DeletePolicy', touches: policy, effect: deleted },
];

function policy(call: Call): Touch {
  const policyArn = arnIn(call);
  return policyArn === undefined ? allOfIam : { reads: [{ kind: 'managedPolicy', policyArn }] };
}

function arnIn({ request, response }: Call): string | undefined {
  return textAt(request, 'policyArn') ?? textAt(response, 'policy.arn');
}

const noPolicy: Effect = { underivable: 'the record names no policy' };

function created(call: Call): Effect {
  const [arn, name] = [arnIn(call), textAt(call.request, 'policyName')];
  if (arn === undefined || name === undefined) return noPolicy;
  const document = documentIn(call);
  if ('error' in document) return { underivable: document.error };
  const key = factKeys.managedPolicy(arn);
  return { changes: becomes(call.estate, key, { arn, name, document: document.ok }) };
}

/** A version that is not made the default is not in force. */
function versionCreated(call: Call): Effect {
  const arn = arnIn(call);
  if (arn === undefined) return noPolicy;
  if (memberIn(call.request, 'setAsDefault') !== true) return { changes: [] };
  const document = documentIn(call);
  if ('error' in document) return { underivable: document.error };
  return { changes: set(factKeys.managedPolicy(arn), 'document', document.ok) };
}

function deleted(call: Call): Effect {
  const arn = arnIn(call);
  return arn === undefined ? noPolicy : { changes: gone(call.estate, factKeys.managedPolicy(arn)) };
}

function documentIn({ request }: Call): Parsed<PolicyDocument> {
  const document = memberIn(request, 'policyDocument');
  if (document === undefined) return { error: 'the record does not have the document' };
  const parsed = parsePolicyDocument(document, 'identity');
  return 'ok' in parsed ? parsed : { error: `the document is not understood: ${parsed.error}` };
}
