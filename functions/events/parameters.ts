import { isObject, type Json } from '../../shared/model/json.ts';
import type { Parameters } from './cloud-trail-record.ts';

/**
 * A member by its name, in whatever case: CloudTrail writes the names of query APIs with a small first letter
 * (`clientIDList`), those of EC2's launch templates with a capital one.
 */
export function memberIn(of: Json | undefined, name: string): Json | undefined {
  if (!isObject(of)) return undefined;
  if (Object.hasOwn(of, name)) return of[name];
  const wanted = name.toLowerCase();
  return Object.entries(of).find(([key]) => key.toLowerCase() === wanted)?.[1];
}

/** What stands at `path`, as in `association.associationId`. */
export function at(of: Json | undefined, path: string): Json | undefined {
  return path.split('.').reduce(memberIn, of);
}

/** A text that is not empty. */
export function textAt(of: Json | undefined, path: string): string | undefined {
  const value = at(of, path);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/**
 * A text that may be part of the URI of a call, whose labels CloudTrail logs percent-encoded. What is not valid
 * encoding is taken as it stands.
 */
export function labelAt(of: Json | undefined, path: string): string | undefined {
  const text = textAt(of, path);
  return text === undefined ? undefined : decoded(text);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The texts of an array; none where it is no array. */
export function textsAt(of: Json | undefined, path: string): readonly string[] {
  const value = at(of, path);
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** Whether a call said anything of it. */
export function names(request: Parameters, member: string): boolean {
  return (memberIn(request, member) ?? null) !== null;
}
