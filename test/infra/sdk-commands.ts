import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** SDK commands that reach the bundle of a function, such as `eks:ListClusters`; a paginator counts as its command. */
export async function commandsOf(name: string): Promise<readonly string[]> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [`functions/${name}/handler.ts`],
    outfile: 'index.mjs',
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  const kept = Object.entries(metafile.outputs['index.mjs']?.inputs ?? {});
  const commands = kept
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .flatMap(([file]) => commandsIn(readFileSync(`${root}/${file}`, 'utf8')));
  return [...new Set(commands)].sort();
}

/** What a source file imports by value from the SDK's clients. */
function commandsIn(source: string): readonly string[] {
  const imports = source.matchAll(/^import \{([^}]*)\} from '@aws-sdk\/client-([a-z0-9-]+)';$/gm);
  return [...imports].flatMap(([, names = '', client = '']) =>
    names.split(',').flatMap((name) => {
      const [, command] = name.trim().match(/^(?:paginate)?([A-Z]\w+?)(?:Command)?$/) ?? [];
      const isCommand = /^(?:paginate[A-Z]\w+|[A-Z]\w+Command)$/.test(name.trim());
      return isCommand && command !== undefined ? [`${client}:${command}`] : [];
    }),
  );
}
