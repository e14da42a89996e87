import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { bundling, esbuildOptions } from '../../infra/bundling.ts';

interface Bundle {
  readonly kilobytes: number;
  /** Paths of what went into it, as esbuild names them. */
  readonly inputs: readonly string[];
}

const root = fileURLToPath(new URL('../..', import.meta.url));

async function bundleOf(name: string): Promise<Bundle> {
  const { metafile } = await build({
    ...esbuildOptions,
    mainFields: [...esbuildOptions.mainFields],
    external: [...esbuildOptions.external],
    absWorkingDir: root,
    entryPoints: [`functions/${name}/handler.ts`],
    outfile: `${name}/index.mjs`,
    bundle: true,
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  const output = metafile.outputs[`${name}/index.mjs`];
  if (output === undefined) throw new Error(`esbuild made no bundle of ${name}`);
  return { kilobytes: output.bytes / 1000, inputs: Object.keys(output.inputs) };
}

/**
 * What each was last, and a tenth. The first and the last judge by the whole catalogue, with what IAM's actions are about;
 * the sweep also reads EC2, whose client is a third of it.
 */
const budgets = { 'access-change': 1_080, alert: 340, sweep: 1_850 };

describe.each(Object.entries(budgets))('the bundle of %s', (name, budget) => {
  const bundled = bundleOf(name);

  it(`is at most ${budget} KB`, async () => {
    expect((await bundled).kilobytes).toBeLessThanOrEqual(budget);
  });

  it.each([
    ["zod's full build", /\/node_modules\/zod\/(?!v4\/(mini|core|locales)\/|mini\/)/],
    ['yaml', /\/node_modules\/yaml\//],
    ['a Kubernetes client', /\/node_modules\/(@kubernetes|kubernetes)[-/]/],
    ['a test', /(^|\/)test\//],
  ])('holds nothing of %s', async (_, unwanted) => {
    const { inputs } = await bundled;
    expect(inputs.filter((input) => unwanted.test(`/${input}`))).toEqual([]);
  });
});

it.each(['access-change', 'alert'])(
  'has nothing of what only a sweep reads in the bundle of %s',
  async (name) => {
    const { inputs } = await bundleOf(name);
    const unwanted =
      /\/node_modules\/@aws-sdk\/client-(auto-scaling|cloudtrail|ec2|eventbridge|kms)\//;
    expect(inputs.filter((input) => unwanted.test(`/${input}`))).toEqual([]);
  },
);

it('has the SDK look for credentials where Lambda puts them', async () => {
  const { inputs } = await bundleOf('alert');
  expect(inputs).toContainEqual(expect.stringContaining('@aws-sdk/credential-provider-env/'));
});

it('is made by CDK with the options that are weighed here', () => {
  expect(bundling).toMatchObject({
    format: esbuildOptions.format,
    target: esbuildOptions.target,
    mainFields: esbuildOptions.mainFields,
    minify: esbuildOptions.minify,
    banner: esbuildOptions.banner.js,
    externalModules: esbuildOptions.external,
  });
});
