import {
  type AwsError,
  type DecodedCall,
  type Input,
  type Protocol,
  type WireRequest,
  wireJson,
} from './aws-call.ts';

/**
 * restJson1, with routes and query parameters taken from the operation schemas that an SDK client package exports.
 * https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html
 */
export function restJson(sdk: object): Protocol {
  const routes = Object.values(sdk).flatMap((member) => routeOf(member) ?? []);
  return {
    decode: (request) => decode(routes, request),
    encode: (_operation, output) => respond(200, wireJson(output)),
    encodeError: ({ code, message, status }: AwsError) =>
      respond(status, JSON.stringify({ message }), { 'x-amzn-errortype': code }),
  };
}

interface Route {
  readonly operation: string;
  readonly method: string;
  readonly pattern: RegExp;
  readonly labels: readonly string[];
  readonly queryMembers: readonly QueryMember[];
}

interface QueryMember {
  readonly name: string;
  readonly parameter: string;
  readonly type: unknown;
}

/** The SDK's static schemas are tuples that begin with what they describe. */
const structureSchema = 3;
const operationSchema = 9;
/** Type codes of members; a list of a type is `listOf | type`. */
const numberType = 1;
const booleanType = 2;
const listOf = 64;

function routeOf(schema: unknown): Route | undefined {
  if (!Array.isArray(schema) || schema[0] !== operationSchema) return undefined;
  const [, , operation, traits, input] = schema;
  const [method, uri] = traits.http;
  const labels: string[] = [];
  const pattern = uri.replace(/\{(\w+)\+?\}/g, (_: string, label: string) => {
    labels.push(label);
    return '([^/]+)';
  });
  const queryMembers = queryMembersOf(input());
  return { operation, method, pattern: new RegExp(`^${pattern}$`), labels, queryMembers };
}

function queryMembersOf(schema: unknown): readonly QueryMember[] {
  if (!Array.isArray(schema) || schema[0] !== structureSchema) return [];
  const [, , , , names, members] = schema;
  return names.flatMap((name: string, index: number) => {
    const [type, traits] = [members[index]].flat();
    const parameter = traits?.httpQuery;
    return parameter === undefined ? [] : [{ name, parameter, type }];
  });
}

function decode(routes: readonly Route[], request: WireRequest): DecodedCall | undefined {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  const route = routes.find(
    ({ method, pattern }) => method === request.method && pattern.test(pathname),
  );
  if (route === undefined) return undefined;
  const labels = route.pattern.exec(pathname)?.slice(1) ?? [];
  const input: Input = {
    ...(request.body === '' ? {} : JSON.parse(request.body)),
    ...Object.fromEntries(
      labels.map((text, index) => [route.labels[index], decodeURIComponent(text)]),
    ),
    ...Object.fromEntries(
      route.queryMembers
        .filter(({ parameter }) => searchParams.has(parameter))
        .map(({ name, parameter, type }) => [name, typed(searchParams.getAll(parameter), type)]),
    ),
  };
  return { operation: route.operation, input };
}

function typed(values: readonly string[], type: unknown): unknown {
  if (type === numberType) return Number(values[0]);
  if (type === booleanType) return values[0] === 'true';
  return typeof type === 'number' && type >= listOf ? values : values[0];
}

function respond(status: number, body: string, headers: Record<string, string> = {}) {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body };
}
