import fc from 'fast-check';
import type { RawDocument } from './naive/raw.ts';
import { type Kind, rawDocument } from './policy-grammar.ts';

/** A document that IAM would take, or one that it refuses for what was done to it. */
export interface Written {
  /** As it was before anything was done to it. */
  readonly document: RawDocument;
  /** As it is handed to the parser: an object, JSON text or URL-encoded JSON text. */
  readonly input: unknown;
  /** What was done to it, where IAM refuses it. */
  readonly broken?: string;
}

/** Six of seven are valid; the rest are broken in one place. */
export function writtenPolicy(kind: Kind): fc.Arbitrary<Written> {
  const damages = damagesOf(kind);
  return fc
    .tuple(rawDocument(kind), fc.nat(99), fc.nat(), fc.constantFrom(...forms))
    .map(([document, chance, pick, form]) => {
      if (chance < 85) return { document, input: form(document) };
      const { name, change } = damages[pick % damages.length] ?? noStatement;
      const changed = change(document);
      const input = typeof changed === 'string' ? written(changed, pick) : form(changed);
      return { document, broken: name, input };
    });
}

const forms: readonly ((document: object) => unknown)[] = [
  (document) => document,
  (document) => JSON.stringify(document),
  (document) => JSON.stringify(document, null, 1),
  (document) => encodeURIComponent(JSON.stringify(document)),
];

function written(json: string, pick: number): string {
  return pick % 3 === 0 ? encodeURIComponent(json) : json;
}

/** `change` gives JSON text where no object could show what was done. */
interface Damage {
  readonly name: string;
  readonly change: (document: RawDocument) => object | string;
}

type Members = Readonly<Record<string, unknown>>;

const noStatement = ofDocument('no statement', { Statement: [] });

function damagesOf(kind: Kind): readonly Damage[] {
  const needed = kind === 'trust' ? ['Principal', 'NotPrincipal'] : ['Resource', 'NotResource'];
  return [
    ...ofAnyKind,
    ofStatement('nothing of what its kind needs', (one) => without(one, ...needed)),
    ofStatement('what its kind may not have', (one) => ({ ...one, ...forbidden[kind] })),
  ];
}

const forbidden = {
  identity: { Principal: '*' },
  trust: { Resource: '*' },
  organization: { Principal: { AWS: '111122223333' } },
} as const;

const ofAnyKind: readonly Damage[] = [
  noStatement,
  ofDocument('null for statements', { Statement: null }),
  ofDocument('an unknown version', { Version: '2012-10-18' }),
  ofDocument('a member in lower case', { statement: [] }),
  {
    name: 'a name twice',
    change: (document) => `{"Id":"a","Id":"b",${JSON.stringify(document).slice(1)}`,
  },
  { name: 'an end too early', change: (document) => JSON.stringify(document).slice(0, -1) },
  ofStatement('no effect', (one) => without(one, 'Effect')),
  ofStatement('an effect in lower case', (one) => ({ ...one, Effect: 'allow' })),
  ofStatement('a name in lower case', (one) => ({ ...one, condition: {} })),
  ofStatement('no action', (one) => without(one, 'Action', 'NotAction')),
  ofStatement('both actions', (one) => ({ ...one, Action: '*', NotAction: '*' })),
  ofAction('an empty list', []),
  ofAction('a nested list', [['*']]),
  ofAction('a number for an action', 1),
  ofAction('an action without service', 'Get*'),
  ofCondition('a list for a condition', []),
  ofCondition('text for an operator', { StringLike: 'a' }),
  ofCondition('null for a value', { StringLike: { a: null } }),
  ofCondition('a list in a list of values', { Bool: { a: [[true]] } }),
  ofCondition('a member that libraries drop', JSON.parse('{"__proto__":{}}')),
  ofStatement('half of a character', (one) => ({ ...one, Sid: '\ud800' })),
];

function ofDocument(name: string, members: Members): Damage {
  return { name, change: (document) => ({ ...document, ...members }) };
}

function ofStatement(name: string, change: (statement: Members) => Members): Damage {
  return {
    name,
    change(document) {
      const [first, ...others] = [document.Statement].flat();
      return { ...document, Statement: [change({ ...first }), ...others] };
    },
  };
}

function ofAction(name: string, Action: unknown): Damage {
  return ofStatement(name, (one) => ({ ...without(one, 'NotAction'), Action }));
}

function ofCondition(name: string, Condition: unknown): Damage {
  return ofStatement(name, (one) => ({ ...one, Condition }));
}

function without(statement: Members, ...names: readonly string[]): Members {
  return Object.fromEntries(Object.entries(statement).filter(([name]) => !names.includes(name)));
}
