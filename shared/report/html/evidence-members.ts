import type { Json } from '../../model/json.ts';

/** Null where the value has no such member. */
export function memberOf(value: Json, key: string): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return Object.entries(value).find(([name]) => name === key)?.[1] ?? null;
}

export function textIn(value: Json, key: string): string | undefined {
  const member = memberOf(value, key);
  return typeof member === 'string' ? member : undefined;
}

export function listIn(value: Json, key: string): readonly Json[] {
  const member = memberOf(value, key);
  return Array.isArray(member) ? member : [];
}

export function textsIn(value: Json, key: string): readonly string[] {
  return listIn(value, key).filter((item) => typeof item === 'string');
}
