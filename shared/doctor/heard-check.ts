import type { Check, Known } from '../model/check.ts';

/** The newest event of a kind, as milliseconds since the epoch. */
interface Heard {
  readonly kind: string;
  readonly at: number;
}

/** When what was last heard: for whoever knows what happened, because that nothing was may be calm. */
export function heardCheck(heard: Known<readonly Heard[]>): Check {
  const check = { id: 'events heard', area: 'events' } as const;
  if (!heard.read) {
    return {
      ...check,
      status: 'unread',
      says: `What was last heard is not known: ${heard.reason}.`,
    };
  }
  if (heard.value.length === 0) {
    return { ...check, status: 'ok', says: 'No event of a change of access has been heard yet.' };
  }
  const newest = heard.value.toSorted((a, b) => b.at - a.at);
  const times = newest.map(({ kind, at }) => `${nouns[kind] ?? kind} at ${isoTime(at)}`);
  return { ...check, status: 'ok', says: `The last events heard were of ${times.join(', ')}.` };
}

const nouns: Readonly<Record<string, string>> = {
  accessEntry: 'an access entry',
  podIdentityAssociation: 'a Pod Identity association',
  role: 'a role',
  user: 'a user',
  group: 'a group of IAM',
  managedPolicy: 'a managed policy',
  oidcProvider: 'an identity provider',
  cluster: 'a cluster',
  kubernetes: 'what is inside a cluster',
  trails: 'a trail',
  monitor: 'Gatewatch itself',
  iam: 'IAM',
};

function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
}
