import type { AccessState, AccessStory } from '../../shared/model/finding.ts';

/** What is kept of one state: so many lines, of so many characters each. */
const mostLines = 20;
const longestLine = 150;

/** Characters of all the commands of one story together. */
const longestUndo = 4_000;

/**
 * A story of access within bounds: a principal may hold hundreds of grants, what takes a policy back may hold the
 * whole of its document, and an item of the table holds several stories.
 */
export function owedStory({ before, after, undo, ...story }: AccessStory): AccessStory {
  return { ...story, before: bounded(before), after: bounded(after), undo: boundedUndo(undo) };
}

function bounded({ grants, power, unread }: AccessState): AccessState {
  const hidden = grants.length - mostLines;
  const lines = grants.slice(0, hidden > 0 ? mostLines - 1 : mostLines).map(cut);
  return {
    grants: hidden > 0 ? [...lines, `… and ${hidden + 1} more`] : lines,
    ...(power === undefined ? {} : { power: cut(power) }),
    ...(unread === undefined ? {} : { unread: cut(unread) }),
  };
}

function cut(line: string): string {
  if (line.length <= longestLine) return line;
  return `${line
    .slice(0, longestLine - 1)
    .toWellFormed()
    .replace(/\uFFFD$/, '')}…`;
}

/** All or none: half of the commands, or half of one, would take back something else. */
function boundedUndo(undo: readonly string[]): readonly string[] {
  const length = undo.reduce((sum, command) => sum + command.length, 0);
  return length <= longestUndo
    ? undo
    : [`# What takes this back is too long to be kept here: ${length} characters.`];
}
