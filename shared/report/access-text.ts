import type { AccessState, AccessStory } from '../model/finding.ts';
import { leading } from './message.ts';
import { plain, shown } from './text.ts';

/** Whose access it is. */
export function touchedText({ principalArn, clusterName }: AccessStory): string {
  const cluster = clusterName === undefined ? '' : ` in cluster ${shown(clusterName, 200)}`;
  return `${shown(principalArn, 400)}${cluster}`;
}

/** What somebody may do, a line each. What is not known is never left out. */
export function stateTexts({ grants, power, unread }: AccessState): readonly string[] {
  const isNone = power === undefined || (power === 'none' && grants.length === 0);
  const powers = isNone ? [] : [`power: ${shown(power, 300)}`];
  const told = [...fitting(grants.map((grant) => shown(grant, 300))), ...powers];
  if (unread === undefined) return told.length === 0 ? ['nothing'] : told;
  const doubt = powers.length === 0 ? 'not known' : 'more is not known';
  return [...told, `${doubt}: ${shown(unread, 300)}`];
}

const longestLines = 1000;

function fitting(lines: readonly string[]): readonly string[] {
  const kept = leading(lines, ({ length }) => length, longestLines);
  const left = lines.length - kept.length;
  return left === 0 ? lines : [...kept, `… and ${left} more`];
}

const longestCommand = 2000;
const longestUndo = 2500;

/** Each whole or not at all. What is left out is a comment, which a shell passes over. */
export function wholeCommands(commands: readonly string[]): readonly string[] {
  const short = commands.filter(({ length }) => length <= longestCommand).map(plain);
  const kept = leading(short, ({ length }) => length, longestUndo);
  const left = commands.length - kept.length;
  return left === 0 ? kept : [...kept, `# and ${left} more, too long for a message`];
}
