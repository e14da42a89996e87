import { isObject, type Json, memberOf } from '../model/json.ts';
import { nameOfElement, namePathOf } from './element.ts';
import type { ElementsContent, ItemList } from './file-kind.ts';
import { isTruncated } from './is-truncated.ts';

/** The elements of a file, by list and by name, and what is wrong with it. */
export interface FileElements {
  readonly lists: readonly ListElements[];
  /** More than one where a name is used twice. */
  readonly byName: ReadonlyMap<string, readonly Json[]>;
}

export interface ListElements {
  readonly list: ItemList;
  readonly names: readonly string[];
  /** The file does not have the array. */
  readonly missing: boolean;
  /** Each begins with the place inside the file, as in `[3].accessEntry.principalArn: expected string`. */
  readonly faults: readonly string[];
}

export function fileElements(content: ElementsContent, json: Json): FileElements {
  const read = content.lists.map((list) => readList(content, list, json));
  const byName = new Map<string, Json[]>();
  for (const { name, element } of read.flatMap(({ placed }) => placed)) {
    if (name !== undefined) byName.set(name, [...(byName.get(name) ?? []), element]);
  }
  return { lists: read, byName };
}

function readList(
  content: ElementsContent,
  list: ItemList,
  json: Json,
): ListElements & { readonly placed: readonly PlacedElement[] } {
  const { at, found, expected } = placeOf(list, json);
  const isArray = Array.isArray(found);
  const placed = isArray ? placedElements(content, list, found, at) : [];
  const names = placed.flatMap(({ name }) => name ?? []);
  const misplaced = isArray || found === undefined ? [] : [`${at}: expected ${expected}`];
  const truncated = isTruncated(json) ? [truncation] : [];
  const faults = [...misplaced, ...placed.flatMap(({ fault }) => fault ?? []), ...truncated];
  return { list, names, placed, missing: found === undefined, faults };
}

/** What is said of a list of which more would follow. */
const truncation = ': the list has more pages than this';

interface PlacedElement {
  readonly element: Json;
  readonly name?: string;
  /** Why it has no name, or not one that belongs there. */
  readonly fault?: string;
}

/** Where an array of elements is expected, and what is there. */
interface Place {
  readonly at: string;
  readonly found: Json | undefined;
  readonly expected: 'array' | 'object';
}

function placeOf({ member }: ItemList, json: Json): Place {
  if (member === undefined) return { at: '', found: json, expected: 'array' };
  return isObject(json)
    ? { at: `.${member}`, found: memberOf(json, member), expected: 'array' }
    : { at: '', found: null, expected: 'object' };
}

function placedElements(
  content: ElementsContent,
  list: ItemList,
  array: readonly Json[],
  at: string,
): readonly PlacedElement[] {
  return array.map((element, index) => {
    const name = nameOfElement(content, element);
    if (name !== undefined && list.has(name)) return { element, name };
    const path = `${at}[${index}].${namePathOf(content, element)}`;
    const expected = name === undefined ? 'string' : `what belongs to ${list.member}`;
    return { element, fault: `${path}: expected ${expected}` };
  });
}
