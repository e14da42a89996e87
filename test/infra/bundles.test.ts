import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle } from '../../infra/bundle/bundle.ts';

interface Bundle {
  readonly kilobytes: number;
  readonly mapKilobytes: number;
  readonly code: string;
  /** Paths of what went into it, as esbuild names them. */
  readonly inputs: readonly string[];
}

const root = new URL('../..', import.meta.url);
const folder = mkdtempSync(join(tmpdir(), 'gatewatch-weighed-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function bundleOf(name: string): Promise<Bundle> {
  const { outputs } = await bundle(`functions/${name}/handler.ts`, join(folder, name));
  const inputs = Object.values(outputs).flatMap((output) => Object.keys(output.inputs));
  const code = readFileSync(join(folder, name, 'index.mjs'), 'utf8');
  const [kilobytes, mapKilobytes] = ['index.mjs', 'index.mjs.map'].map(
    (file) => statSync(join(folder, name, file)).size / 1000,
  );
  return { kilobytes: kilobytes ?? 0, mapKilobytes: mapKilobytes ?? 0, code, inputs };
}

/**
 * What each was last, and a twentieth. The first and the last judge by the whole catalogue, with what IAM's actions are about;
 * the sweep also reads EC2, Auto Scaling and CloudTrail.
 */
const budgets = {
  'access-change': 1_060,
  alert: 500,
  deliver: 507,
  'audit-log': 260,
  'kubernetes-reader': 350,
  subscriptions: 278,
  sweep: 1_430,
};

describe.each(Object.entries(budgets))('the bundle of %s', (name, budget) => {
  let bundled: Bundle;
  beforeAll(async () => {
    bundled = await bundleOf(name);
  });

  it(`is at most ${budget} KB`, () => {
    expect(bundled.kilobytes).toBeLessThanOrEqual(budget);
  });

  it('holds YAML only where what is inside clusters is read', () => {
    const yaml = bundled.inputs.filter((input) => /(^|\/)node_modules\/yaml\//.test(input));
    expect(yaml.length > 0).toBe(name === 'sweep');
  });

  it('has a source map of little more than our own lines', () => {
    expect(bundled.mapKilobytes).toBeLessThan(0.9 * bundled.kilobytes);
  });

  it.each([
    ["zod's full build", /\/node_modules\/zod\/(?!v4\/(mini|core|locales)\/|mini\/)/],
    ['a Kubernetes client', /\/node_modules\/(@kubernetes|kubernetes)[-/]/],
    ['a test', /(^|\/)test\//],
    ['event streams', /\/event-streams\/EventStreamSerde\.js$/],
    ['a cache of discovered endpoints', /\/node_modules\/mnemonist\//],
  ])('holds nothing of %s', (_, unwanted) => {
    expect(bundled.inputs.filter((input) => unwanted.test(`/${input}`))).toEqual([]);
  });

  it.each([
    'CreateEksAnywhereSubscription',
    'RunInstances',
    'PutBucketLifecycleConfiguration',
    'CreateTable',
  ])('holds no schema of an operation that nothing calls: %s', (operation) => {
    expect(bundled.code).not.toContain(`"${operation}"`);
  });

  it('reads nothing of a rule that it has not', () => {
    const readers = bundled.inputs
      .filter((input) => /^(functions|shared)\/(?!rules\/)/.test(input))
      .filter((input) =>
        /\.(requires|references|controls)\b|[{,]\s*(requires|references|controls)\s*[,}:]/.test(
          readFileSync(new URL(input, root), 'utf8'),
        ),
      );
    expect(readers).toEqual([]);
  });
});

it.each(['access-change', 'alert', 'kubernetes-reader'])(
  'has nothing of what only a sweep reads in the bundle of %s',
  async (name) => {
    const { inputs } = await bundleOf(name);
    const unwanted = /\/node_modules\/@aws-sdk\/client-(auto-scaling|cloudtrail|ec2|eventbridge)\//;
    expect(inputs.filter((input) => unwanted.test(`/${input}`))).toEqual([]);
  },
);

it('has the SDK look for credentials where Lambda puts them', async () => {
  const { inputs } = await bundleOf('alert');
  expect(inputs).toContainEqual(expect.stringContaining('@aws-sdk/credential-provider-env/'));
});
