import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Account } from '../../shared/model/account.ts';
import type { Json } from '../../shared/model/json.ts';
import type { Answer } from '../../shared/model/reading.ts';
import { filesOfAnswers } from '../../shared/wire/files-of-answers.ts';
import { accountFile, writeAccount } from './snapshot-account.ts';
import { UsageError } from './usage-error.ts';

/**
 * Writes what `folderSource` reads. Takes only a new or an empty folder, so that no two snapshots mix;
 * `account.json` comes last, so that half a snapshot is not taken for one.
 */
export async function writeSnapshot(
  directory: string,
  account: Account,
  takenAt: number,
  answers: AsyncIterable<Answer>,
): Promise<void> {
  await prepare(directory);
  const collected: Answer[] = [];
  for await (const answer of answers) collected.push(answer);
  const files = filesOfAnswers(collected, account);
  for (const { path, json } of files) await writeJson(join(directory, path), json);
  await writeJson(join(directory, accountFile), writeAccount({ account, takenAt }));
}

async function prepare(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 }).catch((cause: unknown) => {
    throw new UsageError(`${directory}: cannot be made a folder`, { cause });
  });
  const entries = await readdir(directory);
  if (entries.length > 0) {
    throw new UsageError(`${directory}: not empty; name a new folder for the snapshot`);
  }
}

/** For the owner's eyes only: a snapshot lists who can do what. */
async function writeJson(path: string, json: Json): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFile(path, `${JSON.stringify(json, undefined, 2)}\n`, { mode: 0o600, flag: 'wx' });
}
