/** One command line, each argument quoted where it must be. */
export function shellCommand(words: readonly string[]): string {
  return words.map(shellQuote).join(' ');
}

/**
 * One word for a POSIX shell, whatever it holds: others choose names, and people paste commands.
 * Characters that a terminal would act on rather than show come out as escapes.
 */
export function shellQuote(text: string): string {
  if (/^[A-Za-z0-9_./:=@%+,-]+$/.test(text)) return text;
  if (unprintable.test(text)) {
    return `$'${text.replaceAll(/['\\]/g, '\\$&').replaceAll(unprintables, escapeOf)}'`;
  }
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** Controls, and the invisible characters that reorder or hide what follows. */
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
const unprintables = new RegExp(unprintable, 'gu');

function escapeOf(character: string): string {
  const code = Number(character.codePointAt(0)).toString(16);
  return `\\U${code.padStart(8, '0')}`;
}
