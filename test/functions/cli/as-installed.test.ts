import { describe, expect, it } from 'vitest';
import { asInstalled } from '../../../functions/cli/as-installed.ts';
import { helpText } from '../../../functions/cli/help.ts';

const examples = 'node_modules/gatewatch/dist/examples';

function typed(text: string): string {
  return asInstalled(text, examples);
}

describe('what those type who have installed the package', () => {
  it('is npx gatewatch, and no --silent, which keeps npm from saying what it runs', () => {
    expect(typed('npm start -- rules')).toBe('npx gatewatch rules');
    expect(typed('npm start --silent -- rules | jq')).toBe('npx gatewatch rules | jq');
    expect(typed('whose findings "npm start" shows')).toBe('whose findings "npx gatewatch" shows');
  });

  it('names the examples where the package has them', () => {
    expect(typed('npm start -- replay examples/break-in/*.json')).toBe(
      'npx gatewatch replay node_modules/gatewatch/dist/examples/break-in/*.json',
    );
  });

  it('is left alone where it names somebody else’s examples', () => {
    const theirs = 'sweep --snapshot ours/examples/brackwater';
    expect(typed(theirs)).toBe(theirs);
    expect(typed('examples/ours')).toBe('examples/ours');
  });

  it('stands in columns as before', () => {
    const columns = typed(helpText(undefined))
      .split('\n')
      .filter((line) => line.startsWith('  npx gatewatch'))
      .map((line) => /^ {2}(?:\S+ )+ +/.exec(line)?.[0].length);
    expect(new Set(columns)).toEqual(new Set([46]));
  });

  it('needs no word on what npm prints', () => {
    expect(typed(helpText('sweep'))).not.toMatch(/npm/);
  });
});
