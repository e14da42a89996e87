import type { Json } from '../model/json.ts';
import { type ElementShape, elementShapes, memberOf, nameOfElement } from './element-shape.ts';

export type ListingKind = 'accessEntries' | 'trails' | 'iam';

/** The elements of an array file by name, and what is wrong with the file as a list. */
export interface FileElements {
  readonly shape: ElementShape;
  /** More than one where a name is used twice. */
  readonly byName: ReadonlyMap<string, readonly Json[]>;
  /** Each begins with the place inside the file, as in `[3].accessEntry.principalArn: expected string`. */
  readonly faults: readonly string[];
}

export function fileElements(kind: ListingKind, json: Json): FileElements {
  const shape: ElementShape = elementShapes[kind];
  const placed = arraysOf(kind, json).flatMap((array) => placedElements(shape, array));
  const byName = new Map<string, Json[]>();
  for (const { name, element } of placed) {
    if (name !== undefined) byName.set(name, [...(byName.get(name) ?? []), element]);
  }
  const faults = placed.flatMap(({ fault }) => fault ?? []);
  const truncated = isTruncated(json) ? [': the list has more pages than this'] : [];
  return { shape, byName, faults: [...faults, ...truncated] };
}

interface PlacedElement {
  readonly element: Json;
  readonly name?: string;
  /** Why it has no name, or is no element at all. */
  readonly fault?: string;
}

function placedElements(
  shape: ElementShape,
  { at, elements = null }: FileArray,
): readonly PlacedElement[] {
  if (!Array.isArray(elements)) return [{ element: elements, fault: `${at}: expected array` }];
  const namePath = ['', ...shape.parts.slice(0, 1), shape.name].join('.');
  return elements.map((element: Json, index) => {
    const name = nameOfElement(shape, element);
    return name === undefined
      ? { element, fault: `${at}[${index}]${namePath}: expected string` }
      : { element, name };
  });
}

interface FileArray {
  /** Where it stands in the file: empty for the file itself. */
  readonly at: string;
  readonly elements: Json | undefined;
}

function arraysOf(kind: ListingKind, json: Json): readonly FileArray[] {
  if (kind !== 'iam') return [{ at: '', elements: json }];
  return ['RoleDetailList', 'UserDetailList'].map((name) => ({
    at: `.${name}`,
    elements: memberOf(json, name),
  }));
}

/**
 * Whether a list answer says that more would follow: IAM and EKS in their words, and the CLI when told to stop early.
 * https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-pagination.html
 */
export function isTruncated(json: Json): boolean {
  if (memberOf(json, 'IsTruncated') === true) return true;
  return ['nextToken', 'NextToken'].some((name) => typeof memberOf(json, name) === 'string');
}
