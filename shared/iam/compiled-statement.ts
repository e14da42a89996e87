import type { ListElement } from '../model/policy-document.ts';
import { type CompiledCondition, compileCondition } from './compiled-condition.ts';
import type { Context, DecidingStatement } from './decision.ts';
import { compilePattern, matchesAny, type Pattern } from './pattern.ts';
import { fault, type Piece, piecesOf } from './pattern-pieces.ts';
import { matchesTemplate, type Template, templateOf } from './template.ts';
import { allOf, anyOf, not, type Truth } from './truth.ts';

/** In one object, with nothing nested that has to be followed to match it: most statements are asked for nothing. */
export interface CompiledStatement {
  /** The statement as it is written and named. */
  readonly deciding: DecidingStatement;
  readonly notAction: boolean;
  /** Actions without wildcards, in lower case. */
  readonly actions: ReadonlySet<string> | undefined;
  readonly actionPatterns: readonly Pattern[];
  /** Also set where no resources are named, as in a trust policy: then it is about every one. */
  readonly notResource: boolean;
  readonly resources: readonly Pattern[];
  /** Resources with variables. */
  readonly templates: readonly Template[];
  readonly conditions: readonly CompiledCondition[];
}

export function compileStatement(
  deciding: DecidingStatement,
  variables: boolean,
): CompiledStatement {
  const { source } = deciding;
  return {
    deciding,
    ...compileActions(source.actions),
    ...compileResources(source.resources, variables),
    conditions: source.conditions.map((condition) => compileCondition(condition, variables)),
  };
}

/**
 * Action names are matched without regard to case; `action` is in lower case.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 */
export function isAboutAction(statement: CompiledStatement, action: string): boolean {
  const { actions, actionPatterns, notAction } = statement;
  const named = actions?.has(action) === true || matchesAny(actionPatterns, action);
  return named !== notAction;
}

/**
 * Case counts, and wildcards are matched over the whole text: `*` goes on beyond `/` and, at the end of a segment,
 * beyond `:`, so that no grant is overlooked.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function isAboutResource(
  { resources, templates, notResource }: CompiledStatement,
  resource: string,
  context: Context,
): Truth {
  const named =
    matchesAny(resources, resource) ||
    anyOf(templates, (template) => matchesTemplate(template, resource, context));
  return notResource ? not(named) : named;
}

export function holdsIn({ conditions }: CompiledStatement, context: Context): Truth {
  return allOf(conditions, (condition) => condition.holds(context));
}

type ActionPart = Pick<CompiledStatement, 'notAction' | 'actions' | 'actionPatterns'>;
type ResourcePart = Pick<CompiledStatement, 'notResource' | 'resources' | 'templates'>;

/** Without an Action element nothing is named. */
function compileActions(element: ListElement | undefined): ActionPart {
  const { negated, values } = element ?? { negated: false, values: [] };
  const lower = values.map((value) => value.toLowerCase());
  const names = lower.filter((value) => !/[*?]/.test(value));
  return {
    notAction: negated,
    actions: names.length === 0 ? undefined : new Set(names),
    actionPatterns: lower.filter((value) => /[*?]/.test(value)).map(compilePattern),
  };
}

function compileResources(element: ListElement | undefined, variables: boolean): ResourcePart {
  const { negated, values } = element ?? { negated: true, values: [] };
  const templates = values.map((value) =>
    templateOf(inLastPart(piecesOf(value, { wildcards: true, variables }))),
  );
  return {
    notResource: negated,
    resources: templates.flatMap(({ fixed }) => fixed ?? []),
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
