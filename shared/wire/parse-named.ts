import * as z from 'zod/mini';
import type { Parsed } from './parsed.ts';
import { parseWith } from './schema.ts';

/** Believes nothing of a document of IAM before its `Arn` says that it is the item's own. */
export function parseNamed<T>(schema: z.ZodMiniType<T>, json: unknown, item: string): Parsed<T> {
  const named = parseWith(namedSchema, json);
  if ('error' in named) return named;
  return named.ok.Arn === item ? parseWith(schema, json) : { error: `Arn: expected ${item}` };
}

const namedSchema = z.object({ Arn: z.string() });
