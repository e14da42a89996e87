import type * as z from 'zod/mini';
import { field } from './fields.ts';

/** A day that exists, YYYY-MM-DD. */
export function day(): z.ZodMiniType<string> {
  return field('a day as YYYY-MM-DD', (value) =>
    typeof value === 'string' && isDay(value) ? value : undefined,
  );
}

export function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && momentOf(text) !== undefined;
}

/** How many days, 1 to 365. */
export function days(): z.ZodMiniType<number> {
  return field('a number of days, 1 to 365', (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 365
      ? value
      : undefined,
  );
}

/** A moment in UTC, in milliseconds since the epoch, which it accepts too, so that a config may be kept as JSON. */
export function instant(): z.ZodMiniType<number> {
  return field('a moment in UTC such as 2026-12-01T22:00Z', (value) => {
    if (typeof value === 'number') return Number.isSafeInteger(value) ? value : undefined;
    return typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?Z$/.test(value)
      ? momentOf(value)
      : undefined;
  });
}

/** Undefined where no calendar has it: February 30 is carried over into March, and so gives itself away. */
function momentOf(text: string): number | undefined {
  const at = Date.parse(text);
  if (Number.isNaN(at)) return undefined;
  return new Date(at).toISOString().startsWith(text.replace(/Z$/, '')) ? at : undefined;
}
