import { join } from 'node:path';
import type { Head, Part } from '../../shared/ports/estate-store.ts';
import { readJsonFile, writeJsonFile } from './json-file.ts';
import type { MemoryEstates } from './memory-estates.ts';

/**
 * Parts and HEAD as JSON files: `head.json` and `parts/<part>/<hash>.json`. For one process at a time:
 * within it, looking at HEAD and moving it are one step.
 */
export function folderEstates(folder: string): MemoryEstates {
  const headFile = join(folder, 'head.json');
  const partFile = (name: string, hash: string) =>
    join(folder, 'parts', encodeURIComponent(name), `${hash}.json`);
  const current = () => readJsonFile<Head>(headFile);
  return {
    current,
    head: async () => current(),
    part: async (name, hash) => readJsonFile<Part>(partFile(name, hash)),
    putPart: async (hash, part) => writeJsonFile(partFile(part.name, hash), part),
    moveHead: async (from, to) => {
      if (current()?.seq !== from) return false;
      writeJsonFile(headFile, to);
      return true;
    },
  };
}
