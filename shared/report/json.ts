import type { SweepReport } from './report.ts';

/** The report as JSON: two spaces, keys in the report's order, a line break at the end. */
export function renderJson(report: SweepReport): string {
  return `${jsonText(report, 2)}\n`;
}

/**
 * JSON whose text holds nothing invisible: what JSON.stringify leaves raw (C1 controls, bidirectional
 * overrides, zero-width characters, line separators) is escaped too. Such characters stand only inside strings.
 */
export function jsonText(value: unknown, indent = 0): string {
  return (JSON.stringify(value, null, indent) ?? 'null').replace(leftRaw, escaped);
}

const leftRaw = /[\u007F-\u009F\p{Cf}\p{Zl}\p{Zp}]/gu;

function escaped(character: string): string {
  return Array.from({ length: character.length }, (_, index) => {
    const unit = character.charCodeAt(index).toString(16);
    return `\\u${unit.padStart(4, '0')}`;
  }).join('');
}
