import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';

const resolveDir = fileURLToPath(new URL('../../..', import.meta.url));

/** What a module exports after esbuild has bundled it with the plugins. `source` imports from the project's root. */
export async function bundled(
  source: string,
  plugins: readonly Plugin[],
): Promise<Readonly<Record<string, unknown>>> {
  const folder = mkdtempSync(join(tmpdir(), 'gatewatch-bundled-'));
  try {
    const outfile = join(folder, 'index.mjs');
    await build({
      stdin: { contents: source, resolveDir, loader: 'ts' },
      outfile,
      plugins: [...plugins],
      bundle: true,
      format: 'esm',
      platform: 'node',
      mainFields: ['module', 'main'],
      logLevel: 'silent',
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
