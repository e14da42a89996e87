import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { isObject, type Json, memberOf } from '../../../shared/model/json.ts';
import type { Certificates } from './certificates.ts';

/** A resource that the server knows, and its objects in one order. */
export interface ServedResource {
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly objects: readonly Json[];
}

export interface ApiServer {
  /** `https://localhost:<port>`. */
  readonly endpoint: string;
  readonly port: number;
  /** Of every request: method, path with its query, and the bearer token. */
  readonly requests: { readonly method: string; readonly url: string; readonly token: string }[];
  close(): Promise<void>;
}

/** Answers a request in its own way, or leaves it to the server by returning false. */
export type Intercept = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * The part of the Kubernetes API that lists objects, for anybody with any token.
 * https://kubernetes.io/docs/reference/using-api/api-concepts/
 */
export async function startApiServer(
  { certificate, key }: Certificates,
  resources: readonly ServedResource[],
  intercept: Intercept = () => false,
): Promise<ApiServer> {
  const requests: ApiServer['requests'] = [];
  const server = createServer({ cert: certificate, key }, (request, response) => {
    const { method = '', url = '', headers } = request;
    const token = (headers.authorization ?? '').replace(/^Bearer /, '');
    requests.push({ method, url, token });
    if (!intercept(request, response)) answer(resources, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `https://localhost:${port}`,
    port,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A failure in the server's own words. */
export function sendStatus(
  response: ServerResponse,
  code: number,
  reason: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  const status = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure' };
  response.writeHead(code, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify({ ...status, message, reason, code }));
}

function answer(
  resources: readonly ServedResource[],
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const url = new URL(request.url ?? '/', 'https://localhost');
  const found = discovery(resources, url.pathname) ?? objectsAt(resources, url);
  if (found === undefined) {
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' });
    response.end('404 page not found\n');
    return;
  }
  send(request, response, found);
}

/** Packed where the client can unpack it, as an API server does with large answers. */
function send({ headers }: IncomingMessage, response: ServerResponse, json: Json): void {
  const body = Buffer.from(JSON.stringify(json));
  const packs = /\bgzip\b/.test(headers['accept-encoding'] ?? '') && body.length > 1024;
  response.writeHead(isObject(json) && json['kind'] === 'Status' ? Number(json['code']) : 200, {
    'content-type': 'application/json',
    ...(packs && { 'content-encoding': 'gzip' }),
  });
  response.end(packs ? gzipSync(body) : body);
}

function discovery(resources: readonly ServedResource[], path: string): Json | undefined {
  if (path === '/api') return { kind: 'APIVersions', versions: ['v1'] };
  if (path === '/apis') {
    const named = [...new Set(resources.map(({ group }) => group))].filter((name) => name !== '');
    const groups = named.map((name) => groupOf(resources, name));
    return { kind: 'APIGroupList', apiVersion: 'v1', groups };
  }
  const [, group = '', version] =
    /^\/apis\/([^/]+)\/([^/]+)$/.exec(path) ?? /^\/api()\/(v1)$/.exec(path) ?? [];
  if (version === undefined) return undefined;
  const served = resources.filter((each) => each.group === group && each.version === version);
  if (served.length === 0) return undefined;
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: group === '' ? version : `${group}/${version}`,
    resources: served.map(({ plural, kind, namespaced }) => ({
      ...{ name: plural, singularName: kind.toLowerCase(), namespaced, kind },
      verbs: ['get', 'list'],
    })),
  };
}

function groupOf(resources: readonly ServedResource[], name: string): Json {
  const served = resources.filter(({ group }) => group === name).map(({ version }) => version);
  const versions = [...new Set(served)].map((version) => ({
    groupVersion: `${name}/${version}`,
    version,
  }));
  return { name, versions, preferredVersion: versions[0] ?? null };
}

const pathOfObjects =
  /^\/(?:api|apis\/(?<group>[^/]+))\/(?<version>[^/]+)(?:\/namespaces\/(?<namespace>[^/]+))?\/(?<plural>[^/]+)(?:\/(?<name>[^/]+))?$/;

function objectsAt(resources: readonly ServedResource[], url: URL): Json | undefined {
  const {
    group = '',
    version,
    namespace,
    plural,
    name,
  } = pathOfObjects.exec(url.pathname)?.groups ?? {};
  const resource = resources.find(
    (each) => each.group === group && each.version === version && each.plural === plural,
  );
  if (resource === undefined) return undefined;
  const inNamespace = resource.objects.filter(
    (object) => namespace === undefined || metadataOf(object, 'namespace') === namespace,
  );
  const apiVersion = group === '' ? resource.version : `${group}/${resource.version}`;
  if (name === undefined) return page(resource, apiVersion, selected(inNamespace, url), url);
  const found = inNamespace.find((object) => metadataOf(object, 'name') === name);
  if (isObject(found)) return { kind: resource.kind, apiVersion, ...found };
  const message = `${plural} "${name}" not found`;
  return { kind: 'Status', apiVersion: 'v1', status: 'Failure', message, code: 404 };
}

function selected(objects: readonly Json[], { searchParams }: URL): readonly Json[] {
  const [label = '', value] = searchParams.get('labelSelector')?.split('=') ?? [];
  const named = searchParams.get('fieldSelector')?.replace('metadata.name=', '');
  return objects
    .filter((object) => label === '' || memberOf(metadataOf(object, 'labels'), label) === value)
    .filter((object) => named === undefined || metadataOf(object, 'name') === named);
}

/** Items of a list have no kind of their own, and the token is where the next page begins. */
function page(
  { kind }: ServedResource,
  apiVersion: string,
  objects: readonly Json[],
  { searchParams }: URL,
): Json {
  const start = Number(
    Buffer.from(searchParams.get('continue') ?? '', 'base64url').toString() || 0,
  );
  const end = start + Number(searchParams.get('limit') ?? objects.length);
  const rest = Math.max(0, objects.length - end);
  const metadata = {
    resourceVersion: '1000',
    ...(rest > 0 && {
      continue: Buffer.from(String(end)).toString('base64url'),
      remainingItemCount: rest,
    }),
  };
  return { kind: `${kind}List`, apiVersion, metadata, items: objects.slice(start, end) };
}

function metadataOf(object: Json, name: string): Json | undefined {
  return memberOf(memberOf(object, 'metadata'), name);
}
