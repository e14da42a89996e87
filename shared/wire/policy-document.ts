import type {
  Condition,
  ListElement,
  PolicyDocument,
  PrincipalElement,
  Statement,
} from '../model/policy-document.ts';
import { findDuplicateName, type JsonFault, parseJson } from './json-fault.ts';
import { jsonRefusal } from './json-refusal.ts';
import type { Parsed } from './parsed.ts';
import { type PolicyKind, policySchemas, type WireStatement } from './policy-schema.ts';
import { given, parseWith } from './schema.ts';

/**
 * A policy document from an object, from JSON text or from URL-encoded JSON text, which is what IAM answers.
 * Whatever we cannot read wholly, and whatever IAM would refuse, is an error that names a key or a line and column:
 * half a policy would be judged as if it were all. Without a version it is one of 2008-10-17.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html (RFC 3986: a plus is a plus)
 */
export function parsePolicyDocument(input: unknown, kind: PolicyKind): Parsed<PolicyDocument> {
  const json = typeof input === 'string' ? parseText(input) : { ok: input };
  if ('error' in json) return json;
  const refusal = jsonRefusal(json.ok) ?? sizeOrNameRefusal(json, kind);
  if (refusal !== undefined) return { error: refusal };
  const parsed = parseWith(policySchemas[kind], json.ok);
  if ('error' in parsed) return parsed;
  const { Version: version, Id: id, Statement: statements } = parsed.ok;
  return { ok: { ...given({ version, id }), statements: statements.map(toStatement) } };
}

/** With the text that it was, decoded: an object does not tell what was dropped when it was made. */
interface Read {
  readonly ok: unknown;
  readonly text?: string;
}

function parseText(input: string): Read | { readonly error: string } {
  const text = /^\s*[{[]/.test(input) ? input : decode(input);
  if (text === undefined) return { error: 'neither JSON nor URL-encoded JSON' };
  const json = parseJson(text);
  return 'ok' in json ? { ...json, text } : { error: placed(json) };
}

function placed({ line, column, error }: JsonFault): string {
  return `not valid JSON at line ${line}, column ${column}: ${error}`;
}

/** Undefined for text with a percent sign that encodes nothing. */
function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/**
 * In characters of JSON without white space, so that the form of a document makes no difference. Several times what
 * AWS takes; a trust policy is judged in the square of its length, and AWS's own managed policies keep to no quota.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
 */
const lengths = {
  identity: { longest: 262_144, quota: 'IAM takes at most 10,240' },
  trust: { longest: 32_768, quota: 'IAM takes at most 8,192' },
  organization: { longest: 32_768, quota: 'AWS Organizations takes at most 5,120' },
} as const;

/** Names are compared only in a text that is not too long, and not in one that a document without duplicates has. */
function sizeOrNameRefusal({ ok, text }: Read, kind: PolicyKind): string | undefined {
  const compact = JSON.stringify(ok) ?? '';
  const { longest, quota } = lengths[kind];
  if (compact.length > longest) return `${compact.length} characters; ${quota}`;
  const duplicate = text === undefined || text === compact ? undefined : findDuplicateName(text);
  return duplicate && placed(duplicate);
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
