import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gatewatchCli } from '../support/cli.ts';

const sample = 'examples/brackwater';
const live = { AWS_REGION: 'eu-west-1', AWS_EC2_METADATA_DISABLED: 'true' };
const credentials = { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 'example' };

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gatewatch-failures-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe.each([
  ['a live sweep', ['sweep', '--live']],
  ['a snapshot', ['snapshot', '--out', 'never-written']],
])('%s exits 3 and says why', (_, args) => {
  it('without credentials', async () => {
    const { status, out, err } = await gatewatchCli(args, { ...live, HOME: folder });
    expect({ status, out, err }).toEqual({
      status: 3,
      out: '',
      err: `AWS does not say which account your credentials are of: CredentialsProviderError: Could not load credentials from any providers
Try: npm start -- help
`,
    });
  });

  it('where AWS cannot be reached', async () => {
    // Port 9 is for discarding; nobody has listened there for decades.
    const nowhere = { ...live, ...credentials, AWS_ENDPOINT_URL: 'http://127.0.0.1:9' };
    const { status, out, err } = await gatewatchCli(args, nowhere);
    expect({ status, out }).toEqual({ status: 3, out: '' });
    expect(err).toContain('credentials are of: no connection (ECONNREFUSED)');
    expect(err).not.toContain('    at ');
  });
});

describe('a failure that nobody expected', () => {
  it.each([
    ['without DEBUG in two lines', {}, /^gatewatch failed: write EPIPE\nDEBUG=1 shows where\.\n$/],
    [
      'with DEBUG with its stack',
      { DEBUG: '1' },
      /^gatewatch failed: write EPIPE\nError: .*\n +at /,
    ],
  ])('exits 4, and is told %s', async (_, debug, told) => {
    const child = spawn(
      process.execPath,
      ['functions/cli/main.ts', 'sweep', '--snapshot', sample],
      {
        env: { PATH: process.env['PATH'], ...debug },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    child.stdout.destroy();
    const [err, [status]] = await Promise.all([text(child.stderr), once(child, 'close')]);
    expect(status).toBe(4);
    expect(err).toMatch(told);
  });
});

describe('a snapshot with a valid trust policy of ten million characters', () => {
  it('leaves that policy alone unread, with the reason, and judges every other role', async () => {
    const copy = join(folder, 'huge');
    cpSync(sample, copy, { recursive: true });
    const before = await sweep(copy);
    const file = join(copy, 'iam/account-authorization-details.json');
    const details = JSON.parse(readFileSync(file, 'utf8'));
    const statement = { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' };
    const [role] = details.RoleDetailList;
    role.AssumeRolePolicyDocument = { Statement: Array(170_000).fill(statement) };
    writeFileSync(file, JSON.stringify(details));

    const after = await sweep(copy);
    const length = JSON.stringify(role.AssumeRolePolicyDocument).length;
    expect(length).toBeGreaterThan(10_000_000);
    // What was not read before either comes after it, as coverage is sorted.
    expect(unreadOf(after)).toEqual([
      expect.objectContaining({
        fact: 'trust-policy',
        item: role.Arn,
        reason: `AssumeRolePolicyDocument of ${role.Arn}: ${length} characters; IAM takes at most 8,192`,
      }),
      ...unreadOf(before),
    ]);
    expect(idsOf(after)).toEqual(idsOf(before));
  });
});

async function sweep(directory: string) {
  const { out } = await gatewatchCli(['sweep', '--snapshot', directory, '--format', 'json']);
  return JSON.parse(out);
}

function unreadOf(report: { readonly coverage: readonly { readonly read: boolean }[] }) {
  return report.coverage.filter(({ read }) => !read);
}

function idsOf(report: { readonly findings: readonly { readonly id: string }[] }) {
  return report.findings.map(({ id }) => id);
}

describe('a snapshot with a folder that cannot be looked into', () => {
  it('is refused by its name, never swept as if the Region were not there', async () => {
    const copy = join(folder, 'unlookable');
    cpSync(sample, copy, { recursive: true });
    const eks = join(copy, 'us-east-1', 'eks');
    rmSync(eks, { recursive: true });
    // Refused to everybody, root included: a link to itself.
    symlinkSync(eks, eks);
    const { status, out, err } = await gatewatchCli(['sweep', '--snapshot', copy]);
    expect({ status, out }).toEqual({ status: 3, out: '' });
    expect(err).toContain(`${eks}: cannot be looked into: ELOOP`);
  });
});
