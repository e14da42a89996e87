import { serviceAccountOf } from '../iam/service-account-subject.ts';
import { ability } from './ability.ts';
import {
  accountsGroup,
  allServiceAccounts,
  groupKey,
  serviceAccountUsername,
  userKey,
} from './caller.ts';
import type { NamedTargets } from './named-targets.ts';
import { onceEach } from './once-each.ts';
import { type Way, type WayName, waysToAccounts } from './power-way.ts';
import { openWays, type Reached, type Standing } from './standing.ts';

/**
 * Whom somebody can become, as a text to look them up by: a subject by its key, any service account of a namespace, any
 * service account of a name; of accounts, those that exist or those that somebody would have to make first.
 */
export type Target = string;

export const targets = {
  inNamespace: (namespace: string, exists = true): Target =>
    `${exists ? 'accounts' : 'missing accounts'} in ${namespace}`,
  ofName: (name: string, exists = true): Target =>
    `${exists ? 'accounts' : 'missing accounts'} of name ${name}`,
  itself: (key: string, exists = true): Target => (exists ? key : `missing ${key}`),
  /** Groups of a namespace's accounts, or of any namespace's: whoever becomes an account is in them. */
  membersOf: (namespace?: string): readonly Target[] => [
    groupKey(allServiceAccounts),
    namespace === undefined ? membersSomewhere : groupKey(accountsGroup(namespace)),
  ],
} as const;

/** The group of the accounts of some namespace. */
export const membersSomewhere: Target = 'members of a namespace';

/** A namespace any of whose service accounts somebody can become. */
export interface Foothold {
  readonly namespace: string;
  readonly reached: Reached;
  readonly ways: readonly Way[];
  readonly targets: readonly Target[];
}

export function footholdsOf(standing: Standing): readonly Foothold[] {
  const { namespaces, shared } = standing;
  const own = ownFootholds(standing);
  if (shared === undefined) return own;
  return [...own, ...footholdsOf(shared).filter(({ namespace }) => !namespaces.has(namespace))];
}

/** Without those that are shared. */
export const ownFootholds = onceEach(({ namespaces }: Standing): readonly Foothold[] =>
  [...namespaces].flatMap(([namespace, reached]) => footholdIn(namespace, reached)),
);

export function footholdIn(namespace: string, reached: Reached): readonly Foothold[] {
  const ways = openWays(waysToAccounts, reached);
  if (ways.length === 0) return [];
  // Nobody checks that an impersonated account exists.
  const makes = ability.createAccounts | ability.impersonateAccounts | ability.everything;
  const missing =
    (reached.abilities & makes) === 0
      ? []
      : [targets.inNamespace(namespace, false), ...targets.membersOf(namespace)];
  return [{ namespace, reached, ways, targets: [targets.inNamespace(namespace), ...missing] }];
}

/** Somebody whom a rule names, and whom its holder can become. */
export interface NamedFoothold {
  readonly reached: Reached;
  readonly way: WayName;
  readonly targets: readonly Target[];
}

export function namedFootholdsOf(standing: Standing): readonly NamedFoothold[] {
  const { namespaces, shared } = standing;
  const own = ownNamedFootholds(standing);
  if (shared === undefined) return own;
  const isOnlyShared = ({ reached: { namespace } }: NamedFoothold) =>
    namespace !== undefined && !namespaces.has(namespace);
  return [...own, ...namedFootholdsOf(shared).filter(isOnlyShared)];
}

/** Without those in namespaces that are shared. */
export const ownNamedFootholds = onceEach((standing: Standing): readonly NamedFoothold[] => {
  const impersonates = impersonatesSomebody(standing);
  return [standing.cluster, ...standing.namespaces.values()].flatMap((reached) =>
    reached.own
      .flatMap(({ named }) => named)
      .filter(({ how, kind }) => how !== 'bind' && (kind !== 'Group' || impersonates))
      .map((named) => ({
        reached,
        way: named.how === 'mint' ? 'mints-tokens-of-the-named' : 'impersonates-the-named',
        targets: targetsOf(named, reached),
      })),
  );
});

const impersonatesSomebody = onceEach(({ cluster, namespaces, shared }: Standing): boolean => {
  const anybody = ability.impersonateSomeUser | ability.impersonateSomeAccount;
  const own = [cluster, ...namespaces.values()];
  return (
    own.some(({ abilities }) => (abilities & anybody) !== 0) ||
    (shared !== undefined && impersonatesSomebody(shared))
  );
});

function targetsOf(named: NamedTargets, reached: Reached): readonly Target[] {
  if (named.kind === 'ServiceAccount') return accountTargets(named, reached);
  // Users and groups have no namespace, so a role counted in one does not reach them.
  if (reached.namespace !== undefined) return [];
  if (named.kind === 'Group') return named.names.map((name) => targets.itself(groupKey(name)));
  // Whoever impersonates a service account is asked for serviceaccounts, even where they name it as a user.
  return named.names
    .filter((name) => serviceAccountOf(name) === undefined)
    .map((name) => targets.itself(userKey(name)));
}

function accountTargets(
  { how, names: given }: NamedTargets,
  { namespace, abilities }: Reached,
): readonly Target[] {
  // A name with a colon is no account's: nobody can become it.
  const names = given.filter((name) => !name.includes(':'));
  const target = (name: string, exists: boolean) =>
    namespace === undefined
      ? targets.ofName(name, exists)
      : targets.itself(userKey(serviceAccountUsername({ namespace, name })), exists);
  const existing = names.map((name) => target(name, true));
  const makes = how === 'impersonate' || (abilities & ability.createAccounts) !== 0;
  if (!makes || names.length === 0) return existing;
  const missing = names.map((name) => target(name, false));
  return [...existing, ...missing, ...targets.membersOf(namespace)];
}
