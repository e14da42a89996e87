import type { Terminal } from '../../functions/cli/terminal.ts';

/** A terminal that keeps what it is told. */
export function silentTerminal(): Terminal & { readonly said: { out: string; err: string } } {
  const said = { out: '', err: '' };
  return {
    said,
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += `${text}\n`;
    },
    progress: () => undefined,
    width: 100,
    colour: (_, text) => text,
  };
}
