import {
  type CollectionTag,
  type Document,
  isAlias,
  isScalar,
  isSeq,
  parseAllDocuments,
  type ScalarTag,
} from 'yaml';
import type { AwsAuthFault, AwsAuthMappings, AwsAuthRole, AwsAuthUser } from '../model/aws-auth.ts';
import { type ReadEntry, readRoleEntry, readUserEntry } from './aws-auth-entry.ts';

/**
 * Reads aws-auth as aws-iam-authenticator does: keys of the ConfigMap by their exact case, keys of an entry by any; a text
 * that is no YAML loses its whole key and leaves the other keys alone; a value of another type loses itself.
 * https://github.com/kubernetes-sigs/aws-iam-authenticator/blob/master/pkg/mapper/configmap/configmap.go
 */
export function readAwsAuthMappings(data: Readonly<Record<string, string>>): AwsAuthMappings {
  const roles = readEntries<AwsAuthRole>(data, 'mapRoles', readRoleEntry);
  const users = readEntries<AwsAuthUser>(data, 'mapUsers', readUserEntry);
  const accounts = readAccounts(data);
  return {
    roles: roles.entries,
    users: users.entries,
    accounts: accounts.entries,
    faults: [...misspelt(data), ...roles.faults, ...users.faults, ...accounts.faults],
  };
}

const keys = ['mapRoles', 'mapUsers', 'mapAccounts'];

function misspelt(data: Readonly<Record<string, string>>): readonly AwsAuthFault[] {
  return Object.keys(data).flatMap((key) => {
    const meant = keys.find((each) => each !== key && each.toLowerCase() === key.toLowerCase());
    return meant === undefined ? [] : [{ key, message: `nobody reads it: the key is ${meant}` }];
  });
}

interface Entries<T> {
  readonly entries: readonly T[];
  readonly faults: readonly AwsAuthFault[];
}

function readEntries<T>(
  data: Readonly<Record<string, string>>,
  key: string,
  readEntry: (json: unknown, place: number) => ReadEntry<T>,
): Entries<T> {
  return readList(data, key, (document) => {
    const json: unknown = document.toJS();
    if (json == null) return [];
    return Array.isArray(json) ? json.map(readEntry) : undefined;
  });
}

/** Account ids are taken as they are written, so that one without quotes keeps its leading zeros. */
function readAccounts(data: Readonly<Record<string, string>>): Entries<string> {
  return readList(data, 'mapAccounts', (document) => {
    const { contents } = document;
    if (contents === null || (isScalar(contents) && contents.value === null)) return [];
    return isSeq(contents) ? contents.items.map((item) => readAccount(item, document)) : undefined;
  });
}

function readAccount(item: unknown, document: Document): ReadEntry<string> {
  const node = isAlias(item) ? item.resolve(document) : item;
  return isScalar(node)
    ? { entry: String(node.source), faults: [] }
    : { faults: ['it is not an account id'] };
}

/** `read` answers undefined for what is not a list. */
function readList<T>(
  data: Readonly<Record<string, string>>,
  key: string,
  read: (document: Document) => readonly ReadEntry<T>[] | undefined,
): Entries<T> {
  const all = whole(data[key] ?? '', read);
  if ('fault' in all) return { entries: [], faults: [{ key, message: all.fault }] };
  return {
    entries: all.read.flatMap(({ entry }) => (entry === undefined ? [] : [entry])),
    faults: all.read.flatMap(({ faults }, place) =>
      faults.map((message) => ({ key, place, message })),
    ),
  };
}

type Whole<T> = { readonly read: readonly ReadEntry<T>[] } | { readonly fault: string };

function whole<T>(
  text: string,
  read: (document: Document) => readonly ReadEntry<T>[] | undefined,
): Whole<T> {
  try {
    const document = firstDocument(text);
    if (document === undefined) return { read: [] };
    const [error] = document.errors;
    if (error !== undefined) return { fault: error.message };
    const entries = read(document);
    return entries === undefined ? { fault: 'it is not a list' } : { read: entries };
  } catch (error) {
    // The parser throws on what would exhaust memory or stack: aliases of aliases, bottomless nesting.
    return { fault: String(error) };
  }
}

/** YAML 1.1 without its times, as go-yaml has it: the first document counts, and of a key that comes twice the last. */
function firstDocument(text: string): Document | undefined {
  const [first] = parseAllDocuments(text, {
    version: '1.1',
    uniqueKeys: false,
    prettyErrors: false,
    customTags: (tags) => tags.filter((tag) => typeof tag !== 'object' || !isTime(tag)),
  });
  return first;
}

function isTime({ tag, format }: ScalarTag | CollectionTag): boolean {
  return format === 'TIME' || tag === 'tag:yaml.org,2002:timestamp';
}
