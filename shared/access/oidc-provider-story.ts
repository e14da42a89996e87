import { isAbsent } from '../model/fact.ts';
import { factKeys } from '../model/fact-key.ts';
import type { AccessStory } from '../model/finding.ts';
import type { OidcProvider } from '../model/iam-facts.ts';
import { isReadFromElsewhere } from './cli-value.ts';
import { inIamRegion } from './iam-undo-commands.ts';
import {
  addClientIdToOidcProvider,
  createOidcProvider,
  deleteOidcProvider,
  removeClientIdFromOidcProvider,
} from './oidc-provider-commands.ts';
import {
  type AccessStoryInput,
  stateOf,
  type TouchedFact,
  touchedFact,
  valueIn,
} from './touched-fact.ts';

/** Whose tokens IAM takes, and for which clients. */
export function oidcProviderStory(input: AccessStoryInput, arn: string): AccessStory {
  const touched = touchedFact(input, factKeys.oidcProvider(arn));
  const side = (fact: typeof touched.was) => stateOf(fact, 'the identity provider', linesOf);
  return {
    principalArn: arn,
    before: side(touched.was),
    after: side(touched.is),
    undo: undoOf(arn, touched).map((command) => inIamRegion(command, touched.account.partition)),
  };
}

function linesOf({ issuer, clientIds }: OidcProvider): readonly string[] {
  return [
    `tokens of ${issuer}`,
    ...clientIds.toSorted().map((id) => `tokens for the client id ${id}`),
  ];
}

function undoOf(arn: string, { was, is, paths }: TouchedFact<OidcProvider>): readonly string[] {
  const [old, current] = [valueIn(was), valueIn(is)];
  if (old === undefined) return isAbsent(was) && current ? [deleteOidcProvider(arn)] : [];
  if (current === undefined) {
    return isAbsent(is) ? [createOidcProvider(old.issuer, old.clientIds)] : [];
  }
  const changed = (id: string) => paths.includes(`clientIds ${id}`) && !isReadFromElsewhere(id);
  return [
    ...current.clientIds
      .filter((id) => changed(id) && !old.clientIds.includes(id))
      .map((id) => removeClientIdFromOidcProvider(arn, id)),
    ...old.clientIds
      .filter((id) => changed(id) && !current.clientIds.includes(id))
      .map((id) => addClientIdToOidcProvider(arn, id)),
  ];
}
