import type { PolicyDocument, Statement } from '../model/policy-document.ts';
import { type ClaimCandidates, claimCandidates } from './claim-candidates.ts';
import type { Language } from './glob-search.ts';
import { isEksIssuer } from './oidc-provider.ts';
import { serviceAccountOf, serviceAccountSubjects, subjectOf } from './service-account-subject.ts';

/** A `sub` to ask the evaluator about, and where nothing but a wildcard can let it in. */
export interface TokenSubject {
  readonly sub: string;
  readonly namespaceOpen: boolean;
  readonly nameOpen: boolean;
}

export interface TokenSubjects {
  /** Ways to meet the conditions, each in up to three lengths. */
  readonly named: readonly TokenSubject[];
  /** Short and long ones that no policy spells: where all of them pass, every subject does. */
  readonly strangers: readonly TokenSubject[];
  readonly complete: boolean;
}

/** The issuer of a cluster gives tokens to service accounts only, others to whatever they like. */
export function tokenSubjects(
  issuer: string,
  allow: Statement,
  document: PolicyDocument,
  stranger: string,
): TokenSubjects {
  const eks = isEksIssuer(issuer);
  const language = eks ? serviceAccountSubjects(stranger) : anyText;
  const candidates = claimCandidates(`${issuer}:sub`, allow, document, language, stranger);
  const { values, complete } = candidates;
  const long = stranger.repeat(longestOf(document) + 1);
  const texts = [stranger, long];
  const strangers = eks
    ? texts.flatMap((namespace) => texts.map((name) => subjectOf({ namespace, name })))
    : texts;
  return {
    named: values.flatMap((text) => variantsOf(text, stranger, long)),
    strangers: strangers.map((sub) => ({ sub, namespaceOpen: true, nameOpen: true })),
    complete,
  };
}

/** Audiences worth asking about: those that the conditions name, and one that they do not. */
export function tokenAudiences(
  issuer: string,
  allow: Statement,
  document: PolicyDocument,
  stranger: string,
): ClaimCandidates {
  return claimCandidates(`${issuer}:aud`, allow, document, anyText, stranger);
}

/** Any text but the empty one. */
const anyText: Language = {
  start: 'empty',
  after: () => 'text',
  ends: (state) => state === 'text',
  asks: () => [],
  part: () => 'text',
};

function longestOf({ statements }: PolicyDocument): number {
  const values = statements.flatMap(({ conditions }) => conditions.flatMap((each) => each.values));
  return values.reduce((longest, { length }) => Math.max(longest, length), 0);
}

/** As found, and longer where a `*` left the choice: a negation may refuse the one and not the other. */
function variantsOf(text: string, stranger: string, long: string): readonly TokenSubject[] {
  const account = serviceAccountOf(text);
  const { namespace, name } = account ?? { namespace: text, name: text };
  const variants = new Set([readable(text, stranger), text, text.replaceAll(stranger, long)]);
  return [...variants].map((sub) => ({
    sub,
    namespaceOpen: namespace.includes(stranger),
    nameOpen: name.includes(stranger),
  }));
}

/** With words in place of a name that is wide open. */
function readable(text: string, stranger: string): string {
  const account = serviceAccountOf(text);
  if (account === undefined) return text === stranger ? 'any-subject' : text;
  return subjectOf({
    namespace: account.namespace === stranger ? 'any-namespace' : account.namespace,
    name: account.name === stranger ? 'any-name' : account.name,
  });
}
