import type { Telling } from '../model/alert.ts';
import type { Actor } from '../model/change.ts';
import type { Finding, OwedFinding, OwedTransition } from '../model/finding.ts';
import { compareText } from '../model/json.ts';
import { bySeverity, isAtLeast, type Severity } from '../model/severity.ts';
import { shortArns, shown } from './text.ts';

/** Undefined when nothing is owed. The newest step is the story; that the actor became known is not, if there is another. */
export function tellingOf({ finding, owed }: OwedFinding): Telling | undefined {
  const steps = owed.toSorted((a, b) => a.at - b.at);
  const main = steps.findLast(({ type }) => type !== 'ACTOR_KNOWN') ?? steps.at(-1);
  if (main === undefined) return undefined;
  const actor = actorOf(finding, main, steps);
  const { type, at, severity, message, cause, previousSeverity, note, access } = main;
  return {
    finding,
    type,
    at,
    severity,
    message,
    cause,
    ...(previousSeverity === undefined ? {} : { previousSeverity }),
    ...(note === undefined ? {} : { note }),
    ...(actor === undefined ? {} : { actor }),
    ...(access === undefined ? {} : { access }),
    earlier: steps.slice(0, steps.indexOf(main)).filter(({ type }) => type !== 'ACTOR_KNOWN'),
    dropped: steps.reduce((sum, step) => sum + (step.dropped ?? 0), 0),
  };
}

/** What the owed steps have to tell, and open findings that are told again, moved or not. */
export function everythingToTell(
  owed: readonly OwedFinding[],
  open: readonly Finding[],
): readonly Telling[] {
  const moved = tellings(owed);
  const ids = new Set(moved.map(({ finding }) => finding.id));
  const again = open.filter(({ id }) => !ids.has(id)).map(stillOpen);
  return [...moved, ...again].sort(compareTellings);
}

export function stillOpen(finding: Finding): Telling {
  const { severity, message, firstSeen, actor } = finding;
  return {
    finding,
    type: 'OPEN',
    at: firstSeen,
    severity,
    message,
    ...(actor === undefined ? {} : { actor }),
    earlier: [],
    dropped: 0,
  };
}

/** All there is to tell, what needs somebody's attention first, then the most severe. */
export function tellings(owed: readonly OwedFinding[]): readonly Telling[] {
  return owed
    .map(tellingOf)
    .filter((telling) => telling !== undefined)
    .sort(compareTellings);
}

function compareTellings(a: Telling, b: Telling): number {
  return (
    Number(isRelief(a)) - Number(isRelief(b)) ||
    bySeverity(a.severity, b.severity) ||
    compareText(a.finding.id, b.finding.id)
  );
}

/** Worth a message of its own: now, or before it changed, at least as severe as the configuration asks. */
export function isWorthTelling(telling: Telling, minimum: Severity): boolean {
  const { severity, previousSeverity = severity } = telling;
  return isAtLeast(severity, minimum) || isAtLeast(previousSeverity, minimum);
}

/** What a digest tells people, beside counting it. */
export function isToldInDigest(telling: Telling, minimum: Severity): boolean {
  return telling.quiet !== true && isWorthTelling(telling, minimum);
}

/** The transition as people say it. */
export function verbOf({ type, previousSeverity, severity, cause }: Telling): string {
  if (type === 'OPENED' && cause === 'baseline') return 'FOUND';
  const before = previousSeverity === undefined || previousSeverity === severity;
  return type === 'CHANGED' && !before ? `CHANGED (was ${previousSeverity})` : words[type];
}

/** The message as a headline: without its full stop, and with short names for the account's own principals. */
export function headlineOf({ finding, message }: Telling): string {
  return shortArns(shown(message, 300), finding.accountId).replace(/\.$/, '');
}

const words: Readonly<Record<Telling['type'], string>> = {
  OPENED: 'OPENED',
  CHANGED: 'CHANGED',
  REOPENED: 'REOPENED',
  RESOLVED: 'RESOLVED',
  WAIVED: 'WAIVED',
  UNWAIVED: 'WAIVER REMOVED',
  WAIVER_EXPIRED: 'WAIVER EXPIRED',
  ACTOR_KNOWN: 'ACTOR KNOWN',
  RETIRED: 'RETIRED',
  FLAPPING: 'FLAPPING',
  SETTLED: 'SETTLED',
  OPEN: 'STILL OPEN',
};

/** What holds by then: the finding as it was told, nothing any more, or that and a waiver. */
export function outcomeOf({ type, finding }: Telling): 'holds' | 'waived' | 'over' {
  switch (type) {
    case 'RESOLVED':
    case 'RETIRED':
      return 'over';
    case 'WAIVED':
      return 'waived';
    case 'SETTLED':
      return restingAs[finding.status];
    default:
      return 'holds';
  }
}

const restingAs = { open: 'holds', waived: 'waived', resolved: 'over', retired: 'over' } as const;

/** Whether somebody moved it and nobody knows yet who. */
export function awaitsActor({ type, cause, actor }: Telling): boolean {
  return cause === 'change' && actor === undefined && moves.has(type);
}

const moves: ReadonlySet<Telling['type']> = new Set(['OPENED', 'CHANGED', 'REOPENED', 'RESOLVED']);

/** Nobody has to do anything because of it. */
export function isRelief(telling: Telling): boolean {
  return outcomeOf(telling) !== 'holds' || telling.type === 'ACTOR_KNOWN';
}

/** Never an earlier step's actor: whoever opened a finding is not who resolved it. */
function actorOf(
  finding: Finding,
  main: OwedTransition,
  steps: readonly OwedTransition[],
): Actor | undefined {
  const since = steps.slice(steps.indexOf(main));
  const named = since.findLast(({ actor }) => actor !== undefined)?.actor;
  return main.type === 'ACTOR_KNOWN' ? (named ?? finding.actor) : named;
}
