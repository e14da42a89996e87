import type { Layer } from './compiled-policy.ts';
import {
  type CompiledStatement,
  holdsIn,
  isAboutAction,
  isAboutResource,
} from './compiled-statement.ts';
import type { Context } from './decision.ts';
import type { Truth } from './truth.ts';

/** A request whose action has been taken apart; `action` and `service` are in lower case. */
export interface Question {
  readonly action: string;
  readonly service: string;
  readonly resource: string;
  readonly context: Context;
}

/** A statement about the request; `assumes` says what of its principals is undecided. */
export interface Hit extends CompiledStatement {
  readonly assumes?: string | undefined;
}

/** What policies say together, where an Allow in one is an Allow of all. */
export interface Tally {
  allows: readonly Hit[];
  perhapsAllows: readonly Hit[];
  denies: readonly Hit[];
  perhapsDenies: readonly Hit[];
}

export function questionOf(action: string, resource: string, context: Context): Question {
  const lower = action.toLowerCase();
  return { action: lower, service: serviceOf(lower), resource, context };
}

/** Of an action in lower case; the whole of it where it has no colon. */
export function serviceOf(action: string): string {
  const colon = action.indexOf(':');
  return colon < 0 ? action : action.slice(0, colon);
}

export function emptyTally(): Tally {
  return { allows: none, perhapsAllows: none, denies: none, perhapsDenies: none };
}

/** Shared by all that is empty: most requests meet no statement at all. */
const none: readonly Hit[] = [];

export function tallyOf(layer: Layer, question: Question): Tally {
  const tally = emptyTally();
  const { allows, denies } = layer.about(question.service);
  for (const hit of allows) addAllow(tally, hit, appliesTo(hit, question));
  for (const hit of denies) addDeny(tally, hit, appliesTo(hit, question));
  return tally;
}

export function addAllow(tally: Tally, hit: Hit, applies: Truth): void {
  if (applies === true) tally.allows = [...tally.allows, hit];
  else if (applies === 'unknown') tally.perhapsAllows = [...tally.perhapsAllows, hit];
}

export function addDeny(tally: Tally, hit: Hit, applies: Truth): void {
  if (applies === true) tally.denies = [...tally.denies, hit];
  else if (applies === 'unknown') tally.perhapsDenies = [...tally.perhapsDenies, hit];
}

/** Principals aside. */
export function appliesTo(statement: CompiledStatement, question: Question): Truth {
  if (!isAboutAction(statement, question.action)) return false;
  const about = isAboutResource(statement, question.resource, question.context);
  if (about === false) return false;
  const holds = holdsIn(statement, question.context);
  return holds === true ? about : holds;
}
