import { isObject, type Json, memberOf } from '../model/json.ts';
import { nameOfElement } from './element.ts';
import type { FindingPlace, LocatedFinding } from './finding-place.ts';
import { type JsonElement, jsonElements } from './json-elements.ts';
import { contentOf, readSnapshotPath } from './snapshot-path.ts';

/** A finding and where it is to be looked for. */
export interface Placed {
  readonly finding: LocatedFinding;
  readonly place: FindingPlace;
}

/**
 * The lines of one file that findings are about, by their ids and counted from 1: where something stands that the finding
 * gives as evidence, or else where its subject is named, or else where that begins. The first line for what the file does not
 * have. `text` is JSON.
 */
export function findingLines(
  path: string,
  text: string,
  placed: readonly Placed[],
): ReadonlyMap<string, number> {
  const asked = new Set(placed.flatMap(({ place }) => place.item ?? []));
  const elements = asked.size === 0 ? new Map() : elementsNamed(path, text, asked);
  const offsets = placed.map((one) => {
    const { item } = one.place;
    const element = item === undefined ? { from: 0, to: text.length } : elements.get(item);
    const offset = element === undefined ? 0 : offsetIn(text, element, one);
    return { id: one.finding.id, offset };
  });
  return linesAt(text, offsets);
}

/** Goes through the text once, since many findings are about one file. */
function linesAt(
  text: string,
  offsets: readonly { readonly id: string; readonly offset: number }[],
): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  let line = 1;
  let next = text.indexOf('\n');
  for (const { id, offset } of offsets.toSorted((a, b) => a.offset - b.offset)) {
    for (; next !== -1 && next < offset; next = text.indexOf('\n', next + 1)) line += 1;
    lines.set(id, line);
  }
  return lines;
}

function elementsNamed(
  path: string,
  text: string,
  asked: ReadonlySet<string>,
): Map<string, JsonElement> {
  const nameOf = namingOf(path);
  const named = new Map<string, JsonElement>();
  for (const element of jsonElements(text)) {
    const name = nameOf(JSON.parse(text.slice(element.from, element.to)));
    if (name !== undefined && asked.has(name) && !named.has(name)) named.set(name, element);
  }
  return named;
}

function namingOf(path: string): (element: Json) => string | undefined {
  const file = readSnapshotPath(path);
  const content = file && contentOf(file);
  if (content?.holds === 'elements') return (element) => nameOfElement(content, element);
  return objectName;
}

function objectName(object: Json): string | undefined {
  const metadata = memberOf(object, 'metadata');
  const name = memberOf(metadata, 'name');
  const namespace = memberOf(metadata, 'namespace');
  if (typeof name !== 'string') return undefined;
  return typeof namespace === 'string' ? `${namespace}/${name}` : name;
}

function offsetIn(text: string, { from, to }: JsonElement, placed: Placed): number {
  const element = text.slice(from, to);
  for (const mark of marksOf(placed)) {
    const at = element.search(mark);
    if (at !== -1) return from + at;
  }
  return from;
}

/** What to look for in the text of an element, the most telling first. */
function marksOf({ finding, place }: Placed): readonly RegExp[] {
  const { evidence, resource, subject } = finding;
  const { item = resource.id } = place;
  const [, sid] = /#(.+)$/.exec(subject) ?? [];
  const names: readonly Json[] = [item, ...item.split('/'), ...resource.type.split('::')];
  const told = Object.entries(evidence).filter(
    ([, value]) => typeof value !== 'object' && !names.includes(value),
  );
  return [
    ...(sid === undefined ? [] : [member('Sid', sid)]),
    ...textsIn(evidence, 'Sid').map((value) => member('Sid', value)),
    ...textsIn(evidence, 'policy').map(policyMark),
    ...told.map(([name, value]) => member(name, value)),
    namedAs([item, item.replace(/^.*\//s, '')]),
  ];
}

/** Where a name or an ARN of its own is one of these: labels and references may be the same text. */
function namedAs(names: readonly string[]): RegExp {
  const own = '"(?:\\w*(?:[Nn]ame|[Aa]rn)|serviceAccount)"';
  return new RegExp(`${own}\\s*:\\s*(?:${names.map(literal).join('|')})`);
}

/** Evidence says of a statement that it is of `trust policy`, of `inline NAME` or of the policy with an ARN. */
function policyMark(policy: string): RegExp {
  if (policy === 'trust policy') return /"AssumeRolePolicyDocument"/;
  const [, inline] = /^inline (.+)$/.exec(policy) ?? [];
  return inline === undefined ? member('PolicyArn', policy) : member('PolicyName', inline);
}

/** The texts that members of this name have, however deep. */
function textsIn(json: Json, name: string): readonly string[] {
  const text = memberOf(json, name);
  const inside = Array.isArray(json) ? json : isObject(json) ? Object.values(json) : [];
  return [
    ...(typeof text === 'string' ? [text] : []),
    ...inside.flatMap((value) => textsIn(value, name)),
  ];
}

function member(name: string, value: Json): RegExp {
  return new RegExp(`${literal(name)}\\s*:\\s*${literal(value)}`);
}

function literal(value: Json): string {
  return JSON.stringify(value).replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
