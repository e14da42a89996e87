import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/**
 * Rules without what only their readers need: a Lambda judges and says what is wrong, and `gatewatch explain` has the rest.
 * A finding carries `title`, `because` and `remedy`.
 */
export const rulesWithoutDocumentation: Plugin = {
  name: 'rules-without-documentation',
  setup({ onLoad }) {
    onLoad({ filter: /\/shared\/rules\/[a-z0-9-]+\.ts$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replace(documentation, ''),
      loader: 'ts',
    }));
  },
};

/** Up to the next member of a rule, which our formatter indents by two; a test compares what is left of every rule. */
const documentation = /^ {2}(?:requires|references|controls):.*?\n(?= {2}[\w*]|\n)/gms;
