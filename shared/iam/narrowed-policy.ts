import type { Json } from '../model/json.ts';
import type { Condition, PolicyDocument, Statement } from '../model/policy-document.ts';
import { statementJson } from './statement-json.ts';
import { matchesWildcard } from './wildcard.ts';

/** What a statement should be held to. Words in capitals stand for what only its owner knows. */
export interface NarrowGrant {
  /** The actions it is about, as `service:Name`. */
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions: readonly Condition[];
}

/**
 * A policy whose offending statements give these actions on the narrow resources only, and all else as before.
 * Undefined where one of them names its actions so widely that nobody can tell what is meant.
 */
export function narrowedPolicy(
  document: PolicyDocument,
  offending: readonly Statement[],
  instead: NarrowGrant,
): Json | undefined {
  const statements = document.statements.map((statement) =>
    offending.includes(statement) ? narrowed(statement, instead) : [statement],
  );
  if (statements.some((parts) => parts === undefined)) return undefined;
  return {
    // No Version means the old one, in which variables are plain text.
    Version: document.version ?? '2008-10-17',
    ...(document.id !== undefined && { Id: document.id }),
    Statement: statements.flatMap((parts) => parts ?? []).map(statementJson),
  };
}

function narrowed(statement: Statement, instead: NarrowGrant): readonly Statement[] | undefined {
  const { sid, actions, ...others } = statement;
  if (actions === undefined || actions.negated || actions.values.includes('*')) return undefined;
  const isMeant = (pattern: string) => instead.actions.some((action) => covers(pattern, action));
  const rest = actions.values.filter((pattern) => !isMeant(pattern));
  const narrow: Statement = {
    ...others,
    actions: { negated: false, values: actions.values.filter(isMeant) },
    resources: { negated: false, values: instead.resources },
    conditions: [...statement.conditions, ...instead.conditions],
  };
  if (rest.length === 0) return [{ ...narrow, ...(sid !== undefined && { sid }) }];
  return [{ ...statement, actions: { negated: false, values: rest } }, narrow];
}

function covers(pattern: string, action: string): boolean {
  return matchesWildcard(pattern.toLowerCase(), action.toLowerCase());
}
