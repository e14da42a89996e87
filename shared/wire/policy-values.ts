import * as z from 'zod/mini';

/** Half of a surrogate pair would be another character as soon as it is stored. */
export function text() {
  return z
    .string()
    .check(z.refine((value) => value.isWellFormed(), 'has half of a surrogate pair'));
}

/** One value is a list of one; a list of none says nothing, and IAM refuses it. */
export function oneOrMore(element: z.ZodMiniType<string>) {
  const several = z.array(element).check(z.minLength(1, 'expected at least one'));
  return z.pipe(
    z.union([element, several], 'expected text or an array of texts'),
    z.transform((value): readonly string[] => (typeof value === 'string' ? [value] : value)),
  );
}

/** A number of more digits than JSON's readers keep would become another one. */
const number = z
  .number()
  .check(
    z.refine(
      (value) => !Number.isInteger(value) || Number.isSafeInteger(value),
      'has too many digits for a number without quotes',
    ),
  );

const scalar = z.union([text(), number, z.boolean()], 'expected text, number or boolean');

const values = z.pipe(
  z.union([scalar, z.array(scalar)], 'expected text, number, boolean or an array of them'),
  z.transform((value) => (Array.isArray(value) ? value : [value]).map(String)),
);

/** By operator and key; lists of no values, keys or operators are taken, as IAM takes them. */
export const conditionSchema = z.record(
  text(),
  z
    .record(text(), values)
    .check(z.refine(differInMoreThanCase, 'has one key twice, in different case')),
);

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html */
function differInMoreThanCase(keys: object): boolean {
  const names = Object.keys(keys).map((key) => key.toLowerCase());
  return new Set(names).size === names.length;
}
