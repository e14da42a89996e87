import type { ListElement, PolicyDocument } from '../model/policy-document.ts';
import { type CompiledStatement, compileStatement } from './compiled-statement.ts';
import type { NamedPolicy } from './decision.ts';

/** Statements by their effect, in the order of the document. */
export interface Statements {
  readonly allows: readonly CompiledStatement[];
  readonly denies: readonly CompiledStatement[];
}

export interface CompiledPolicy {
  readonly name: string;
  /** What could be about an action of a service, by the service in lower case. */
  readonly services: ReadonlyMap<string, Statements>;
  /** What could be about an action of any other. */
  readonly others: Statements;
  readonly statements: readonly CompiledStatement[];
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

export function statementsAbout({ services, others }: CompiledPolicy, service: string): Statements {
  return services.get(service) ?? others;
}

/** Policies that count as one; what they hold of a service is put together when first asked for. */
export interface Layer {
  readonly policies: readonly CompiledPolicy[];
  about(service: string): Statements;
}

export function layerOf(policies: readonly NamedPolicy[]): Layer {
  const compiledPolicies = policies.map(compilePolicy);
  const known = new Map<string, Statements>();
  return {
    policies: compiledPolicies,
    about(service) {
      const same = known.get(service);
      if (same !== undefined) return same;
      const fresh = joined(compiledPolicies.map((policy) => statementsAbout(policy, service)));
      known.set(service, fresh);
      return fresh;
    },
  };
}

function joined(parts: readonly Statements[]): Statements {
  const full = parts.filter(({ allows, denies }) => allows.length + denies.length > 0);
  const [only = nothing, second] = full;
  if (second === undefined) return only;
  return {
    allows: full.flatMap(({ allows }) => allows),
    denies: full.flatMap(({ denies }) => denies),
  };
}

const nothing: Statements = { allows: [], denies: [] };

function compile(name: string, document: PolicyDocument): CompiledPolicy {
  const variables = hasVariables(document);
  const statements = document.statements.map((source, index) => {
    const statement = source.sid ?? `statement ${index + 1}`;
    return compileStatement({ policy: name, statement, source }, variables);
  });
  const services = document.statements.map(({ actions }) => servicesOf(actions));
  const about = (service: string | undefined) =>
    byEffect(statements.filter((_, index) => isAmong(services[index], service)));
  const named = new Set(services.flatMap((of) => [...(of ?? [])]));
  return {
    name,
    services: new Map([...named].map((service) => [service, about(service)])),
    others: about(undefined),
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

function isAmong(services: ReadonlySet<string> | undefined, service: string | undefined): boolean {
  return services === undefined || (service !== undefined && services.has(service));
}

function byEffect(statements: readonly CompiledStatement[]): Statements {
  return {
    allows: statements.filter(({ deciding }) => deciding.source.effect === 'Allow'),
    denies: statements.filter(({ deciding }) => deciding.source.effect === 'Deny'),
  };
}

/** The services whose actions an element could name; undefined where it could be any. */
function servicesOf(actions: ListElement | undefined): ReadonlySet<string> | undefined {
  if (actions === undefined || actions.negated) return undefined;
  const services = actions.values.map((value) => /^([^*?:]*):/.exec(value.toLowerCase())?.[1]);
  const named = services.filter((service) => service !== undefined);
  return named.length < services.length ? undefined : new Set(named);
}
