import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';
import { plainResources } from './plain-resources.ts';
import { shortErrors } from './short-errors.ts';
import { unusedSdk } from './unused-sdk.ts';

/** The SDK without what nothing of ours can reach. What is not written as we know it stays as it is, and is only larger. */
export const leanSdk: Plugin = {
  name: 'lean-sdk',
  setup({ onLoad }) {
    onLoad({ filter: /\/node_modules\/.*\.(js|mjs|json)$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const change = changes.find(({ file }) => file.test(path));
      const contents = change === undefined ? text : change.changed(text);
      return path.endsWith('.json')
        ? { contents, loader: 'json' }
        : { contents: contents + emptySourceMap, loader: 'js' };
    });
  },
};

interface Change {
  readonly file: RegExp;
  readonly changed: (text: string) => string;
}

const changes: readonly Change[] = [
  { file: /\/@aws-sdk\/client-[^/]+\/package\.json$/, changed: onlyVersion },
  {
    file: /\/@aws-sdk\/client-securityhub\/dist-es\/schemas\/schemas_0\.js$/,
    changed: (schemas) => withPlainKeys(plainResources(schemas)),
  },
  {
    file: /\/@aws-sdk\/client-[^/]+\/dist-es\/schemas\/schemas_\d+\.js$/,
    changed: withPlainKeys,
  },
  { file: /\/@aws-sdk\/client-[^/]+\/dist-es\/models\/errors\.js$/, changed: shortErrors },
  ...unusedSdk.map(({ module, instead }) => ({ file: module, changed: () => instead })),
];

/**
 * Node reads a source map whole when it loads the bundle, which takes as long as much of the SDK's own code does: so ours holds
 * our own lines, and of each file of a package one place.
 */
const emptySourceMap = sourceMapComment({ version: 3, sources: [''], mappings: 'AAAA' });

/** In two pieces, because this very file would otherwise be taken to have such a map. */
function sourceMapComment(map: object): string {
  const data = Buffer.from(JSON.stringify(map)).toString('base64');
  return ['\n//# source', `MappingURL=data:application/json;base64,${data}`].join('');
}

/** Of its manifest a client reads the version, for the User-Agent. */
function onlyVersion(manifest: string): string {
  return JSON.stringify({ version: JSON.parse(manifest).version });
}

/**
 * `{ [_h]: 1 }` as `{ "http": 1 }`, where `_h` is a constant of the same file. esbuild keeps an object with computed keys even
 * if nobody uses it, because to make a key of a value could run code: so it would keep the schema of every operation.
 */
export function withPlainKeys(schemas: string): string {
  const constants = new Map(
    [...schemas.matchAll(/^const (\w+) = ("\w+");$/gm)].map(([, name, text]) => [name, text]),
  );
  return schemas.replaceAll(/([{,]\s+)\[(\w+)\]: /g, (key, before: string, name: string) => {
    const text = constants.get(name);
    return text === undefined ? key : `${before}${text}: `;
  });
}
