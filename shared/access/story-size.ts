import type { AccessState, AccessStory } from '../model/finding.ts';

/**
 * A story of at most some 6,000 characters: dozens may wait with their finding in one item of 400 KB. What was left out
 * is counted, and a command is kept whole or not at all.
 */
export function boundedStory({ before, after, undo, ...of }: AccessStory): AccessStory {
  return { ...of, before: bounded(before), after: bounded(after), undo: boundedUndo(undo) };
}

const longestLine = 300;
const longestLines = 800;
const longestCommand = 2000;
const longestUndo = 2400;

function bounded({ grants, power, unread }: AccessState): AccessState {
  const lines = grants.map(cut);
  const kept = within(lines, longestLines);
  const left = lines.length - kept.length;
  return {
    grants: left === 0 ? kept : [...kept, `… and ${left} more`],
    ...(power !== undefined && { power: cut(power) }),
    ...(unread !== undefined && { unread: cut(unread) }),
  };
}

/** The rest is a comment, which a shell that it is pasted into passes over. */
function boundedUndo(commands: readonly string[]): readonly string[] {
  const short = commands.filter(({ length }) => length <= longestCommand);
  const kept = within(short, longestUndo);
  const left = commands.length - kept.length;
  return left === 0 ? kept : [...kept, `# and ${left} more, too long to be told here`];
}

function cut(line: string): string {
  return line.length <= longestLine ? line : `${line.slice(0, longestLine - 1)}…`;
}

/** The leading texts that together have no more characters than that. */
function within(texts: readonly string[], limit: number): readonly string[] {
  let used = 0;
  const end = texts.findIndex((text) => {
    used += text.length;
    return used > limit;
  });
  return end < 0 ? texts : texts.slice(0, end);
}
