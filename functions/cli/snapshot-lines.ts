import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SnapshotLine } from '../../shared/report/sarif.ts';
import { findingLines, type Placed } from '../../shared/wire/finding-lines.ts';
import { findingPlace, type LocatedFinding } from '../../shared/wire/finding-place.ts';

/**
 * The lines of a snapshot that findings are about, by their ids; none for what no file holds. The sweep has just read the
 * files, but kept no text of them: those with findings are read once more, one after the other.
 */
export async function snapshotLines(
  directory: string,
  findings: readonly LocatedFinding[],
): Promise<ReadonlyMap<string, SnapshotLine>> {
  const placed = findings.flatMap((finding): readonly Placed[] => {
    const place = findingPlace(finding);
    if (place === undefined || !existsSync(join(directory, place.path))) return [];
    return [{ finding, place }];
  });
  const found = new Map<string, SnapshotLine>();
  for (const [path, inFile] of Map.groupBy(placed, ({ place }) => place.path)) {
    const text = await readFile(join(directory, path), 'utf8');
    for (const [id, line] of findingLines(path, text, inFile)) found.set(id, { path, line });
  }
  return found;
}
