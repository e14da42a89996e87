import type { ListElement, PolicyDocument } from '../model/policy-document.ts';
import { type CompiledStatement, compileStatement } from './compiled-statement.ts';
import type { DecidingStatement, NamedPolicy } from './decision.ts';

/** A statement of a policy, ready to be named. */
export interface Hit {
  readonly statement: CompiledStatement;
  readonly deciding: DecidingStatement;
  /** What of its principals is undecided, in words. */
  readonly assumes?: string;
}

/** Statements by their effect, in the order of the document. */
export interface Hits {
  readonly allows: readonly Hit[];
  readonly denies: readonly Hit[];
}

export interface CompiledPolicy {
  readonly name: string;
  /** What could be about an action of a service, by the service in lower case. */
  readonly services: ReadonlyMap<string, Hits>;
  /** What could be about an action of any other. */
  readonly others: Hits;
  readonly statements: readonly Hit[];
}

/** The same document compiles once, however many principals hold it. */
export function compilePolicy({ name, document }: NamedPolicy): CompiledPolicy {
  const known = compiled.get(document) ?? [];
  const same = known.find((policy) => policy.name === name);
  if (same !== undefined) return same;
  const fresh = compile(name, document);
  compiled.set(document, [...known, fresh]);
  return fresh;
}

const compiled = new WeakMap<PolicyDocument, readonly CompiledPolicy[]>();

export function hitsAbout({ services, others }: CompiledPolicy, service: string): Hits {
  return services.get(service) ?? others;
}

function compile(name: string, document: PolicyDocument): CompiledPolicy {
  const variables = hasVariables(document);
  const statements = document.statements.map((source, index) => ({
    statement: compileStatement(source, variables),
    deciding: { policy: name, statement: source.sid ?? `statement ${index + 1}`, source },
  }));
  const named = new Set(document.statements.flatMap(({ actions }) => servicesOf(actions) ?? []));
  return {
    name,
    services: new Map([...named].map((service) => [service, hitsOf(statements, service)])),
    others: hitsOf(statements, undefined),
    statements,
  };
}

/**
 * Version 2008-10-17, which is also meant where none is given, takes variables for plain text.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html
 */
function hasVariables({ version }: PolicyDocument): boolean {
  return version !== undefined && version !== '2008-10-17';
}

function hitsOf(statements: readonly Hit[], service: string | undefined): Hits {
  const about = statements.filter(({ deciding: { source } }) => {
    const services = servicesOf(source.actions);
    return services === undefined || (service !== undefined && services.includes(service));
  });
  return {
    allows: about.filter(({ deciding: { source } }) => source.effect === 'Allow'),
    denies: about.filter(({ deciding: { source } }) => source.effect === 'Deny'),
  };
}

/** The services whose actions an element could name; undefined where it could be any. */
function servicesOf(actions: ListElement | undefined): readonly string[] | undefined {
  if (actions === undefined) return [];
  const services = actions.values.map((value) => /^([^*?:]*):/.exec(value.toLowerCase())?.[1]);
  const named = services.filter((service) => service !== undefined);
  return actions.negated || named.length < services.length ? undefined : named;
}
