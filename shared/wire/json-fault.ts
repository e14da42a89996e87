import type { Json } from '../model/json.ts';

/** Where a text stops being JSON, both counted from 1, and what was expected there. */
export interface JsonFault {
  readonly error: string;
  readonly line: number;
  /** In UTF-16 units, as editors count. */
  readonly column: number;
}

/**
 * `JSON.parse` with a place for every error: the engine's own message names one only sometimes, and in
 * words that differ from version to version. A leading byte order mark is ignored.
 */
export function parseJson(text: string): { readonly ok: Json } | JsonFault {
  const json = text.startsWith('\uFEFF') ? text.slice(1) : text;
  try {
    return { ok: JSON.parse(json) as Json };
  } catch {
    return locate(json, findFault(json));
  }
}

/**
 * Where JSON has a name for the second time in one object, of which `JSON.parse` keeps only the last;
 * undefined for a text without, or with an earlier fault.
 */
export function findDuplicateName(text: string): JsonFault | undefined {
  const json = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const fault = findFault(json, []);
  return fault.duplicate === true ? locate(json, fault) : undefined;
}

interface Fault {
  readonly at: number;
  readonly error: string;
  readonly duplicate?: true;
}

/** Where the scanner is: the next offset, the brackets still open, and what may come next. */
interface Scan {
  readonly text: string;
  at: number;
  readonly open: string[];
  want: Want;
  /** The names so far of every open bracket, where they have to differ. */
  readonly names?: Set<string>[];
}

type Want = 'value' | 'element or end' | 'name' | 'name or end' | 'colon' | 'next' | 'nothing';

/** Up to the first fault, which is the end of a text without any. Keeps its own stack: nesting costs no calls. */
function findFault(text: string, names?: Set<string>[]): Fault {
  const scan: Scan = { text, at: 0, open: [], want: 'value', ...(names && { names }) };
  for (;;) {
    scan.at = skip(/[ \t\r\n]*/y, scan);
    if (scan.at >= text.length) return tooEarly(scan.at);
    const fault = steps[scan.want](scan, text.charAt(scan.at));
    if (fault !== undefined) return fault;
  }
}

function tooEarly(at: number): Fault {
  return { at, error: 'the text ends too early' };
}

type Step = (scan: Scan, next: string) => Fault | undefined;

const steps: Readonly<Record<Want, Step>> = {
  value: (scan, next) => scanValue(scan, next),
  'element or end': (scan, next) => (next === ']' ? close(scan) : scanValue(scan, next)),
  name: (scan, next) => scanName(scan, next),
  'name or end': (scan, next) => (next === '}' ? close(scan) : scanName(scan, next)),
  colon: (scan, next) => (next === ':' ? advance(scan, 'value') : expected(scan, '":"')),
  next: (scan, next) => {
    const end = scan.open.at(-1);
    if (next === end) return close(scan);
    if (next !== ',') return expected(scan, `"," or "${end}"`);
    return advance(scan, end === ']' ? 'value' : 'name');
  },
  nothing: (scan) => expected(scan, 'nothing more'),
};

function scanValue(scan: Scan, next: string): Fault | undefined {
  if (next === '[') return open(scan, ']', 'element or end');
  if (next === '{') return open(scan, '}', 'name or end');
  if (next === '"') return scanString(scan) ?? afterValue(scan);
  const end = skip(/-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y, scan);
  if (end === scan.at) return expected(scan, 'a value');
  scan.at = end;
  return afterValue(scan);
}

function scanName(scan: Scan, next: string): Fault | undefined {
  if (next !== '"') return expected(scan, 'a name in double quotes');
  const { at } = scan;
  const fault = scanString(scan) ?? repeated(scan, at);
  scan.want = 'colon';
  return fault;
}

/** Whether the name that has just been read, from this place on, was there before. */
function repeated({ text, at, names }: Scan, from: number): Fault | undefined {
  const before = names?.at(-1);
  if (before === undefined) return undefined;
  const name = JSON.parse(text.slice(from, at)) as string;
  if (before.has(name)) {
    return { at: from, error: `a second ${JSON.stringify(name)} in one object`, duplicate: true };
  }
  before.add(name);
  return undefined;
}

/** Goes piece by piece, because one expression over ten million characters exhausts the engine's stack. */
function scanString(scan: Scan): Fault | undefined {
  scan.at += 1;
  for (;;) {
    scan.at = skip(/[ !#-[\]-\uFFFF]*/y, scan);
    if (scan.at >= scan.text.length) return tooEarly(scan.at);
    if (scan.text.charAt(scan.at) === '"') return advance(scan, scan.want);
    const escaped = skip(/\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y, scan);
    if (escaped === scan.at) return expected(scan, 'an escape sequence or the closing quote');
    scan.at = escaped;
  }
}

function open(scan: Scan, end: string, want: Want): undefined {
  scan.open.push(end);
  scan.names?.push(new Set());
  return advance(scan, want);
}

function close(scan: Scan): undefined {
  scan.open.pop();
  scan.names?.pop();
  scan.at += 1;
  return afterValue(scan);
}

function afterValue(scan: Scan): undefined {
  scan.want = scan.open.length === 0 ? 'nothing' : 'next';
}

function advance(scan: Scan, want: Want): undefined {
  scan.at += 1;
  scan.want = want;
}

function expected(scan: Scan, what: string): Fault {
  return { at: scan.at, error: `expected ${what}` };
}

function skip(pattern: RegExp, { text, at }: Scan): number {
  pattern.lastIndex = at;
  return at + (pattern.exec(text)?.[0].length ?? 0);
}

function locate(text: string, { at, error }: Fault): JsonFault {
  const before = text.slice(0, at);
  const line = before.split('\n').length;
  return { error, line, column: at - before.lastIndexOf('\n') };
}
