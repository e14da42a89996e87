import * as z from 'zod/mini';
import type {
  Condition,
  ListElement,
  PolicyDocument,
  PrincipalElement,
  Statement,
} from '../model/policy-document.ts';
import { parseJson } from './json-fault.ts';
import { jsonRefusal } from './json-refusal.ts';
import type { Parsed } from './parsed.ts';
import { given, parseWith } from './schema.ts';

/**
 * A policy document from an object, from JSON text or from URL-encoded JSON text, which is what IAM answers.
 * Whatever we cannot read wholly is an error: half a policy would be judged as if it were all.
 * `longest` is in characters of JSON without white space, so that the form of a document makes no difference.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html (RFC 3986: a plus is a plus)
 */
export function parsePolicyDocument(
  input: unknown,
  longest = Number.POSITIVE_INFINITY,
): Parsed<PolicyDocument> {
  const json = typeof input === 'string' ? parseText(input) : { ok: input };
  if ('error' in json) return json;
  const refusal = jsonRefusal(json.ok) ?? lengthRefusal(json.ok, longest);
  if (refusal !== undefined) return { error: refusal };
  const parsed = parseWith(documentSchema, json.ok);
  if ('error' in parsed) return parsed;
  const { Version: version, Id: id, Statement: statements } = parsed.ok;
  return { ok: { ...given({ version, id }), statements: statements.map(toStatement) } };
}

function parseText(text: string): Parsed<unknown> {
  const decoded = /^\s*[{[]/.test(text) ? text : decode(text);
  if (decoded === undefined) return { error: 'neither JSON nor URL-encoded JSON' };
  const json = parseJson(decoded);
  if ('ok' in json) return json;
  return { error: `not valid JSON at line ${json.line}, column ${json.column}: ${json.error}` };
}

function lengthRefusal(json: unknown, longest: number): string | undefined {
  const { length } = JSON.stringify(json) ?? '';
  return length > longest ? `${length} characters; IAM takes at most 8,192` : undefined;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

const oneOrMore = z.pipe(
  z.union([z.string(), z.array(z.string())], 'expected text or an array of texts'),
  z.transform(asList),
);

const scalar = z.union([z.string(), z.number(), z.boolean()], 'expected text, number or boolean');
const conditionValues = z.pipe(
  z.union([scalar, z.array(scalar)], 'expected text, number, boolean or an array of them'),
  z.transform((values) => asList(values).map(String)),
);

const principalSchema = z.union(
  [z.literal('*'), z.record(z.string(), oneOrMore)],
  'expected "*" or an object of texts or arrays of texts',
);

/** Strict: an element that we do not know could turn the meaning of the statement round. */
const statementSchema = z
  .strictObject({
    Sid: z.optional(z.string()),
    Effect: z.enum(['Allow', 'Deny'], 'expected "Allow" or "Deny"'),
    Principal: z.optional(principalSchema),
    NotPrincipal: z.optional(principalSchema),
    Action: z.optional(oneOrMore),
    NotAction: z.optional(oneOrMore),
    Resource: z.optional(oneOrMore),
    NotResource: z.optional(oneOrMore),
    Condition: z.optional(z.record(z.string(), z.record(z.string(), conditionValues))),
  })
  .check(
    notBoth('Principal', 'NotPrincipal'),
    notBoth('Action', 'NotAction'),
    notBoth('Resource', 'NotResource'),
  );
type WireStatement = z.infer<typeof statementSchema>;

const oneOrMoreStatements = z.pipe(
  z.union([z.array(z.unknown()), z.looseObject({})], 'expected an object or an array of objects'),
  z.transform((value): unknown[] => (Array.isArray(value) ? value : [value])),
);

const documentSchema = z.object({
  Version: z.optional(z.string()),
  Id: z.optional(z.string()),
  Statement: z.pipe(oneOrMoreStatements, z.array(statementSchema)),
});

function notBoth(element: string, opposite: string) {
  return z.refine<object>(
    (statement) => !(element in statement && opposite in statement),
    `has both ${element} and ${opposite}`,
  );
}

function toStatement(wire: WireStatement): Statement {
  return {
    effect: wire.Effect,
    conditions: toConditions(wire.Condition ?? {}),
    ...given({
      sid: wire.Sid === '' ? undefined : wire.Sid,
      principals: toPrincipals(wire.Principal, wire.NotPrincipal),
      actions: toList(wire.Action, wire.NotAction),
      resources: toList(wire.Resource, wire.NotResource),
    }),
  };
}

function toPrincipals(
  principal: WireStatement['Principal'],
  notPrincipal: WireStatement['NotPrincipal'],
): PrincipalElement | undefined {
  const named = principal ?? notPrincipal;
  if (named === undefined) return undefined;
  const everyone = named === '*';
  return { negated: notPrincipal !== undefined, everyone, byType: everyone ? {} : named };
}

function toList(
  list: readonly string[] | undefined,
  notList: readonly string[] | undefined,
): ListElement | undefined {
  const values = list ?? notList;
  return values && { negated: notList !== undefined, values };
}

function toConditions(
  condition: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>,
): readonly Condition[] {
  return Object.entries(condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => ({ operator, key, values })),
  );
}

function asList<T>(value: T | readonly T[]): readonly T[] {
  return Array.isArray(value) ? value : [value as T];
}
