import { basename, dirname, join } from 'node:path';
import { bundle } from '../../../infra/bundle/bundle.ts';

/** Bundles an entry point as deployment does. Resolves to the path: the entry's own folder name under `folder`. */
export async function bundleLambda(entry: string, folder: string): Promise<string> {
  const own = join(folder, basename(dirname(entry)));
  await bundle(entry, own);
  return join(own, 'index.mjs');
}
