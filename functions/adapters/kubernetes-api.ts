import { setTimeout } from 'node:timers/promises';
import { isObject, type Json, memberOf } from '../../shared/model/json.ts';
import { KubernetesFailure, orFailure } from './kubernetes-failure.ts';
import type { KubernetesConnection } from './kubernetes-request.ts';

export interface KubernetesApiOptions {
  readonly connection: KubernetesConnection;
  /** Made anew at each call. */
  readonly token: () => Promise<string>;
  /** Says when there is no more time for this cluster. */
  readonly signal: AbortSignal;
  /** Waits so many milliseconds. */
  readonly pause?: (milliseconds: number) => Promise<unknown>;
}

/** The API server of one cluster, of which we only read. */
export interface KubernetesApi {
  /** Throws a KubernetesFailure once waiting will not help. */
  get(path: string): Promise<Json>;
  /** A list page by page, from the beginning again when it has expired under way: whoever takes them forgets those before. */
  pages(path: string): AsyncGenerator<ListPage>;
}

export type KubernetesObject = Readonly<Record<string, Json>>;

export interface ListPage {
  /** The first of the list. */
  readonly isFirst: boolean;
  readonly kind: string;
  readonly apiVersion: string;
  readonly items: readonly KubernetesObject[];
}

/** Items a page, as kubectl asks for. https://kubernetes.io/docs/reference/using-api/api-concepts/#retrieving-large-results-sets-in-chunks */
const limit = 500;
const attempts = 4;
/** The longest that a server may have us wait, in milliseconds. */
const longestPause = 10_000;

export function kubernetesApi(options: KubernetesApiOptions): KubernetesApi {
  const authorized = authorizedGet(options);
  const get = (path: string) => insist(() => authorized(path), options);
  return { get, pages: (path) => wholeList(get, path) };
}

/** Tries again after growing pauses while waiting may help and time is left. */
async function insist(
  attempt: () => Promise<Json>,
  { signal, pause = setTimeout }: KubernetesApiOptions,
): Promise<Json> {
  for (let tried = 1; ; tried += 1) {
    const got = await orFailure(attempt());
    if (!(got instanceof KubernetesFailure)) return got;
    if (signal.aborted) throw new KubernetesFailure('unreachable', reasonOf(signal.reason));
    if (got.kind !== 'busy' || tried === attempts) throw got;
    await pause(pauseAfter(tried, got.retryAfter));
  }
}

async function* wholeList(get: KubernetesApi['get'], path: string): AsyncGenerator<ListPage> {
  try {
    yield* everyPage(get, path);
  } catch (error) {
    if (!(error instanceof KubernetesFailure && error.kind === 'expired')) throw error;
    yield* everyPage(get, path);
  }
}

/** A token that was good may have run out: a new one tells. */
function authorizedGet({ connection, token: make, signal }: KubernetesApiOptions) {
  let token: Promise<string> | undefined;
  const attempt = async (path: string): Promise<Json> => {
    token ??= make();
    const made = await token.catch((cause: unknown) => {
      throw new KubernetesFailure('unreachable', `no token: ${reasonOf(cause)}`, { cause });
    });
    return await connection.get(path, made, signal);
  };
  return async (path: string): Promise<Json> => {
    const got = await orFailure(attempt(path));
    if (!(got instanceof KubernetesFailure)) return got;
    if (got.kind !== 'unauthorized') throw got;
    token = undefined;
    return await attempt(path);
  };
}

async function* everyPage(get: KubernetesApi['get'], path: string): AsyncGenerator<ListPage> {
  const url = new URL(path, 'https://cluster');
  url.searchParams.set('limit', String(limit));
  for (let isFirst = true; ; isFirst = false) {
    const { next, ...page } = readPage(await get(`${url.pathname}${url.search}`));
    yield { ...page, isFirst };
    if (next === '') return;
    if (next === url.searchParams.get('continue')) {
      throw new KubernetesFailure('other', 'malformed answer: a list that goes on with itself');
    }
    url.searchParams.set('continue', next);
  }
}

function readPage(json: Json): Omit<ListPage, 'isFirst'> & { readonly next: string } {
  const { kind, apiVersion, metadata, items } = isObject(json) ? json : {};
  const isList = typeof kind === 'string' && kind.endsWith('List');
  // Go writes an empty list as null.
  const all = items ?? [];
  if (!isList || typeof apiVersion !== 'string' || !Array.isArray(all) || !all.every(isObject)) {
    throw new KubernetesFailure('other', 'malformed answer: not a list of objects');
  }
  const next = memberOf(metadata, 'continue');
  return { kind, apiVersion, items: all, next: typeof next === 'string' ? next : '' };
}

/** Longer each time and not all at once, but as long as the server asks. */
function pauseAfter(tried: number, retryAfter: number | undefined): number {
  const ours = 250 * 2 ** tried * (0.5 + Math.random());
  return Math.min(longestPause, retryAfter ?? ours);
}

function reasonOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
