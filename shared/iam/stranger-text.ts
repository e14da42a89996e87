import type { Statement } from '../model/policy-document.ts';
import type { CompiledPermissions } from './decide.ts';

/**
 * A text that nothing in the policies spells, so that only wildcards match it: what is allowed on it is allowed
 * on whatever name there is. It is longer than any pattern, so that a row of `?` does not match it either.
 */
export function strangerText(compiled: CompiledPermissions): string {
  const texts = statementsOf(compiled).flatMap(textsOf);
  const held = new Set(texts.join(''));
  let code = 0x4e00;
  while (held.has(String.fromCharCode(code))) code += 1;
  const longest = texts.reduce((length, text) => Math.max(length, text.length), 0);
  return String.fromCharCode(code).repeat(longest + 1);
}

function statementsOf(compiled: CompiledPermissions): readonly Statement[] {
  const { identity, bounds, levels } = compiled;
  return [identity, ...bounds, ...levels]
    .flatMap(({ policies }) => policies)
    .flatMap(({ statements }) => statements.map(({ deciding }) => deciding.source));
}

function textsOf({ actions, resources, conditions }: Statement): readonly string[] {
  return [
    ...(actions?.values ?? []),
    ...(resources?.values ?? []),
    ...conditions.flatMap(({ values }) => values),
  ];
}
