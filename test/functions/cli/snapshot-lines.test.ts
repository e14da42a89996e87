import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { snapshotLines } from '../../../functions/cli/snapshot-lines.ts';
import type { LocatedFinding } from '../../../shared/wire/finding-place.ts';

const folder = mkdtempSync(join(tmpdir(), 'gatewatch-lines-'));
afterAll(() => rmSync(folder, { recursive: true }));

const ci = 'arn:aws:iam::111122223333:role/ci';

function about(id: string, type: string, resourceId: string, clusterName?: string): LocatedFinding {
  return {
    ...{
      id,
      region: clusterName === undefined ? 'global' : 'eu-west-1',
      subject: '',
      evidence: {},
    },
    resource: { type, id: resourceId },
    ...(clusterName !== undefined && { clusterName }),
  };
}

it('gives the line of each finding in its file, and none where no file holds it or the file is not there', async () => {
  mkdirSync(join(folder, 'iam'));
  const roles = { RoleDetailList: [{ Arn: `${ci}-2` }, { Arn: ci }] };
  writeFileSync(
    join(folder, 'iam/account-authorization-details.json'),
    JSON.stringify(roles, undefined, 1),
  );
  writeFileSync(join(folder, 'account.json'), '{}');
  const lines = await snapshotLines(folder, [
    about('role', 'AWS::IAM::Role', ci),
    about('other', 'AWS::IAM::Role', `${ci}-2`),
    about('account', 'AWS::::Account', '111122223333'),
    about('waiver', 'Gatewatch::Waiver', 'x'),
    about('entry', 'AWS::EKS::AccessEntry', ci, 'prod'),
  ]);
  const path = 'iam/account-authorization-details.json';
  expect(Object.fromEntries(lines)).toEqual({
    role: { path, line: 7 },
    other: { path, line: 4 },
    account: { path: 'account.json', line: 1 },
  });
});
