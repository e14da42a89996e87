/**
 * Milliseconds of a date as W3C's profile of ISO 8601 writes it, or as seconds since 1970. Four digits alone could be
 * either, so they are neither.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Date
 * https://www.w3.org/TR/NOTE-datetime
 */
export function dateOf(text: string): number | undefined {
  if (/^-?(\d{1,3}|\d{5,15})(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const match = w3c.exec(text);
  if (match === null) return undefined;
  const [, month, day = '01', time = ''] = match;
  const date = `${month}-${day}`;
  const at = Date.parse(`${date}${time}`);
  return isDay(date) && !Number.isNaN(at) ? at : undefined;
}

const w3c = /^(\d{4}-\d\d)(?:-(\d\d)(T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?)?$/;

/** Date.parse takes 31 February for 3 March. */
function isDay(date: string): boolean {
  const at = Date.parse(date);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(date);
}
