import { factKeys } from '../../../shared/model/fact-key.ts';
import { readOidcProvider } from '../../../shared/wire/iam-account.ts';
import type { Call } from '../call.ts';
import { textAt, textsAt } from '../parameters.ts';
import { becomes, gone, set } from '../value-changes.ts';
import type { CataloguedEvent, Effect, Touch } from './catalogued-event.ts';
import { allOfIam } from './of-principal.ts';

/** Whose tokens roles may take. Thumbprints are left out: no fact of ours has them. */
export const oidcProviderEvents: readonly CataloguedEvent[] = [
  { eventName: 'CreateOpenIDConnectProvider', touches: provider, effect: effect(created) },
  {
    eventName: 'AddClientIDToOpenIDConnectProvider',
    touches: provider,
    effect: effect((call, arn) => client(call, arn, true)),
  },
  {
    eventName: 'RemoveClientIDFromOpenIDConnectProvider',
    touches: provider,
    effect: effect((call, arn) => client(call, arn, undefined)),
  },
  { eventName: 'DeleteOpenIDConnectProvider', touches: provider, effect: effect(deleted) },
];

function provider(call: Call): Touch {
  const providerArn = arnIn(call);
  return providerArn === undefined ? allOfIam : { reads: [{ kind: 'oidcProvider', providerArn }] };
}

function arnIn({ request, response }: Call): string | undefined {
  const name = 'openIDConnectProviderArn';
  return textAt(request, name) ?? textAt(response, name);
}

function effect(of: (call: Call, arn: string) => Effect): (call: Call) => Effect {
  return (call) => {
    const arn = arnIn(call);
    return arn === undefined ? { underivable: 'the record names no provider' } : of(call, arn);
  };
}

function created(call: Call, arn: string): Effect {
  const Url = textAt(call.request, 'url');
  const ClientIDList = textsAt(call.request, 'clientIDList');
  const parsed = readOidcProvider({ Arn: arn, Url, ClientIDList }, arn);
  if ('error' in parsed) return { underivable: parsed.error };
  return { changes: becomes(call.estate, factKeys.oidcProvider(arn), parsed.ok) };
}

function client({ request }: Call, arn: string, value: true | undefined): Effect {
  const id = textAt(request, 'clientID');
  if (id === undefined) return { underivable: 'the record names no client' };
  return { changes: set(factKeys.oidcProvider(arn), `clientIds ${id}`, value) };
}

function deleted({ estate }: Call, arn: string): Effect {
  return { changes: gone(estate, factKeys.oidcProvider(arn)) };
}
