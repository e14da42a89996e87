import { isObject, type Json } from '../../../shared/model/json.ts';
import { at, memberIn, textAt } from '../parameters.ts';

/**
 * A role, user or group of a response as IAM's own answers spell it, for the parsers of those. CloudTrail writes names with
 * a small first letter, and times as `Nov 12, 2026 9:14:05 AM`, in UTC.
 */
export function asAnswered(
  object: Json | undefined,
  kind: string,
): Readonly<Record<string, Json | undefined>> {
  const name = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
  return {
    Arn: textAt(object, 'arn'),
    [`${name}Name`]: textAt(object, `${kind}Name`),
    [`${name}Id`]: textAt(object, `${kind}Id`),
    Path: textAt(object, 'path'),
    CreateDate: isoTime(memberIn(object, 'createDate')),
    Tags: tagsIn(object).map(([Key, Value]) => ({ Key, Value })),
  };
}

/** The tags of a request or a response, each with a value, which may be empty. */
export function tagsIn(json: Json | undefined): readonly (readonly [string, string])[] {
  const tags = at(json, 'tags');
  return (Array.isArray(tags) ? tags : []).flatMap((tag: Json) => {
    const [key, value] = [memberIn(tag, 'key'), memberIn(tag, 'value')];
    return isObject(tag) && typeof key === 'string' && typeof value === 'string'
      ? [[key, value] as const]
      : [];
  });
}

/** What is no time of this form is left to the parser as it is. Newer Java puts a narrow no-break space before AM. */
function isoTime(value: Json | undefined): Json | undefined {
  if (typeof value !== 'string' || !writtenOut.test(value)) return value;
  const time = Date.parse(`${value.replace('\u202F', ' ')} UTC`);
  return Number.isNaN(time) ? value : new Date(time).toISOString();
}

const writtenOut = /^[A-Z][a-z]{2} \d{1,2}, \d{4},? \d{1,2}:\d\d:\d\d[ \u202F][AP]M$/;
