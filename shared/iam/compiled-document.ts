import type { ListElement, PolicyDocument, Statement } from '../model/policy-document.ts';
import { type CompiledCondition, compileCondition } from './compiled-condition.ts';
import type { Context } from './decision.ts';
import { compilePattern, matchesPattern, type Pattern } from './pattern.ts';
import { fault, type Piece, piecesOf } from './pattern-pieces.ts';
import { matchesTemplate, type Template, templateOf } from './template.ts';
import { allOf, anyOf, not, type Truth } from './truth.ts';

export interface CompiledStatement {
  readonly source: Statement;
  /** Its Sid, else `statement N`, counted from 1. */
  readonly label: string;
  readonly actions: ActionMatcher;
  /** Undefined where the statement names none, as in a trust policy: then it is about every resource. */
  readonly resources: ResourceMatcher | undefined;
  readonly conditions: readonly CompiledCondition[];
}

/** Statements by their effect, in the order of the document. */
export interface Statements {
  readonly allows: readonly CompiledStatement[];
  readonly denies: readonly CompiledStatement[];
}

export interface CompiledDocument {
  readonly statements: readonly CompiledStatement[];
  /** What could be about an action of a service, in lower case. */
  about(service: string): Statements;
}

interface ActionMatcher {
  readonly negated: boolean;
  readonly names: ReadonlySet<string>;
  readonly patterns: readonly Pattern[];
}

interface ResourceMatcher {
  readonly negated: boolean;
  readonly patterns: readonly Pattern[];
  readonly templates: readonly Template[];
}

/** The same document object compiles once, however many principals hold it. */
export function compileDocument(document: PolicyDocument): CompiledDocument {
  const known = compiled.get(document);
  if (known !== undefined) return known;
  const fresh = compile(document);
  compiled.set(document, fresh);
  return fresh;
}

const compiled = new WeakMap<PolicyDocument, CompiledDocument>();

/**
 * Action names are matched without regard to case; `action` is in lower case.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 */
export function isAboutAction({ actions }: CompiledStatement, action: string): boolean {
  const named =
    actions.names.has(action) ||
    actions.patterns.some((pattern) => matchesPattern(pattern, action));
  return named !== actions.negated;
}

/**
 * Case counts, and wildcards are matched over the whole text: `*` goes on beyond `/` and, at the end of a segment,
 * beyond `:`, so that no grant is overlooked.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function isAboutResource(
  { resources }: CompiledStatement,
  resource: string,
  context: Context,
): Truth {
  if (resources === undefined) return true;
  const fixed = resources.patterns.some((pattern) => matchesPattern(pattern, resource));
  if (fixed || resources.templates.length === 0) return fixed !== resources.negated;
  const named = anyOf(resources.templates, (template) =>
    matchesTemplate(template, resource, context),
  );
  return resources.negated ? not(named) : named;
}

export function holdsIn({ conditions }: CompiledStatement, context: Context): Truth {
  return conditions.length === 0 || allOf(conditions, (condition) => condition.holds(context));
}

function compile(document: PolicyDocument): CompiledDocument {
  const variables = hasVariables(document);
  const statements = document.statements.map((source, index) =>
    compileStatement(source, index, variables),
  );
  const byService = new Map<string, Statements>();
  const services = new Set(statements.flatMap(({ source }) => servicesOf(source.actions) ?? []));
  for (const service of services) byService.set(service, statementsAbout(statements, service));
  const others = statementsAbout(statements, undefined);
  return { statements, about: (service) => byService.get(service) ?? others };
}

/**
 * Version 2008-10-17, which is also meant where none is given, takes variables for plain text.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html
 */
function hasVariables({ version }: PolicyDocument): boolean {
  return version !== undefined && version !== '2008-10-17';
}

function compileStatement(source: Statement, index: number, variables: boolean): CompiledStatement {
  return {
    source,
    label: source.sid ?? `statement ${index + 1}`,
    actions: compileActions(source.actions),
    resources: source.resources && compileResources(source.resources, variables),
    conditions: source.conditions.map((condition) => compileCondition(condition, variables)),
  };
}

/** Without an Action element nothing is named. */
function compileActions(element: ListElement | undefined): ActionMatcher {
  const { negated, values } = element ?? { negated: false, values: [] };
  const lower = values.map((value) => value.toLowerCase());
  return {
    negated,
    names: new Set(lower.filter((value) => !/[*?]/.test(value))),
    patterns: lower.filter((value) => /[*?]/.test(value)).map(compilePattern),
  };
}

function compileResources({ negated, values }: ListElement, variables: boolean): ResourceMatcher {
  const templates = values.map((value) =>
    templateOf(inLastPart(piecesOf(value, { wildcards: true, variables }))),
  );
  return {
    negated,
    patterns: templates.flatMap(({ fixed }) => fixed ?? []),
    templates: templates.filter(({ fixed }) => fixed === undefined),
  };
}

/**
 * Variables may stand in the last part of an ARN only, after its fifth colon.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
function inLastPart(pieces: readonly Piece[]): readonly Piece[] {
  let colons = 0;
  return pieces.map((piece) => {
    if (piece.kind === 'text') colons += piece.text.split(':').length - 1;
    return piece.kind === 'variable' && colons < 5 ? fault : piece;
  });
}

function statementsAbout(
  statements: readonly CompiledStatement[],
  service: string | undefined,
): Statements {
  const about = statements.filter(({ source }) => {
    const services = servicesOf(source.actions);
    return services === undefined || (service !== undefined && services.includes(service));
  });
  return {
    allows: about.filter(({ source }) => source.effect === 'Allow'),
    denies: about.filter(({ source }) => source.effect === 'Deny'),
  };
}

/** The services whose actions an element could name; undefined where it could be any. */
function servicesOf(actions: ListElement | undefined): readonly string[] | undefined {
  if (actions === undefined) return [];
  const services = actions.values.map((value) => /^([^*?:]*):/.exec(value.toLowerCase())?.[1]);
  const named = services.filter((service) => service !== undefined);
  return actions.negated || named.length < services.length ? undefined : named;
}
