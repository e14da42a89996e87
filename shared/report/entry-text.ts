import { columns, headingLines } from './message.ts';
import type { Entry, Section } from './sections.ts';
import { labelled } from './text.ts';

/** An entry as an e-mail has it: labels at the left, commands on lines of their own. */
export function entryLines({ severity, step, headline, sections }: Entry): readonly string[] {
  const column = 2 + Math.max(...sections.map(({ label }) => label.length));
  return [
    ...headingLines(severity, step, headline),
    '',
    ...sections.flatMap((section) => sectionLines(section, column)),
  ];
}

function sectionLines({ label, texts, commands }: Section, column: number): readonly string[] {
  const lines = texts.flatMap((text, index) =>
    labelled(index === 0 ? label : '', text, column, columns),
  );
  if (commands === undefined) return lines;
  return [...lines, '', ...commands.map((command) => `  ${command}`), ''];
}
