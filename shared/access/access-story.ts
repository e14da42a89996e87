import type { ClusterRef } from '../model/cluster.ts';
import { clusterOf, type FactKey, readKey } from '../model/fact-key.ts';
import type { AccessState, AccessStory } from '../model/finding.ts';
import { compareText, sameJson } from '../model/json.ts';
import { clusterStory } from './cluster-story.ts';
import { managedPolicyStory, trustStory } from './document-story.ts';
import { entryStory } from './entry-story.ts';
import { oidcProviderStory } from './oidc-provider-story.ts';
import { podIdentityStory } from './pod-identity-story.ts';
import { policiesStory } from './policies-story.ts';
import { boundedStory } from './story-size.ts';
import type { AccessStoryInput } from './touched-fact.ts';

/**
 * What could be done before some changes, and can be done now, with the commands that take them back. It is told of the
 * thing nearest to a cluster; lines about others name whom they are about. Undefined where no change is of a kind that
 * gives or takes access, or nothing that is told of it differs.
 */
export function accessStory(input: AccessStoryInput): AccessStory | undefined {
  const stories = subjectsOf(input)
    .map(({ teller, key }) => teller.tell(input, key))
    .filter(({ before, after, undo }) => undo.length > 0 || !sameJson(before, after));
  const [main, ...others] = stories;
  if (main === undefined) return undefined;
  return boundedStory({
    ...main,
    before: together(main, others, ({ before }) => before),
    after: together(main, others, ({ after }) => after),
    undo: stories.flatMap(({ undo }) => undo),
  });
}

interface Teller {
  /** The facts that it tells of together. */
  readonly facts: readonly string[];
  readonly tell: (input: AccessStoryInput, key: FactKey<unknown>) => AccessStory;
}

/** Nearest to a cluster first. */
const tellers: readonly Teller[] = [
  inCluster(['access-entry', 'access-policies'], entryStory),
  inCluster(['pod-identity-association'], podIdentityStory),
  {
    facts: ['cluster'],
    tell: (input, key) => clusterStory(input, { region: readKey(key).place, name: itemOf(key) }),
  },
  ofAccount('trust-policy', trustStory),
  ...['role-policies', 'user-policies', 'group-policies'].map((fact) => ({
    facts: [fact],
    tell: (input: AccessStoryInput, key: FactKey<unknown>) =>
      policiesStory(input, key as FactKey<never>, itemOf(key)),
  })),
  ofAccount('managed-policy', managedPolicyStory),
  ofAccount('oidc-provider', oidcProviderStory),
];

function inCluster(
  facts: readonly string[],
  tell: (input: AccessStoryInput, cluster: ClusterRef, item: string) => AccessStory,
): Teller {
  return { facts, tell: (input, key) => tell(input, clusterOf(key) as ClusterRef, itemOf(key)) };
}

function ofAccount(
  fact: string,
  tell: (input: AccessStoryInput, item: string) => AccessStory,
): Teller {
  return { facts: [fact], tell: (input, key) => tell(input, itemOf(key)) };
}

/** All that is told of here has one. */
function itemOf(key: FactKey<unknown>): string {
  return String(readKey(key).item);
}

/** Each thing that changed, once, in an order of its own. */
function subjectsOf({ changes }: AccessStoryInput) {
  const keys = [...new Set(changes.map(({ key }) => key))].sort(compareText);
  return tellers.flatMap((teller) => {
    const own = keys.filter((key) => teller.facts.includes(readKey(key).fact));
    const byThing = new Map(own.map((key) => [placeAndItem(key), key]));
    return [...byThing.values()].map((key) => ({ teller, key }));
  });
}

function placeAndItem(key: FactKey<unknown>): string {
  return key.slice(key.indexOf(' '));
}

/** The power is that of the thing told of. */
function together(
  main: AccessStory,
  others: readonly AccessStory[],
  side: (story: AccessStory) => AccessState,
): AccessState {
  const { grants, power, unread } = side(main);
  const reasons = [unread, ...others.map((other) => side(other).unread)].filter(
    (reason) => reason !== undefined,
  );
  return {
    grants: [
      ...grants,
      ...others.flatMap((other) =>
        side(other).grants.map((line) => `${prefixOf(main, other)}${line}`),
      ),
    ],
    ...(power !== undefined && { power }),
    ...(reasons.length > 0 && { unread: [...new Set(reasons)].join('; ') }),
  };
}

function prefixOf(main: AccessStory, other: AccessStory): string {
  const { principalArn, clusterName } = other;
  const isElsewhere = clusterName !== undefined && clusterName !== main.clusterName;
  if (principalArn === main.principalArn && !isElsewhere) return '';
  return isElsewhere ? `${principalArn} in ${clusterName}: ` : `${principalArn}: `;
}
