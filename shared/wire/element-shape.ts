import type { Json } from '../model/json.ts';

/** How one element of an array file is made up. */
export interface ElementShape {
  /** The member that names the element: of its first part, or of itself where it has no parts. */
  readonly name: string;
  /** Members that calls of their own answer; none where one call answers the whole element. */
  readonly parts: readonly string[];
}

export const elementShapes = {
  iam: { name: 'Arn', parts: [] },
  trails: { name: 'TrailARN', parts: ['trail', 'status', 'eventSelectors'] },
  accessEntries: { name: 'principalArn', parts: ['accessEntry', 'associatedAccessPolicies'] },
} as const satisfies Readonly<Record<string, ElementShape>>;

/** What the element says it is: a principal ARN, a role ARN, a trail ARN. Undefined when it does not say. */
export function nameOfElement({ name, parts }: ElementShape, element: Json): string | undefined {
  const [own] = parts;
  const text = memberOf(own === undefined ? element : memberOf(element, own), name);
  return typeof text === 'string' ? text : undefined;
}

/** Undefined where there is no such member, and for what is not an object. */
export function memberOf(json: Json | undefined, name: string): Json | undefined {
  return isObject(json) && Object.hasOwn(json, name) ? json[name] : undefined;
}

function isObject(json: Json | undefined): json is { readonly [key: string]: Json } {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
