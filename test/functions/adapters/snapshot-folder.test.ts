import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type FolderSource, folderSource } from '../../../functions/adapters/folder-source.ts';
import { writeSnapshot } from '../../../functions/adapters/snapshot-folder.ts';
import { UsageError } from '../../../functions/adapters/usage-error.ts';
import { type FactMap, mergeFacts } from '../../../shared/model/estate.ts';
import type { Answer } from '../../../shared/model/reading.ts';
import { notInSnapshot } from '../../../shared/wire/answers-in-file.ts';
import { factsOf } from '../../../shared/wire/facts-of.ts';
import { snapshotPaths } from '../../../shared/wire/snapshot-path.ts';
import { sweepAnswers } from '../../support/arbitrary-answers.ts';
import { account, clusterDocument, prod } from '../../support/raw-answers.ts';

const takenAt = Date.UTC(2026, 10, 21, 10);
const path = snapshotPaths.cluster(prod);
const answers: readonly Answer[] = [
  { path, readAt: 1, outcome: { kind: 'document', json: clusterDocument } },
];

let parent = '';
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'gatewatch-'));
});
afterEach(() => rm(parent, { recursive: true }));

describe('writeSnapshot', () => {
  test('writes files that people can read, and the owner alone', async () => {
    const directory = join(parent, 'a', 'b');
    await writeSnapshot(directory, account, takenAt, stream(answers));
    expect(await readFile(join(directory, 'account.json'), 'utf8')).toBe(`{
  "accountId": "111122223333",
  "partition": "aws",
  "takenAt": "2026-11-21T10:00:00.000Z"
}
`);
    expect(await readFile(join(directory, path), 'utf8')).toBe(
      `${JSON.stringify(clusterDocument, null, 2)}\n`,
    );
    for (const file of ['account.json', path]) {
      expect((await stat(join(directory, file))).mode & 0o777).toBe(0o600);
    }
    expect((await stat(directory)).mode & 0o777).toBe(0o700);
  });

  test('takes a folder that is empty', async () => {
    await writeSnapshot(parent, account, takenAt, stream([]));
    expect(await readdir(parent)).toEqual(['account.json']);
  });

  test('refuses a folder that is not empty before anything is read', async () => {
    await writeFile(join(parent, 'x'), '');
    const writing = writeSnapshot(parent, account, takenAt, neverAsked());
    await expect(writing).rejects.toBeInstanceOf(UsageError);
    await expect(writing).rejects.toThrow(
      `${parent}: not empty; name a new folder for the snapshot`,
    );
    expect(await readdir(parent)).toEqual(['x']);
  });

  test('refuses what is no folder', async () => {
    const file = join(parent, 'file');
    await writeFile(file, '');
    await expect(writeSnapshot(file, account, takenAt, stream([]))).rejects.toThrow(
      `${file}: cannot be made a folder`,
    );
  });

  test('leaves no account.json when reading breaks off', async () => {
    await expect(writeSnapshot(parent, account, takenAt, breakingOff())).rejects.toThrow(
      'throttled',
    );
    expect(await readdir(parent)).toEqual([]);
  });
});

test('what is written is read as the same facts, all of the time of the snapshot', {
  timeout: 120_000,
}, async () => {
  let count = 0;
  await fc.assert(
    fc.asyncProperty(sweepAnswers(), async (answered) => {
      count += 1;
      const directory = join(parent, String(count));
      await mkdir(directory);
      await writeSnapshot(directory, account, takenAt, stream(answered));
      const source = await folderSource(directory);
      expect(read(await factsIn(source))).toEqual(read(expected(answered)));
    }),
    { numRuns: 60 },
  );
});

/** The facts that a live account told, less those that a folder, too, has no call to ask for. */
function expected(answered: readonly Answer[]): FactMap {
  const isGone = answered.some((answer) => answer.path === path && isAbsent(answer));
  return answered
    .filter(({ path: file }) => !isGone || file === path || !file.startsWith('eu-west-1/eks/prod/'))
    .filter(
      ({ path: file }) => file !== snapshotPaths.accessEntries(prod) || asksForEntries(answered),
    )
    .map((answer) => new Map(factsOf({ ...answer, readAt: takenAt }, account)) as FactMap)
    .reduce(mergeFacts, new Map());
}

/** A file that nobody asked for is not there, and tells that it is not: that much more a folder says. */
function read(facts: FactMap): FactMap {
  return new Map([...facts].filter(([, fact]) => fact.read || fact.reason !== notInSnapshot));
}

function asksForEntries(answered: readonly Answer[]): boolean {
  const cluster = answered.find((answer) => answer.path === path);
  if (cluster === undefined || cluster.outcome.kind === 'absent') return false;
  return !JSON.stringify(factsOf(cluster, account)).includes('"authenticationMode":"CONFIG_MAP"');
}

function isAbsent({ outcome }: Answer): boolean {
  return outcome.kind === 'absent';
}

async function factsIn(source: FolderSource): Promise<FactMap> {
  const requests = [
    { kind: 'iam' },
    { kind: 'trails', regions: [] },
    { kind: 'region', region: 'eu-west-1' },
    { kind: 'clusters', region: 'eu-west-1' },
    { kind: 'cluster', cluster: prod },
  ] as const;
  let facts: FactMap = new Map();
  for (const request of requests) {
    for await (const answer of source.read(request)) {
      facts = mergeFacts(facts, new Map(factsOf(answer, account)));
    }
  }
  return facts;
}

async function* stream(all: readonly Answer[]): AsyncGenerator<Answer> {
  yield* all;
}

async function* neverAsked(): AsyncGenerator<Answer> {
  yield* [];
  throw new Error('was asked');
}

async function* breakingOff(): AsyncGenerator<Answer> {
  yield* answers;
  throw new Error('throttled');
}
