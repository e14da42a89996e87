import { join } from 'node:path';
import type { FindingStore } from '../../shared/ports/finding-store.ts';
import {
  findingsOf,
  type HeldFinding,
  type HeldFindings,
  owedOf,
  withoutOwed,
  withTransitions,
} from './held-findings.ts';
import { readJsonFile, writeJsonFile } from './json-file.ts';
import type { MemoryEstates } from './memory-estates.ts';

/** Findings in `findings.json`, fenced by the HEAD of `estates`. For one process at a time. */
export function folderFindings(
  folder: string,
  estates: Pick<MemoryEstates, 'current'>,
): FindingStore {
  const file = join(folder, 'findings.json');
  const read = () => readFindings(file);
  const write = (held: HeldFindings) =>
    writeJsonFile(file, { schemaVersion, findings: [...held.values()] });
  return {
    all: async () => findingsOf(read()),
    write: async (transitions, seq) => {
      if (estates.current()?.seq !== seq) return 'superseded';
      if (transitions.length > 0) write(withTransitions(read(), transitions));
      return 'written';
    },
    owed: async () => owedOf(read()),
    settle: async (findingId, transitionIds) =>
      write(withoutOwed(read(), findingId, transitionIds)),
  };
}

const schemaVersion = 1;

interface FindingsFile {
  readonly schemaVersion: number;
  readonly findings: readonly HeldFinding[];
}

function readFindings(file: string): HeldFindings {
  const kept = readJsonFile<FindingsFile>(file);
  if (kept !== undefined && kept.schemaVersion !== schemaVersion) {
    throw new Error(
      `${file} is of schema version ${kept.schemaVersion}; this release reads ${schemaVersion}`,
    );
  }
  return new Map((kept?.findings ?? []).map((held) => [held.finding.id, held]));
}
