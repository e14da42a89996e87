import { basename, dirname, join } from 'node:path';
import { build } from 'esbuild';
import { esbuildOptions } from '../../../infra/bundling.ts';

/** Bundles an entry point as deployment does. Resolves to the path: the entry's own folder name under `folder`. */
export async function bundleLambda(entry: string, folder: string): Promise<string> {
  const outfile = join(folder, basename(dirname(entry)), 'index.mjs');
  await build({
    ...esbuildOptions,
    mainFields: [...esbuildOptions.mainFields],
    external: [...esbuildOptions.external],
    entryPoints: [entry],
    outfile,
    bundle: true,
    logLevel: 'silent',
  });
  return outfile;
}
