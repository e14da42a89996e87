import * as z from 'zod/mini';
import type { PolicyDocument } from '../model/policy-document.ts';
import type { Group, Role, RoleLastUsed, User } from '../model/principal.ts';
import { parseNamed } from './parse-named.ts';
import type { Parsed } from './parsed.ts';
import { parsePolicyDocument } from './policy-document.ts';
import { given, time } from './schema.ts';

/** `RoleDetail` of GetAccountAuthorizationDetails and `Role` of GetRole agree in what we use. */
export function readRole(json: unknown, item: string): Parsed<Role> {
  const parsed = parseNamed(roleSchema, json, item);
  if ('error' in parsed) return parsed;
  const { Arn: arn, RoleName: name, RoleId: roleId, Path: path, CreateDate } = parsed.ok;
  const maxSessionDuration = parsed.ok.MaxSessionDuration;
  return {
    ok: {
      ...{ arn, name, roleId, path, createDate: CreateDate, tags: toTags(parsed.ok.Tags) },
      ...given({ maxSessionDuration }),
    },
  };
}

const tagsSchema = z.nullish(z.array(z.object({ Key: z.string(), Value: z.string() })));

function toTags(tags: z.infer<typeof tagsSchema>): Readonly<Record<string, string>> {
  return Object.fromEntries((tags ?? []).map(({ Key, Value }) => [Key, Value]));
}

const roleSchema = z.object({
  Arn: z.string(),
  RoleName: z.string(),
  RoleId: z.string(),
  Path: z.string(),
  CreateDate: time(),
  MaxSessionDuration: z.nullish(z.number()),
  Tags: tagsSchema,
});

/** The trust policy of the same documents; what is wrong elsewhere in them leaves it readable. */
export function readTrustPolicy(json: unknown, item: string): Parsed<PolicyDocument> {
  const role = parseNamed(trustSchema, json, item);
  if ('error' in role) return role;
  const parsed = parsePolicyDocument(role.ok.AssumeRolePolicyDocument, 'trust');
  if ('ok' in parsed) return parsed;
  return { error: `AssumeRolePolicyDocument of ${item}: ${parsed.error}` };
}

const trustSchema = z.object({ AssumeRolePolicyDocument: z.optional(z.unknown()) });

export function readUser(json: unknown, item: string): Parsed<User> {
  const parsed = parseNamed(userSchema, json, item);
  if ('error' in parsed) return parsed;
  const { Arn: arn, UserName: name, UserId: userId, Path: path, CreateDate } = parsed.ok;
  return { ok: { arn, name, userId, path, createDate: CreateDate, tags: toTags(parsed.ok.Tags) } };
}

const userSchema = z.object({
  Arn: z.string(),
  UserName: z.string(),
  UserId: z.string(),
  Path: z.string(),
  CreateDate: time(),
  Tags: tagsSchema,
});

export function readGroup(json: unknown, item: string): Parsed<Group> {
  const parsed = parseNamed(groupSchema, json, item);
  return 'error' in parsed ? parsed : { ok: { arn: item, name: parsed.ok.GroupName } };
}

const groupSchema = z.object({ GroupName: z.string() });

/** When IAM says nothing of the last use inside the member, there has been none. */
export function readRoleLastUsed(json: unknown, item: string): Parsed<RoleLastUsed> {
  const parsed = parseNamed(lastUsedSchema, json, item);
  if ('error' in parsed) return parsed;
  return { ok: given({ lastUsedDate: parsed.ok.RoleLastUsed.LastUsedDate }) };
}

const lastUsedSchema = z.object({
  RoleLastUsed: z.object({ LastUsedDate: z.nullish(time()) }),
});
