import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClusterRef } from '../../shared/model/cluster.ts';
import { compareText, type Json } from '../../shared/model/json.ts';
import { parseJson } from '../../shared/wire/json-fault.ts';
import { isClusterName, isRegionName } from '../../shared/wire/place-names.ts';
import { UsageError } from './usage-error.ts';

/** A file of a snapshot: parsed, not there, or there and of no use (with place and reason). */
export type SnapshotRead =
  | { readonly kind: 'json'; readonly json: Json }
  | { readonly kind: 'missing' }
  | { readonly kind: 'fault'; readonly reason: string };

/** Never throws: what the operating system refuses is a fault like any other. */
export async function readSnapshotFile(directory: string, path: string): Promise<SnapshotRead> {
  let bytes: Buffer;
  try {
    bytes = await readFile(join(directory, path));
  } catch (error) {
    if (isAbsence(error)) return { kind: 'missing' };
    return { kind: 'fault', reason: `${path}: ${codeOf(error)}` };
  }
  return parseBytes(path, bytes);
}

/** Throws a UsageError where that cannot be told: a folder that may not be looked into is not one that is absent. */
export async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    return absentOr(path, error, false);
  }
}

/** The clusters that have a folder, sorted. */
export async function clusterFolders(directory: string): Promise<readonly ClusterRef[]> {
  const regions = (await folders(directory)).filter(isRegionName);
  const clusters = await Promise.all(
    regions.map(async (region) => {
      const names = (await folders(join(directory, region, 'eks'))).filter(isClusterName);
      return names.map((name) => ({ region, name }));
    }),
  );
  return clusters.flat();
}

/** The Regions that have a folder, sorted. */
export async function regionFolders(directory: string): Promise<readonly string[]> {
  const names = (await folders(directory)).filter(isRegionName);
  const areRegions = await Promise.all(
    names.map((name) => isDirectory(join(directory, name, 'eks'))),
  );
  return names.filter((_, index) => areRegions[index]);
}

async function folders(directory: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(directory, { withFileTypes: true });
    const names = entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
    return names.sort(compareText);
  } catch (error) {
    return absentOr(directory, error, []);
  }
}

/** What stands for nothing there, if that is what the error says. */
function absentOr<T>(path: string, error: unknown, nothing: T): T {
  if (isAbsence(error)) return nothing;
  throw new UsageError(`${path}: cannot be looked into: ${codeOf(error)}`, { cause: error });
}

function isAbsence(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(codeOf(error));
}

function parseBytes(path: string, bytes: Buffer): SnapshotRead {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { kind: 'fault', reason: `${path}: not UTF-8 text` };
  }
  const parsed = parseJson(text);
  if ('ok' in parsed) return { kind: 'json', json: parsed.ok };
  return { kind: 'fault', reason: `${path}:${parsed.line}:${parsed.column}: ${parsed.error}` };
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
