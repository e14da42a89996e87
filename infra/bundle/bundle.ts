import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
// biome-ignore lint/correctness/noUndeclaredDependencies: needed to synthesise, as the command line of CDK is
import { type BuildOptions, build, type Metafile } from 'esbuild';
import { leanSdk } from './lean-sdk.ts';
import { packedTable } from './packed-table.ts';
import { rulesWithoutDocumentation } from './rules-without-documentation.ts';

/** The SDK is bundled, so that the one that was tested is the one that runs. */
const esbuildOptions = {
  format: 'esm',
  platform: 'node',
  target: 'node24',
  mainFields: ['module', 'main'],
  minify: true,
  sourcemap: true,
  sourcesContent: false,
  // CommonJS packages in an ES module bundle still call require.
  banner: {
    js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);",
  },
  // Lambda puts credentials into the environment, where the SDK looks first: these other places, a seventh
  // of a bundle, would be imported only if it had not.
  // https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
  external: [
    '@aws-sdk/credential-provider-http',
    '@aws-sdk/credential-provider-ini',
    '@aws-sdk/credential-provider-process',
    '@aws-sdk/credential-provider-sso',
    '@aws-sdk/credential-provider-web-identity',
    '@smithy/credential-provider-imds',
  ],
  plugins: [leanSdk, packedTable, rulesWithoutDocumentation],
  logLevel: 'warning',
} satisfies BuildOptions;

/** Bundles an entry point, a path from the project's root, into `index.mjs` of a folder, with its source map beside it. */
export async function bundle(entry: string, folder: string): Promise<Metafile> {
  const { metafile } = await build({
    ...esbuildOptions,
    absWorkingDir: fileURLToPath(new URL('../..', import.meta.url)),
    entryPoints: [entry],
    outfile: join(folder, 'index.mjs'),
    bundle: true,
    metafile: true,
  });
  return metafile;
}
