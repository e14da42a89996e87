import type { ListElement, Statement } from '../model/policy-document.ts';
import { type CompiledCondition, compileCondition } from './compiled-condition.ts';
import type { Context } from './decision.ts';
import { compilePattern, matchesAny, type Pattern } from './pattern.ts';
import { fault, type Piece, piecesOf } from './pattern-pieces.ts';
import { matchesTemplate, type Template, templateOf } from './template.ts';
import { allOf, anyOf, not, type Truth } from './truth.ts';

export interface CompiledStatement {
  readonly source: Statement;
  readonly actions: ActionMatcher;
  /** Undefined where the statement names none, as in a trust policy: then it is about every resource. */
  readonly resources: ResourceMatcher | undefined;
  readonly conditions: readonly CompiledCondition[];
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

export function compileStatement(source: Statement, variables: boolean): CompiledStatement {
  return {
    source,
    actions: compileActions(source.actions),
    resources: source.resources && compileResources(source.resources, variables),
    conditions: source.conditions.map((condition) => compileCondition(condition, variables)),
  };
}

/**
 * Action names are matched without regard to case; `action` is in lower case.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 */
export function isAboutAction({ actions }: CompiledStatement, action: string): boolean {
  const { names, patterns, negated } = actions;
  const named = (names.size > 0 && names.has(action)) || matchesAny(patterns, action);
  return named !== negated;
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
  const { patterns, templates, negated } = resources;
  const fixed = matchesAny(patterns, resource);
  if (fixed || templates.length === 0) return fixed !== negated;
  const named = anyOf(templates, (template) => matchesTemplate(template, resource, context));
  return negated ? not(named) : named;
}

export function holdsIn({ conditions }: CompiledStatement, context: Context): Truth {
  return conditions.length === 0 || allOf(conditions, (condition) => condition.holds(context));
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
