import type { CST } from 'yaml';
import { columnOf, type Edit, lineEndOf } from './text-edit.ts';

/** Offsets of a collection in brackets. */
interface Brackets {
  readonly closing: number;
  /** Absent for an empty one. */
  readonly lastEnd?: number;
}

/** Adds an entry at the end of `[…]` or `{…}`: on a line of its own where the closing bracket has one. */
export function intoFlow(
  text: string,
  collection: CST.FlowCollection,
  { closing, lastEnd }: Brackets,
  entry: string,
): readonly Edit[] {
  if (lastEnd === undefined) return [at(closing, entry)];
  const comma = hasTrailingComma(collection) ? [] : [at(lastEnd, ',')];
  if (text.slice(lastEnd, closing).includes('\n')) {
    const indent = ' '.repeat(columnOf(text, closing));
    return [...comma, at(closing, `${entry}${lineEndOf(text)}${indent}`)];
  }
  return comma.length === 0 ? [at(closing, entry)] : [at(lastEnd, `, ${entry}`)];
}

function at(offset: number, text: string): Edit {
  return { from: offset, to: offset, text };
}

/** What follows it is an item of nothing but what stands before one. */
function hasTrailingComma({ items }: CST.FlowCollection): boolean {
  const last = items.at(-1);
  if (last === undefined || last.key !== undefined || last.value !== undefined) return false;
  return last.sep === undefined && last.start.some(({ type }) => type === 'comma');
}
