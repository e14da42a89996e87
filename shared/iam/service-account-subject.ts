import type { Language } from './glob-search.ts';

export interface ServiceAccount {
  readonly namespace: string;
  readonly name: string;
}

const prefix = 'system:serviceaccount:';

/** What the token of a service account says as `sub`. */
export function subjectOf({ namespace, name }: ServiceAccount): string {
  return `${prefix}${namespace}:${name}`;
}

/** The service account behind a `sub`; undefined for what is none. */
export function serviceAccountOf(subject: string): ServiceAccount | undefined {
  if (!subject.startsWith(prefix)) return undefined;
  const [namespace, name, ...more] = subject.slice(prefix.length).split(':');
  return namespace && name && more.length === 0 ? { namespace, name } : undefined;
}

/**
 * Every `sub` that a cluster can issue: a namespace is a DNS label, a service account a DNS subdomain, of any length
 * here. `stranger` counts as a letter.
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 * https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/
 */
export function serviceAccountSubjects(stranger: string): Language {
  const kindOf = (character: string) =>
    character === stranger || /[a-z0-9]/.test(character) ? 'letter' : character;
  return {
    start: '',
    after: (state, character) => {
      const asked = askedAfter(state);
      if (asked !== undefined) return character === asked ? state + character : undefined;
      return transitions.get(state)?.[kindOf(character)];
    },
    ends: (state) => state === 'name',
    asks: (state) => [askedAfter(state) ?? ':'],
    part: (state) => (state.startsWith('name:') || state === 'name' ? 'name' : 'namespace'),
  };
}

/** Up to the namespace a state is the text so far, and each character is given. */
function askedAfter(state: string): string | undefined {
  return prefix.startsWith(state) ? prefix[state.length] : undefined;
}

const transitions: ReadonlyMap<string, Readonly<Record<string, string>>> = new Map([
  [prefix, { letter: 'namespace' }],
  ['namespace', { letter: 'namespace', '-': 'namespace-', ':': 'name:' }],
  ['namespace-', { letter: 'namespace', '-': 'namespace-' }],
  ['name:', { letter: 'name' }],
  ['name', { letter: 'name', '-': 'name:-', '.': 'name:' }],
  ['name:-', { letter: 'name', '-': 'name:-' }],
]);
