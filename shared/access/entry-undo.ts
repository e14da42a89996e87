import type { AccessEntry, AssociatedAccessPolicy } from '../model/access-entry.ts';
import type { ClusterRef } from '../model/cluster.ts';
import { type Fact, isAbsent, isPresent } from '../model/fact.ts';
import { compareText } from '../model/json.ts';
import {
  associateAccessPolicy,
  createAccessEntry,
  updateAccessEntry,
} from './access-entry-commands.ts';
import { isReadFromElsewhere } from './cli-value.ts';
import { defaultUsername } from './default-username.ts';
import { deleteAccessEntry, disassociateAccessPolicy } from './remedy-commands.ts';
import { type TouchedFact, valueIn } from './touched-fact.ts';

/** The facts of one entry, on one side of a change. */
export interface EntrySide {
  readonly entry: Fact<AccessEntry>;
  readonly policies: Fact<readonly AssociatedAccessPolicy[]>;
}

export interface TouchedEntry {
  readonly cluster: ClusterRef;
  readonly principalArn: string;
  readonly entry: TouchedFact<AccessEntry>;
  readonly policies: TouchedFact<readonly AssociatedAccessPolicy[]>;
}

/** Takes the changes of an entry and of its access policies back, as far as it is known what there was. */
export function entryUndo(touched: TouchedEntry): readonly string[] {
  const { cluster, principalArn, entry } = touched;
  const wasCreated = isAbsent(entry.was) && isPresent(entry.is);
  // Its access policies go with it.
  if (wasCreated && entry.paths.includes('')) return [deleteAccessEntry(cluster, principalArn)];
  if (isAbsent(entry.is)) return recreated(touched);
  return [...updated(touched), ...policiesUndo(touched)];
}

function recreated({ cluster, principalArn, entry, policies }: TouchedEntry): readonly string[] {
  const old = valueIn(entry.was);
  if (old === undefined || isReadFromElsewhere(old.username)) return [];
  const held = (valueIn(policies.was) ?? []).toSorted(byArn);
  return [
    createAccessEntry(cluster, principalArn, chosen(old)),
    ...held.map(({ policyArn, accessScope }) =>
      associateAccessPolicy(cluster, principalArn, policyArn, accessScope),
    ),
  ];
}

/** EKS names the groups and the user of the types that are not STANDARD by itself. */
function chosen({ principalArn, type, kubernetesGroups, username }: AccessEntry) {
  if (type !== 'STANDARD') return { type };
  const usual = [undefined, principalArn, defaultUsername(principalArn)];
  return {
    ...(kubernetesGroups.length > 0 && { kubernetesGroups }),
    ...(username !== undefined && !usual.includes(username) && { username }),
  };
}

function updated({ cluster, principalArn, entry }: TouchedEntry): readonly string[] {
  const old = valueIn(entry.was);
  if (old === undefined) return [];
  const { username, kubernetesGroups } = old;
  const back = {
    ...(entry.paths.includes('kubernetesGroups') && { kubernetesGroups }),
    ...(entry.paths.includes('username') && username !== undefined && { username }),
  };
  if (Object.keys(back).length === 0 || isReadFromElsewhere(back.username)) return [];
  return [updateAccessEntry(cluster, principalArn, back)];
}

/** First what came, then what went or had another scope. */
function policiesUndo({ cluster, principalArn, entry, policies }: TouchedEntry): readonly string[] {
  if (!policies.was.read && !isAbsent(entry.was)) return [];
  const [was, is] = [valueIn(policies.was) ?? [], valueIn(policies.is) ?? []];
  const had = was.filter(({ policyArn }) => policies.paths.includes(policyArn)).toSorted(byArn);
  const came = is
    .filter(({ policyArn }) => policies.paths.includes(policyArn))
    .filter(({ policyArn }) => had.every((old) => old.policyArn !== policyArn))
    .toSorted(byArn);
  return [
    ...came.map(({ policyArn }) => disassociateAccessPolicy(cluster, principalArn, policyArn)),
    ...had.map(({ policyArn, accessScope }) =>
      associateAccessPolicy(cluster, principalArn, policyArn, accessScope),
    ),
  ];
}

function byArn(a: AssociatedAccessPolicy, b: AssociatedAccessPolicy): number {
  return compareText(a.policyArn, b.policyArn);
}
