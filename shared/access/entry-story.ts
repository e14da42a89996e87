import {
  type AccessEntry,
  type AssociatedAccessPolicy,
  accessPolicyName,
} from '../model/access-entry.ts';
import type { ClusterRef } from '../model/cluster.ts';
import { isAbsent } from '../model/fact.ts';
import { factKeys } from '../model/fact-key.ts';
import type { AccessState, AccessStory } from '../model/finding.ts';
import { defaultUsername } from './default-username.ts';
import { type EntrySide, entryUndo } from './entry-undo.ts';
import { powerText, scopeText } from './scope-text.ts';
import { standingPower } from './standing-power.ts';
import { type AccessStoryInput, touchedFact, valueIn, whyUnread } from './touched-fact.ts';

/** What one principal could do in one cluster by its access entry, and can do now: all of it, not the differences alone. */
export function entryStory(
  input: AccessStoryInput,
  cluster: ClusterRef,
  principalArn: string,
): AccessStory {
  const entry = touchedFact(input, factKeys.accessEntry(cluster, principalArn));
  const policies = touchedFact(input, factKeys.accessPolicies(cluster, principalArn));
  return {
    principalArn,
    clusterName: cluster.name,
    before: stateOf({ entry: entry.was, policies: policies.was }),
    after: stateOf({ entry: entry.is, policies: policies.is }),
    undo: entryUndo({ cluster, principalArn, entry, policies }),
  };
}

function stateOf({ entry, policies }: EntrySide): AccessState {
  if (isAbsent(entry)) return { grants: [], power: 'none' };
  const held = valueIn(policies) ?? [];
  const names = namesOf(valueIn(entry));
  const { strongest, doubt } = standingPower(held);
  const reasons = [
    whyUnread(entry, 'the access entry'),
    whyUnread(policies, 'the access policies of the entry'),
    doubt,
    bindingDoubt(names),
  ].filter((reason) => reason !== undefined);
  const nothing = reasons.length === 0 ? 'none' : undefined;
  const power = strongest === undefined ? nothing : powerText(strongest);
  const grants = [...policyLines(held), ...names, ...typeLines(valueIn(entry))];
  const isBare = grants.length === 0 && reasons.length === 0;
  return {
    grants: isBare ? ['an access entry with no access policy and no group'] : grants,
    ...(power !== undefined && { power }),
    ...(reasons.length > 0 && { unread: reasons.join('; ') }),
  };
}

function policyLines(policies: readonly AssociatedAccessPolicy[]): readonly string[] {
  return policies
    .map(
      ({ policyArn, accessScope }) =>
        `${accessPolicyName(policyArn) ?? policyArn} in ${scopeText(accessScope)}`,
    )
    .toSorted();
}

/** The names under which the bindings of the cluster may give the principal more. */
function namesOf(entry: AccessEntry | undefined): readonly string[] {
  if (entry === undefined) return [];
  const { principalArn, kubernetesGroups, username } = entry;
  const usual = [undefined, principalArn, defaultUsername(principalArn)];
  const groups = kubernetesGroups.toSorted().map((group) => `group ${group}`);
  return usual.includes(username) ? groups : [...groups, `username ${username}`];
}

function bindingDoubt(names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined;
  return `what the bindings of the cluster give ${names.join(', ')} is not read`;
}

function typeLines(entry: AccessEntry | undefined): readonly string[] {
  return entry === undefined || entry.type === 'STANDARD' ? [] : [`entry of type ${entry.type}`];
}
