import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Account } from '../../shared/model/account.ts';
import type { ClusterRef } from '../../shared/model/cluster.ts';
import { compareText } from '../../shared/model/json.ts';
import type { Answer } from '../../shared/model/reading.ts';
import {
  type AnswersInFile,
  answersInFile,
  notInSnapshot,
} from '../../shared/wire/answers-in-file.ts';
import { type Note, notesPath, readNotes } from '../../shared/wire/snapshot-notes.ts';
import { contentOf, readSnapshotPath, snapshotPaths } from '../../shared/wire/snapshot-path.ts';
import { accountFile, readAccount, type SnapshotAccount } from './snapshot-account.ts';
import { clusterFolders, isDirectory, readSnapshotFile, regionFolders } from './snapshot-files.ts';
import { UsageError } from './usage-error.ts';

/** A snapshot whose files are read when they are asked for, each once but for the lists inside clusters. */
export interface OpenSnapshot {
  readonly account: Account;
  /** Milliseconds since the epoch. */
  readonly takenAt: number;
  /** Sorted. */
  readonly regions: readonly string[];
  /** The clusters that have a folder or a note. */
  readonly clusters: readonly ClusterRef[];
  answers(path: string): Promise<readonly Answer[]>;
  /** What was wrong with the files read so far, sorted. */
  problems(): readonly string[];
}

/** Throws a UsageError when there is no such folder or it does not say whose it is. */
export async function openSnapshot(directory: string): Promise<OpenSnapshot> {
  const { account, takenAt } = await accountOf(directory);
  const notes = await notesOf(directory);
  const clusters = await clustersOf(directory, notes.notes);
  const regions = [...(await regionFolders(directory)), ...clusters.map(({ region }) => region)];
  const problems = new Set(notes.fault === undefined ? [] : [notes.fault]);
  const files = new Map<string, Promise<readonly Answer[]>>();
  const load = async (path: string) => {
    const { answers, faults } = await loadFile(directory, path, notes, takenAt);
    for (const fault of faults) problems.add(fault);
    return answers;
  };
  return {
    account,
    takenAt,
    regions: [...new Set(regions)].sort(compareText),
    clusters,
    answers(path) {
      const loading = files.get(path) ?? load(path);
      if (!isInside(path)) files.set(path, loading);
      return loading;
    },
    problems: () => [...problems].sort(compareText),
  };
}

/** Lists of objects inside clusters are large and taken into facts once: what they were is not held beside that. */
function isInside(path: string): boolean {
  const file = readSnapshotPath(path);
  return file !== undefined && contentOf(file).holds === 'objects';
}

interface Notes {
  readonly notes: readonly Note[];
  /** Why there may be more of them than these. */
  readonly fault?: string;
}

async function accountOf(directory: string): Promise<SnapshotAccount> {
  const advice = 'name a folder that "snapshot --out" wrote';
  if (!(await isDirectory(directory))) {
    const why = existsSync(directory) ? 'not a folder' : 'no such folder';
    throw new UsageError(`${directory}: ${why}; ${advice}`);
  }
  const file = await readSnapshotFile(directory, accountFile);
  if (file.kind === 'missing') {
    throw new UsageError(`${join(directory, accountFile)}: no such file; ${advice}`);
  }
  if (file.kind === 'fault') throw new UsageError(join(directory, file.reason));
  const read = readAccount(file.json);
  if ('error' in read) throw new UsageError(`${join(directory, accountFile)}: ${read.error}`);
  return read.ok;
}

async function notesOf(directory: string): Promise<Notes> {
  const file = await readSnapshotFile(directory, notesPath);
  if (file.kind === 'missing') return { notes: [] };
  if (file.kind === 'fault') return { notes: [], fault: file.reason };
  const read = readNotes(file.json);
  return 'error' in read ? { notes: [], fault: read.error } : { notes: read.ok };
}

async function clustersOf(
  directory: string,
  notes: readonly Note[],
): Promise<readonly ClusterRef[]> {
  const noted = notes.flatMap(({ path }) => {
    const file = readSnapshotPath(path);
    return file !== undefined && 'cluster' in file ? [file.cluster] : [];
  });
  const all = [...(await clusterFolders(directory)), ...noted];
  return [...new Map(all.map((ref) => [snapshotPaths.cluster(ref), ref])).values()];
}

async function loadFile(
  directory: string,
  path: string,
  { notes, fault }: Notes,
  readAt: number,
): Promise<AnswersInFile> {
  const file = readSnapshotPath(path);
  // A name that is no path of the layout never reaches the file system.
  if (file === undefined) return { answers: [], faults: [] };
  const read = await readSnapshotFile(directory, path);
  const content =
    read.kind === 'json'
      ? { json: read.json }
      : { unread: read.kind === 'fault' ? read.reason : notInSnapshot };
  const about = notes.filter((note) => note.path === path);
  const notesFault = fault === undefined ? {} : { notesFault: fault };
  const inFile = answersInFile({ path, file, content, notes: about, ...notesFault }, readAt);
  return read.kind === 'fault' ? { ...inFile, faults: [...inFile.faults, read.reason] } : inFile;
}
