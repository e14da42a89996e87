import type { FindingContent } from '../model/finding.ts';
import { compareText, type Json } from '../model/json.ts';

/**
 * Bytes of evidence that are kept with a finding: an item of the table holds several steps of it besides, and may have 400 KB.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
 */
const mostKept = 32 * 1024;

const encoder = new TextEncoder();

/** Evidence as it is kept: of what is too long the largest members are left out, and say so. A report has all of it. */
export function keptEvidence(evidence: FindingContent['evidence']): FindingContent['evidence'] {
  const sized = Object.entries(evidence).map(([name, value]) => ({
    name,
    value,
    bytes: encoder.encode(`${JSON.stringify(name)}:${JSON.stringify(value)},`).length,
  }));
  let over = sized.reduce((sum, { bytes }) => sum + bytes, 0) - mostKept;
  if (over <= 0) return evidence;
  const left = new Map<string, Json>();
  const largest = sized.toSorted((a, b) => b.bytes - a.bytes || compareText(a.name, b.name));
  for (const { name, bytes } of largest) {
    if (over <= 0) break;
    const note = `left out here, ${bytes} bytes: the report of a sweep has it`;
    left.set(name, note);
    over -= bytes - encoder.encode(note).length;
  }
  return Object.fromEntries(sized.map(({ name, value }) => [name, left.get(name) ?? value]));
}
