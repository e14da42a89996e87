/**
 * CloudWatch Logs' filter patterns for JSON, as far as ours use them: comparisons of texts with `*` for anything, of numbers,
 * NOT EXISTS, and both with && and || in parentheses.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function matchesPattern(
  pattern: string,
  json: unknown,
  /** Whether `!=` holds of a member that is missing, which is not documented. */
  missingDiffers: boolean,
): boolean {
  const tokens = [...pattern.matchAll(token)].map(([text]) => text);
  if (tokens.join('') !== pattern.replaceAll(' ', '').replaceAll('NOTEXISTS', 'NOT EXISTS')) {
    throw new Error(`not understood: ${pattern}`);
  }
  const reader = { tokens, json, missingDiffers };
  expectToken(reader, '{');
  const result = expression(reader);
  expectToken(reader, '}');
  if (tokens.length > 0) throw new Error(`more than one pattern: ${tokens.join(' ')}`);
  return result;
}

const token = /[{}()]|&&|\|\||\$(?:\.\w+)+|!=|<|=|NOT EXISTS|"[^"]*"|\d+/g;

interface Reader {
  readonly tokens: string[];
  readonly json: unknown;
  readonly missingDiffers: boolean;
}

/** Without parentheses one sort of operator only: no page says which binds more. */
function expression(reader: Reader): boolean {
  let result = term(reader);
  const operator = reader.tokens[0];
  while (reader.tokens[0] === '&&' || reader.tokens[0] === '||') {
    expectToken(reader, operator ?? '');
    const next = term(reader);
    result = operator === '&&' ? result && next : result || next;
  }
  return result;
}

function term(reader: Reader): boolean {
  if (reader.tokens[0] !== '(') return comparison(reader);
  expectToken(reader, '(');
  const result = expression(reader);
  expectToken(reader, ')');
  return result;
}

function comparison({ tokens, json, missingDiffers }: Reader): boolean {
  const [selector = '', operator = ''] = tokens.splice(0, 2);
  const value = selector
    .split('.')
    .slice(1)
    .reduce<unknown>((of, name) => (of as Record<string, unknown> | undefined)?.[name], json);
  if (operator === 'NOT EXISTS') return value === undefined;
  const [operand = ''] = tokens.splice(0, 1);
  if (operator === '<') return typeof value === 'number' && value < Number(operand);
  if (value === undefined) return operator === '!=' && missingDiffers;
  const isSame = typeof value === 'string' && asExpression(operand.slice(1, -1)).test(value);
  return operator === '=' ? isSame : !isSame;
}

function asExpression(text: string): RegExp {
  const parts = text.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's');
}

function expectToken({ tokens }: Reader, expected: string): void {
  const found = tokens.shift();
  if (found !== expected) throw new Error(`${expected} expected, not ${found}`);
}
