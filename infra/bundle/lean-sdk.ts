import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';
import { shortErrors } from './short-errors.ts';
import { unusedSdk } from './unused-sdk.ts';

/** The SDK without what nothing of ours can reach. What is not written as we know it stays as it is, and is only larger. */
export const leanSdk: Plugin = {
  name: 'lean-sdk',
  setup({ onLoad }) {
    const change = (filter: RegExp, changed: (text: string) => string) =>
      onLoad({ filter }, async ({ path }) => ({
        contents: changed(await readFile(path, 'utf8')),
        loader: 'default',
      }));
    change(/\/@aws-sdk\/client-[^/]+\/package\.json$/, onlyVersion);
    change(/\/@aws-sdk\/client-[^/]+\/dist-es\/schemas\/schemas_\d+\.js$/, withPlainKeys);
    change(/\/@aws-sdk\/client-[^/]+\/dist-es\/models\/errors\.js$/, shortErrors);
    for (const { module, instead } of unusedSdk) change(module, () => instead);
  },
};

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
