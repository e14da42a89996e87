import * as z from 'zod/mini';
import { jsonRefusal } from './json-refusal.ts';
import type { Parsed } from './parsed.ts';

/** Parses a document; `at` is where it stands, as in `cluster.resourcesVpcConfig`, and may be empty. */
export function parseWith<T>(schema: z.ZodMiniType<T>, json: unknown, at = ''): Parsed<T> {
  const refusal = jsonRefusal(json);
  if (refusal !== undefined) return { error: at === '' ? refusal : `${at}: ${refusal}` };
  return parsePart(schema, json, at);
}

/** The same of a part of a document that was not refused. */
export function parsePart<T>(schema: z.ZodMiniType<T>, json: unknown, at: string): Parsed<T> {
  // Our own words, because the library's depend on which locale another import has configured.
  const result = z.safeParse(schema, json, { error: expectation });
  return result.success
    ? { ok: result.data }
    : { error: describe(tellingOf(result.error.issues), at) };
}

/** Milliseconds since the epoch, from ISO text (SDK, CLI v2) or seconds since the epoch (CLI v1). */
export function time(): z.ZodMiniType<number> {
  return z.pipe(
    z.unknown(),
    z.transform((value, context) => {
      const milliseconds = millisecondsOf(value);
      if (Math.abs(milliseconds) <= latestTime) return milliseconds;
      context.issues.push({ code: 'custom', message: 'expected a time', input: value });
      return z.NEVER;
    }),
  );
}

/** Leaves out members that were not given, so that "not given" has one form. */
export function given<T extends object>(members: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const entries = Object.entries(members).filter(([, value]) => value != null);
  return Object.fromEntries(entries) as { [K in keyof T]?: NonNullable<T[K]> };
}

/** The last instant that a Date can hold. */
const latestTime = 8_640_000_000_000_000;

const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

function millisecondsOf(value: unknown): number {
  // Plus zero, because a store would give -0 back as 0, which is another fact.
  if (typeof value === 'number') return Math.round(value * 1000) + 0;
  return typeof value === 'string' && isoTime.test(value) ? Date.parse(value) : Number.NaN;
}

function expectation(issue: z.core.$ZodRawIssue): string {
  if (issue.code === 'invalid_type') return `expected ${issue.expected}`;
  if (issue.code === 'unrecognized_keys') return `unknown member ${JSON.stringify(issue.keys[0])}`;
  return 'not understood';
}

/** A name that we do not know is why the one that we know is missing. */
function tellingOf(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue | undefined {
  return issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
}

function describe(issue: z.core.$ZodIssue | undefined, at: string): string {
  const path = (issue?.path ?? []).reduce<string>(join, at);
  const inside = issue?.code === 'invalid_union' ? insideOf(issue.errors) : undefined;
  if (inside !== undefined) return describe(inside, path);
  return path === '' ? `${issue?.message}` : `${path}: ${issue?.message}`;
}

/** What is wrong inside a value that has the shape of one option of a union, and of no other. */
function insideOf(options: readonly (readonly z.core.$ZodIssue[])[]): z.core.$ZodIssue | undefined {
  const inside = options.map(tellingOf).filter((issue) => issue !== undefined && !isShape(issue));
  return inside.length === 1 ? inside[0] : undefined;
}

function isShape({ code, path }: z.core.$ZodIssue): boolean {
  return path.length === 0 && ['invalid_type', 'invalid_value', 'invalid_union'].includes(code);
}

function join(path: string, step: PropertyKey): string {
  if (typeof step === 'number') return `${path}[${step}]`;
  if (!/^[A-Za-z]\w*$/.test(String(step))) return `${path}[${JSON.stringify(step)}]`;
  return path === '' ? String(step) : `${path}.${String(step)}`;
}
