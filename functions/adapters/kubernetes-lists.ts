import { isObject, type Json, memberOf } from '../../shared/model/json.ts';
import type { Answer } from '../../shared/model/reading.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import { unreadAnswer } from './answers.ts';
import type { KubernetesApi, KubernetesObject, ListPage } from './kubernetes-api.ts';
import { tooLarge } from './kubernetes-body.ts';
import { KubernetesFailure, orFailure } from './kubernetes-failure.ts';
import {
  apiPath,
  type KubernetesResource,
  kubernetesPath,
  resourcesOf,
} from './kubernetes-resources.ts';
import { trimmed } from './kubernetes-trim.ts';
import type { AskedKubernetes } from './kubernetes-unread.ts';

/** Characters of JSON that one list may have, once trimmed. */
const largestList = 64 * 2 ** 20;

/** Every list that is asked for, one at a time. A kind of object that the server does not know has an empty one. */
export async function* readKubernetes(
  { cluster, ...asked }: AskedKubernetes,
  api: KubernetesApi,
  clock: Clock,
): AsyncGenerator<Answer> {
  const groups = await orFailure(groupsOf(api));
  let lost = groups instanceof KubernetesFailure && lasts(groups) ? groups : undefined;
  for (const resource of resourcesOf(asked)) {
    const readAt = clock();
    const read = lost ?? (await orFailure(readList(api, resource, groups)));
    yield answerFrom(kubernetesPath(cluster, resource), readAt, read);
    if (read instanceof KubernetesFailure && lasts(read)) lost = read;
  }
}

function answerFrom(path: string, readAt: number, read: Json | KubernetesFailure): Answer {
  return read instanceof KubernetesFailure
    ? unreadAnswer({ path }, readAt, told(read))
    : { path, readAt, outcome: { kind: 'document', json: read } };
}

/** Versions by API group, the preferred one first. */
type Groups = ReadonlyMap<string, readonly string[]>;

/** https://kubernetes.io/docs/concepts/overview/kubernetes-api/#discovery-api */
async function groupsOf(api: KubernetesApi): Promise<Groups> {
  const groups = memberOf(await api.get('/apis'), 'groups');
  if (!Array.isArray(groups)) {
    throw new KubernetesFailure('other', 'malformed answer: no list of API groups');
  }
  return new Map(groups.map((group) => [String(memberOf(group, 'name')), versionsOf(group)]));
}

function versionsOf(group: Json): readonly string[] {
  const versions = memberOf(group, 'versions');
  const named = [
    memberOf(memberOf(group, 'preferredVersion'), 'version'),
    ...(Array.isArray(versions) ? versions.map((version) => memberOf(version, 'version')) : []),
  ];
  return [...new Set(named.filter((version) => typeof version === 'string'))];
}

async function readList(
  api: KubernetesApi,
  resource: KubernetesResource,
  groups: Groups | KubernetesFailure,
): Promise<Json> {
  for (const version of versionsToAsk(resource, groups)) {
    const items = await itemsOf(api, resource, version);
    if (items !== undefined) return listOf(items);
  }
  return listOf([]);
}

function versionsToAsk(
  { version, group }: KubernetesResource,
  groups: Groups | KubernetesFailure,
): readonly string[] {
  if (version !== undefined) return [version];
  if (groups instanceof KubernetesFailure) throw groups;
  return groups.get(group) ?? [];
}

function listOf(items: readonly KubernetesObject[]): Json {
  return { apiVersion: 'v1', kind: 'List', items };
}

/** Undefined where the server has no such thing in this version. */
async function itemsOf(
  api: KubernetesApi,
  resource: KubernetesResource,
  version: string,
): Promise<readonly KubernetesObject[] | undefined> {
  const path = apiPath(resource, version);
  try {
    if (resource.only !== undefined && 'namespace' in resource.only) {
      const object = await api.get(path);
      if (!isObject(object)) throw new KubernetesFailure('other', 'malformed answer: no object');
      return kept([object], resource);
    }
    return await everyItem(api.pages(path), resource);
  } catch (error) {
    if (error instanceof KubernetesFailure && error.kind === 'missing') return undefined;
    throw error;
  }
}

async function everyItem(
  pages: AsyncIterable<ListPage>,
  resource: KubernetesResource,
): Promise<readonly KubernetesObject[]> {
  let items: KubernetesObject[] = [];
  let size = 0;
  for await (const page of pages) {
    if (page.isFirst) [items, size] = [[], 0];
    const kind = page.kind.replace(/List$/, '');
    const objects = kept(
      page.items.map((item) => ({ kind, apiVersion: page.apiVersion, ...item })),
      resource,
    );
    size += JSON.stringify(objects).length;
    if (size > largestList) throw tooLarge(largestList);
    items = items.concat(objects);
  }
  return items;
}

function kept(
  objects: readonly KubernetesObject[],
  { trim = (object) => object }: KubernetesResource,
): readonly KubernetesObject[] {
  return objects.map((object) => trim(trimmed(object)));
}

/** Whether it will befall all requests that follow. */
function lasts({ kind }: KubernetesFailure): boolean {
  return kind === 'unreachable' || kind === 'unauthorized';
}

function told({ kind, message }: KubernetesFailure): string {
  if (kind === 'forbidden') return `forbidden: ${message}`;
  if (kind === 'unauthorized') return `unauthorized: the cluster does not know us (${message})`;
  return message;
}
