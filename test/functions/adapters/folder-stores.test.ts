import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { folderEstates } from '../../../functions/adapters/folder-estates.ts';
import { folderFindings } from '../../../functions/adapters/folder-findings.ts';
import { estateStoreContract, head } from '../../support/estate-store-contract.ts';
import { findingStoreContract } from '../../support/finding-store-contract.ts';
import { transition } from '../../support/transition.ts';

const root = mkdtempSync(join(tmpdir(), 'gatewatch-'));

afterAll(() => rmSync(root, { recursive: true }));

describe('folderEstates', () => {
  estateStoreContract(async () => folderEstates(newFolder()));

  test('names the file that is not JSON', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'head.json'), '{"seq": 1');

    await expect(folderEstates(folder).head()).rejects.toThrow(
      /head\.json is not JSON: SyntaxError/,
    );
  });
});

describe('folderFindings', () => {
  findingStoreContract(async () => {
    const folder = newFolder();
    const estates = folderEstates(folder);
    return { estates, findings: folderFindings(folder, estates) };
  });

  test('are there for the next process, and no draft is left behind', async () => {
    const folder = newFolder();
    const estates = folderEstates(folder);
    await estates.moveHead(undefined, head(1));
    await folderFindings(folder, estates).write([transition('a', 1)], 1);

    const later = folderFindings(folder, folderEstates(folder));

    expect(await later.all()).toEqual([transition('a', 1).finding]);
    expect(readdirSync(folder).sort()).toEqual(['findings.json', 'head.json']);
  });

  test('refuses findings of a release that keeps them otherwise', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'findings.json'), '{"schemaVersion": 2, "findings": []}');

    await expect(folderFindings(folder, folderEstates(folder)).all()).rejects.toThrow(
      /findings\.json is of schema version 2; this release reads 1/,
    );
  });
});

function newFolder(): string {
  return mkdtempSync(join(root, 'state-'));
}
