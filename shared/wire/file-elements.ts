import type { Json } from '../model/json.ts';
import { isObject, memberOf, nameOfElement, namePathOf } from './element.ts';
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
  const truncated = isTruncated(json) ? [truncation] : [];
  const byName = new Map<string, Json[]>();
  const lists = content.lists.map((list): ListElements => {
    const { array, at } = arrayOf(list, json);
    if (!Array.isArray(array)) return withoutArray(list, array, at, truncated);
    const placed = placedElements(content, list, array, at);
    for (const { name, element } of placed) {
      if (name !== undefined) byName.set(name, [...(byName.get(name) ?? []), element]);
    }
    const names = placed.flatMap(({ name }) => name ?? []);
    const faults = [...placed.flatMap(({ fault }) => fault ?? []), ...truncated];
    return { list, names, missing: false, faults };
  });
  return { lists, byName };
}

/** What is said of a list of which more would follow. */
const truncation = ': the list has more pages than this';

interface PlacedElement {
  readonly element: Json;
  readonly name?: string;
  /** Why it has no name, or not one that belongs there. */
  readonly fault?: string;
}

function arrayOf({ member }: ItemList, json: Json) {
  if (member === undefined) return { array: json, at: '' };
  if (!isObject(json)) return { array: json, at: '' };
  return { array: memberOf(json, member), at: `.${member}` };
}

function withoutArray(
  list: ItemList,
  array: Json | undefined,
  at: string,
  truncated: readonly string[],
): ListElements {
  const missing = array === undefined;
  const expected = list.member !== undefined && at === '' ? 'object' : 'array';
  const faults = missing ? truncated : [`${at}: expected ${expected}`, ...truncated];
  return { list, names: [], missing, faults };
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
