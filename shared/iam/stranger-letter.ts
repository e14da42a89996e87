/**
 * A character that none of the texts spells, so that only a wildcard matches it: a rare letter where one is left, so that
 * what it is part of can be a real name.
 */
export function strangerLetter(texts: readonly string[]): string {
  const held = new Set(texts.join(''));
  const letter = letters.find((candidate) => !held.has(candidate));
  if (letter !== undefined) return letter;
  let code = 0x4e00;
  while (held.has(String.fromCharCode(code))) code += 1;
  return String.fromCharCode(code);
}

const letters: readonly string[] = [...'xzqjkvwyfghbmunpdlcrisoeta9876543210'];
