import type { PolicyDocument, Statement } from '../model/policy-document.ts';

/** What a document would be with this Allow statement alone; what it denies stays. */
export function withOneAllow(document: PolicyDocument, allow: Statement): PolicyDocument {
  const denies = document.statements.filter(({ effect }) => effect === 'Deny');
  return { ...document, statements: [allow, ...denies] };
}

/** The statements of a document that let somebody do something. */
export function allowsOf({ statements }: PolicyDocument): readonly Statement[] {
  return statements.filter(({ effect }) => effect === 'Allow');
}
