import { isObject, type Json } from '../../shared/model/json.ts';
import { type Accepts, accepts } from './event-bridge-operators.ts';

type JsonObject = { readonly [key: string]: Json };

/**
 * Whether a rule of EventBridge with this pattern matches this event. Written from the documentation and from the description of
 * the library that EventBridge runs on. Throws for a pattern that EventBridge would refuse, or that we do not understand; numbers
 * are compared as numbers, whereas EventBridge compares how they are written.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern.html, https://github.com/aws/event-ruler
 */
export function matchesPattern(pattern: Json, event: Json): boolean {
  if (!isObject(pattern)) throw new Error('A pattern is an object');
  const fields = [...fieldsOf(event, [], [])];
  return alternativesOf(pattern, []).some((conditions) => allHold(conditions, fields));
}

/** What a pattern says of one path: each of the operators that it lists will do. */
interface Condition {
  /** Names joined, as EventBridge does: `detail.state` is the same path whether it is one name or two. */
  readonly path: string;
  readonly accepts: readonly Accepts[];
  /** `{ "exists": false }` is among them. */
  readonly absent: boolean;
}

/** A pattern as lists of conditions: of one list all have to hold. `$or` makes more than one. */
function alternativesOf(pattern: JsonObject, path: readonly string[]): readonly Condition[][] {
  const members = Object.entries(pattern);
  if (members.length === 0) throw new Error(`An empty object at ${path.join('.') || 'the top'}`);
  return members
    .map(([name, of]) => (name === '$or' ? anyOf(of, path) : memberOf(of, [...path, name])))
    .reduce((left, right) => left.flatMap((one) => right.map((other) => [...one, ...other])));
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html#eb-filtering-complex-example-or */
function anyOf(alternatives: Json, path: readonly string[]): readonly Condition[][] {
  if (!Array.isArray(alternatives) || alternatives.length < 2 || !alternatives.every(isObject)) {
    throw new Error('$or takes at least two objects');
  }
  return alternatives.flatMap((alternative) => alternativesOf(alternative, path));
}

function memberOf(of: Json, path: readonly string[]): readonly Condition[][] {
  if (isObject(of)) return alternativesOf(of, path);
  if (!Array.isArray(of) || of.length === 0) {
    throw new Error(`No list of values at ${path.join('.')}`);
  }
  return [[conditionOf(of, path.join('.'))]];
}

function conditionOf(values: readonly Json[], path: string): Condition {
  const others = values.filter((value) => !asksFor(value, true) && !asksFor(value, false));
  return {
    path,
    accepts: [
      ...others.map(accepts),
      ...(values.some((value) => asksFor(value, true)) ? [() => true] : []),
    ],
    absent: values.some((value) => asksFor(value, false)),
  };
}

function asksFor(value: Json, existence: boolean): boolean {
  return isObject(value) && Object.keys(value).join() === 'exists' && value['exists'] === existence;
}

/** A value of an event that is neither list nor object. What holds no such value is not there, for a pattern. */
interface Field {
  readonly path: string;
  readonly value: Json;
  /** Which element of which list it is in or is. */
  readonly elements: readonly Element[];
}

interface Element {
  /** Where the list is in the event, elements included. */
  readonly list: string;
  readonly index: number;
}

function* fieldsOf(
  value: Json,
  path: readonly (string | number)[],
  elements: readonly Element[],
): Iterable<Field> {
  if (Array.isArray(value)) {
    const list = JSON.stringify(path);
    for (const [index, item] of value.entries()) {
      yield* fieldsOf(item, [...path, index], [...elements, { list, index }]);
    }
  } else if (isObject(value)) {
    for (const [name, of] of Object.entries(value)) yield* fieldsOf(of, [...path, name], elements);
  } else {
    yield { path: path.filter((part) => typeof part === 'string').join('.'), value, elements };
  }
}

/** Holds by fields that are not in different elements of one list: Anna Smith and Peter Jones are no Anna Jones. */
function allHold(
  [condition, ...others]: readonly Condition[],
  fields: readonly Field[],
  chosen: readonly Element[] = [],
): boolean {
  if (condition === undefined) return true;
  const there = fields.filter(({ path }) => path === condition.path);
  if (there.length === 0) return condition.absent && allHold(others, fields, chosen);
  return there
    .filter(({ value }) => condition.accepts.some((is) => is(value)))
    .filter(({ elements }) => elements.every((element) => agrees(element, chosen)))
    .some(({ elements }) => allHold(others, fields, [...chosen, ...elements]));
}

function agrees({ list, index }: Element, chosen: readonly Element[]): boolean {
  return chosen.every((other) => other.list !== list || other.index === index);
}
