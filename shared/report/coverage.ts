import type { Coverage } from '../assess/verdict.ts';
import { compareText } from '../model/json.ts';
import { kubernetesPrefix } from '../model/kubernetes-keys.ts';
import { count, plain, shown } from './text.ts';

/** Facts of one kind and place that went unread for the same reason. */
export interface UnreadGroup {
  readonly fact: string;
  readonly place: string;
  readonly reason: string;
  readonly expected: boolean;
  readonly facts: number;
}

type Unread = Pick<Coverage, 'fact' | 'place' | 'reason' | 'expected'>;

/** Unexpected ones first, so that a cut list keeps what matters. */
export function groupUnread(unread: readonly Unread[]): readonly UnreadGroup[] {
  const groups = new Map<string, UnreadGroup>();
  for (const { fact, place, reason = 'no reason given', expected = false } of unread) {
    const key = JSON.stringify([expected, place, fact, reason]);
    const facts = (groups.get(key)?.facts ?? 0) + 1;
    groups.set(key, { fact, place, reason, expected, facts });
  }
  return [...groups].sort(([a], [b]) => compareText(a, b)).map(([, group]) => group);
}

/** `access-entries of eu-west-1/payments: AccessDeniedException (expected)`. */
export function unreadText({ fact, place, reason, expected, facts }: UnreadGroup): string {
  const many = facts > 1 ? ` (${count(facts, 'item')})` : '';
  const known = expected ? ' (expected)' : '';
  return `${plain(fact)} of ${shown(place, 200)}${many}: ${shown(reason, 300)}${known}`;
}

/**
 * `access-entries in 3 of 4 places, roles, trails`: each kind of fact, and where it was read whole. Types of Kubernetes
 * objects are one kind, read whole where none of them is unread.
 */
export function readText(coverage: readonly Coverage[]): string {
  const places = new Map<string, { readonly read: Set<string>; readonly all: Set<string> }>();
  const partly = new Set(
    coverage.filter(({ fact, read }) => !read && isKubernetes(fact)).map(({ place }) => place),
  );
  for (const row of coverage) {
    const { place } = row;
    const fact = isKubernetes(row.fact) ? 'kubernetes' : row.fact;
    const read = row.read && !(isKubernetes(row.fact) && partly.has(place));
    const kind = places.get(fact) ?? { read: new Set(), all: new Set() };
    places.set(fact, kind);
    kind.all.add(place);
    if (read) kind.read.add(place);
  }
  return [...places]
    .filter(([, { read }]) => read.size > 0)
    .sort(([a], [b]) => compareText(a, b))
    .map(([fact, { read, all }]) => `${plain(fact)}${extent(read.size, all.size)}`)
    .join(', ');
}

function extent(read: number, all: number): string {
  if (all === 1) return '';
  return read === all ? ` (${all} places)` : ` (${read} of ${all} places)`;
}

function isKubernetes(fact: string): boolean {
  return fact.startsWith(kubernetesPrefix);
}
