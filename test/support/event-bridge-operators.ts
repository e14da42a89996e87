import { isObject, type Json } from '../../shared/model/json.ts';

/** Something that one value of an event either is or is not: a literal or an operator. */
export type Accepts = (value: Json) => boolean;

/**
 * What a literal or an operator of a pattern accepts. Throws for an operator that is not one of these: a pattern that we cannot
 * judge must pass no test. `exists` is none of them, for it is not about a value.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export function accepts(written: Json): Accepts {
  if (!isObject(written)) return equals(written);
  const [operator, operand] = onlyMember(written);
  if (operator === 'anything-but') return anythingBut(operand);
  return textOperator(operator, operand);
}

/** Without a conversion: `"1"` is not `1`. */
function equals(literal: Json): Accepts {
  if (Array.isArray(literal)) throw new Error(`A list is no value: ${JSON.stringify(literal)}`);
  return (value) => value === literal;
}

/** `{ "anything-but": "a" }`, `["a", "b"]`, or an operator on text: on a value that is there and not accepted by any of them. */
function anythingBut(operand: Json): Accepts {
  if (!isObject(operand)) {
    const refused = listOf(operand);
    return (value) => !refused.some((literal) => equals(literal)(value));
  }
  const [operator, texts] = onlyMember(operand);
  const refused = listOf(texts).map((text) => textOperator(operator, text));
  return (value) => !refused.some((is) => is(value));
}

/** Operators on text accept nothing that is not text. */
function textOperator(operator: string, operand: Json): Accepts {
  const test = textTest(operator, operand);
  return (value) => typeof value === 'string' && test(value);
}

function textTest(operator: string, operand: Json): (value: string) => boolean {
  switch (operator) {
    case 'prefix':
      return cased(operand, (value, text) => value.startsWith(text));
    case 'suffix':
      return cased(operand, (value, text) => value.endsWith(text));
    case 'equals-ignore-case':
      return cased({ [operator]: operand }, (value, text) => value === text);
    case 'wildcard': {
      const expression = wildcard(textOf(operand));
      return (value) => expression.test(value);
    }
    default:
      throw new Error(`No operator that is known here: ${operator}`);
  }
}

/** `{ "prefix": "a" }`, or `{ "prefix": { "equals-ignore-case": "a" } }`. */
function cased(operand: Json, test: (value: string, text: string) => boolean) {
  if (!isObject(operand)) {
    const text = textOf(operand);
    return (value: string) => test(value, text);
  }
  const [operator, ignoring] = onlyMember(operand);
  if (operator !== 'equals-ignore-case') throw new Error(`No operator on text: ${operator}`);
  const text = textOf(ignoring).toLowerCase();
  return (value: string) => test(value.toLowerCase(), text);
}

/**
 * `*` is any text, none included; `\*` and `\\` are the characters themselves. No two stars may stand side by side, and a
 * backslash before anything else is refused.
 */
function wildcard(text: string): RegExp {
  if (!/^(?:[^\\]|\\[\\*])*$/s.test(text)) throw new Error(`A stray backslash: ${text}`);
  const parts = text.match(/\\.|[^\\]/gs) ?? [];
  if (parts.some((part, at) => part === '*' && parts[at + 1] === '*')) {
    throw new Error(`Two wildcards side by side: ${text}`);
  }
  const source = parts.map((part) => (part === '*' ? '.*' : literally(part.at(-1) ?? '')));
  return new RegExp(`^${source.join('')}$`, 's');
}

function literally(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|]/, '\\$&');
}

function listOf(operand: Json): readonly Json[] {
  const list = Array.isArray(operand) ? operand : [operand];
  if (list.length === 0) throw new Error('An empty list');
  return list;
}

function textOf(operand: Json): string {
  if (typeof operand === 'string' && operand !== '') return operand;
  throw new Error(`No text: ${JSON.stringify(operand)}`);
}

function onlyMember(operator: { readonly [key: string]: Json }): readonly [string, Json] {
  const [member, ...more] = Object.entries(operator);
  if (member === undefined || more.length > 0) {
    throw new Error(`Not one operator: ${JSON.stringify(operator)}`);
  }
  return member;
}
