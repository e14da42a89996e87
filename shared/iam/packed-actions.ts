import { compareText } from '../model/json.ts';

export interface ActionTable {
  /** The npm package and version. */
  readonly source: string;
  /** Of the data, as `YYYY-MM-DD`. */
  readonly date: string;
  readonly services: Readonly<Record<string, PackedService>>;
}

/** One service of the action table, packed because three thousand actions are in every Lambda's bundle. */
export interface PackedService {
  /**
   * Joined by `|`: name, ARN and indexes of keys in base 36, where `~` is `arn:{Partition}:service:{Region}:{Account}:`
   * and `{X}` is `${X}`; absent where left out.
   */
  readonly types?: string;
  /** Condition keys joined by a space, with `{X}` likewise; absent where left out. */
  readonly keys?: string;
  /** Joined by `|`, what actions have in common: initial of the access level, indexes of resource types and of keys in base 36. */
  readonly kinds: string;
  /** Joined by a space: how many characters a name shares with the one before it (base 36), the rest of it, a dot, its kind. */
  readonly names: string;
}

type AccessLevel = 'List' | 'Read' | 'Write' | 'Tagging' | 'Permissions management';

/**
 * What the Service Authorization Reference says of one action. Undefined is what the table leaves out of a
 * large service, and so unknown.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export interface ActionFacts {
  /** `service:Name`, spelled as AWS spells it. */
  readonly name: string;
  readonly accessLevel: AccessLevel;
  /** Empty: the action takes no resource, so that a statement has to say `"Resource": "*"`. */
  readonly resourceTypes: readonly string[] | undefined;
  /**
   * Of the action and of its resource types, sorted; without the global keys, and without the claims of OIDC issuers
   * such as `accounts.google.com:sub`.
   */
  readonly conditionKeys: readonly string[] | undefined;
}

export interface ServiceFacts {
  /** By `service:name` in lower case, sorted by name. */
  readonly actions: ReadonlyMap<string, ActionFacts>;
  /** By resource type. */
  readonly arns: ReadonlyMap<string, string>;
}

/** Throws when the table contradicts itself, which only a mistake in its generator can bring about. */
export function unpackService(service: string, packed: PackedService): ServiceFacts {
  const keys = packed.keys === undefined ? undefined : variables(packed.keys).split(' ');
  const types = packed.types?.split('|').map((type) => unpackType(service, type, keys ?? []));
  const kinds = packed.kinds.split('|').map((kind) => unpackKind(kind, types, keys));
  const actions = unpackNames(packed.names).map(([name, index]) => {
    const kind = kinds[index];
    if (kind === undefined) throw new Error(`${service}:${name} is of no kind`);
    return { name: `${service}:${name}`, ...kind };
  });
  return {
    arns: new Map(types?.map(({ name, arn }) => [name, arn])),
    actions: new Map(actions.map((facts) => [facts.name.toLowerCase(), facts])),
  };
}

interface ResourceType {
  readonly name: string;
  readonly arn: string;
  readonly keys: readonly string[];
}

function unpackType(service: string, packed: string, keys: readonly string[]): ResourceType {
  // A few names have spaces of their own.
  const [named, keyIndexes] = cut(packed, packed.lastIndexOf(' '));
  const [name, arn] = cut(named, named.lastIndexOf(' '));
  const prefix = `arn:{Partition}:${service}:{Region}:{Account}:`;
  return { name, arn: variables(arn.replace('~', prefix)), keys: at(keys, keyIndexes) };
}

function unpackKind(
  packed: string,
  types: readonly ResourceType[] | undefined,
  keys: readonly string[] | undefined,
): Omit<ActionFacts, 'name'> {
  const [initial, indexes] = cut(packed, packed.indexOf(' '));
  const [typeIndexes, keyIndexes] = cut(indexes, indexes.indexOf(' '));
  const accessLevel = accessLevels.find((level) => level.startsWith(initial));
  if (accessLevel === undefined) throw new Error(`no access level begins with ${initial}`);
  const resourceTypes = types && at(types, typeIndexes);
  const found = keys && [
    ...at(keys, keyIndexes),
    ...(resourceTypes ?? []).flatMap((type) => type.keys),
  ];
  return {
    accessLevel,
    resourceTypes: resourceTypes?.map(({ name }) => name),
    conditionKeys: found && [...new Set(found)].sort(compareText),
  };
}

const accessLevels = ['List', 'Read', 'Write', 'Tagging', 'Permissions management'] as const;

/** Names with the index of their kind. */
function unpackNames(packed: string): readonly (readonly [string, number])[] {
  let name = '';
  return packed.split(' ').map((member) => {
    const [rest, kind] = cut(member.slice(1), member.indexOf('.') - 1);
    name = name.slice(0, Number.parseInt(member.charAt(0), 36)) + rest;
    return [name, Number.parseInt(kind, 36)];
  });
}

function at<T>(all: readonly T[], indexes: string): readonly T[] {
  const wanted = indexes.split(',').map((index) => Number.parseInt(index, 36));
  return wanted.flatMap((index) => all.slice(index, index + 1));
}

/** What stands before a place and what stands after it. */
function cut(text: string, place: number): readonly [string, string] {
  return [text.slice(0, place), text.slice(place + 1)];
}

function variables(text: string): string {
  return text.replaceAll('{', '${');
}
