import * as z from 'zod/mini';
import { compareText } from '../model/json.ts';
import type { InlinePolicy, ManagedPolicy, PrincipalPolicies } from '../model/principal.ts';
import { parseNamed } from './parse-named.ts';
import type { Parsed } from './parsed.ts';
import { parsePolicyDocument } from './policy-document.ts';
import { given } from './schema.ts';

/** Of a `RoleDetail`, or of a role's own answers put together like one: a member that is missing was not read. */
export function readRolePolicies(json: unknown, item: string): Parsed<PrincipalPolicies> {
  const parsed = parseNamed(roleSchema, json, item);
  if ('error' in parsed) return parsed;
  return { ok: toPolicies(parsed.ok.RolePolicyList, parsed.ok) };
}

/**
 * Of a `UserDetail`, which alone leaves out its list of inline policies where there are none.
 * https://github.com/boto/boto3/issues/1303
 */
export function readUserPolicies(json: unknown, item: string): Parsed<PrincipalPolicies> {
  const parsed = parseNamed(userSchema, json, item);
  if ('error' in parsed) return parsed;
  const { UserPolicyList, GroupList } = parsed.ok;
  return { ok: toPolicies(UserPolicyList ?? [], parsed.ok, GroupList) };
}

export function readGroupPolicies(json: unknown, item: string): Parsed<PrincipalPolicies> {
  const parsed = parseNamed(groupSchema, json, item);
  if ('error' in parsed) return parsed;
  return { ok: toPolicies(parsed.ok.GroupPolicyList, parsed.ok) };
}

/** Of a `ManagedPolicyDetail`: its default version, which is the one in force. */
export function readManagedPolicy(json: unknown, item: string): Parsed<ManagedPolicy> {
  const parsed = parseNamed(managedSchema, json, item);
  if ('error' in parsed) return parsed;
  const { PolicyName: name, DefaultVersionId, PolicyVersionList } = parsed.ok;
  const version = PolicyVersionList.find(({ VersionId }) => VersionId === DefaultVersionId);
  if (version === undefined) {
    return { error: `PolicyVersionList: expected default version ${DefaultVersionId}` };
  }
  const document = parsePolicyDocument(version.Document, 'identity');
  if ('error' in document) return { error: `Document of ${item}: ${document.error}` };
  return { ok: { arn: item, name, document: document.ok } };
}

const inlineSchema = z.object({
  PolicyName: z.string(),
  PolicyDocument: z.optional(z.unknown()),
});
type WireInline = z.infer<typeof inlineSchema>;

const attachedSchema = z.array(z.object({ PolicyArn: z.string() }));

const boundarySchema = z.nullish(z.object({ PermissionsBoundaryArn: z.string() }));

const roleSchema = z.object({
  RolePolicyList: z.array(inlineSchema),
  AttachedManagedPolicies: attachedSchema,
  PermissionsBoundary: boundarySchema,
});

const userSchema = z.object({
  UserPolicyList: z.nullish(z.array(inlineSchema)),
  GroupList: z.array(z.string()),
  AttachedManagedPolicies: attachedSchema,
  PermissionsBoundary: boundarySchema,
});

const groupSchema = z.object({
  GroupPolicyList: z.array(inlineSchema),
  AttachedManagedPolicies: attachedSchema,
});

const managedSchema = z.object({
  PolicyName: z.string(),
  DefaultVersionId: z.string(),
  PolicyVersionList: z.array(
    z.object({ VersionId: z.string(), Document: z.optional(z.unknown()) }),
  ),
});

interface WirePolicies {
  readonly AttachedManagedPolicies: z.infer<typeof attachedSchema>;
  readonly PermissionsBoundary?: z.infer<typeof boundarySchema>;
}

function toPolicies(
  inline: readonly WireInline[],
  { AttachedManagedPolicies, PermissionsBoundary }: WirePolicies,
  groups: readonly string[] = [],
): PrincipalPolicies {
  return {
    inline: inline.map(toInline),
    attached: AttachedManagedPolicies.map(({ PolicyArn }) => PolicyArn).sort(compareText),
    ...given({ boundary: PermissionsBoundary?.PermissionsBoundaryArn }),
    groups: groups.toSorted(compareText),
  };
}

function toInline({ PolicyName: name, PolicyDocument }: WireInline): InlinePolicy {
  const parsed = parsePolicyDocument(PolicyDocument, 'identity');
  return 'ok' in parsed ? { name, document: parsed.ok } : { name, fault: parsed.error };
}
