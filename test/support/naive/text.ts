import type { World } from './raw.ts';

/** One character each, but for wildcards, which are these longer texts. */
const anyRun = 'any run';
const anyOne = 'any one';

export function tokensOf(text: string, wildcards = true): readonly string[] {
  return text.split('').map((character) => {
    if (wildcards && character === '*') return anyRun;
    return wildcards && character === '?' ? anyOne : character;
  });
}

/**
 * With variables replaced; undefined where one has no value, so that nothing can match.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function filled(
  text: string,
  { variables, wildcards }: { readonly variables: boolean; readonly wildcards: boolean },
  world: World,
): readonly string[] | undefined {
  const parts = variables ? text.split(/(\$\{[^}]*\}?)/) : [text];
  const tokens: string[] = [];
  let missing = false;
  for (const [index, part] of parts.entries()) {
    const value = index % 2 === 0 ? tokensOf(part, wildcards) : substitute(part, world);
    if (value === undefined) missing = true;
    else tokens.push(...value);
  }
  return missing ? undefined : tokens;
}

function substitute(variable: string, world: World): readonly string[] | undefined {
  const coin = () => (world.coin(`variable ${variable}`) ? [anyRun] : undefined);
  const [, literal] = /^\$\{([*?$])\}$/.exec(variable) ?? [];
  if (literal !== undefined) return [literal];
  const [, key, otherwise] = /^\$\{([^,'}\s]+)(?:, ?'([^']*)')?\}$/.exec(variable) ?? [];
  if (key === undefined) return coin();
  const values = world.value(key.toLowerCase());
  if (values.length > 1 || values[0] === '') return coin();
  return (values[0] ?? otherwise)?.split('');
}

/** Row by row of a table: whether so many tokens match so many characters. */
export function isLike(tokens: readonly string[], text: string): boolean {
  let row = new Uint8Array(text.length + 1);
  row[0] = 1;
  for (const token of tokens) {
    const next = new Uint8Array(text.length + 1);
    for (let at = 0; at <= text.length; at += 1) {
      if (token === anyRun) next[at] = (row[at] ?? 0) | (next[at - 1] ?? 0);
      else if (token === anyOne || token === text[at - 1]) next[at] = row[at - 1] ?? 0;
    }
    if (!next.includes(1)) return false;
    row = next;
  }
  return row[text.length] === 1;
}
