import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { styleText } from 'node:util';
import type { Style } from '../../shared/report/table-style.ts';
import { asInstalled } from './as-installed.ts';

/** Where the CLI writes. Reports go to `out`; all else goes to `err`, so that a pipe gets the report alone. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** One line on standard error that each call replaces; nothing where nobody watches. */
  progress(text: string): void;
  readonly width: number;
  readonly colour: (style: Style, text: string) => string;
}

const styles: Readonly<Record<Style, Parameters<typeof styleText>[0]>> = {
  critical: ['bold', 'red'],
  high: 'red',
  medium: 'yellow',
  low: 'cyan',
  waived: 'dim',
  heading: 'bold',
  dim: 'dim',
  good: 'green',
  warn: 'yellow',
};

export function processTerminal(): Terminal {
  const { stdout, stderr } = process;
  let shown = false;
  const clear = () => {
    if (shown) stderr.write('\r\u001b[K');
    shown = false;
  };
  return {
    out: (text) => {
      clear();
      stdout.write(asTyped(text));
    },
    err: (text) => {
      clear();
      stderr.write(`${asTyped(text)}\n`);
    },
    progress: (text) => {
      if (!stderr.isTTY) return;
      stderr.write(`\r\u001b[K${text}`);
      shown = true;
    },
    width: stdout.columns ?? 100,
    // `styleText` itself honours NO_COLOR, FORCE_COLOR and whether anybody looks.
    colour: (style, text) => styleText(styles[style], text, { stream: stdout }),
  };
}

/** The package is JavaScript, and the repository TypeScript that Node runs as it is. */
function asTyped(text: string): string {
  if (!import.meta.url.endsWith('.js')) return text;
  const examples = fileURLToPath(new URL('../../examples', import.meta.url));
  return asInstalled(text, relative(process.cwd(), examples));
}
