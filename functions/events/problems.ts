import type * as z from 'zod/mini';

/** Everything that is wrong with a record, and where, as one line. */
export function problemsIn(error: z.core.$ZodError): string {
  return error.issues
    .map(({ path, message }) => `${path.join('.') || 'the record'}: ${message}`)
    .join('; ');
}
