import * as z from 'zod/mini';
import { parseIamArn } from '../model/arn.ts';
import type { PolicyDocument } from '../model/policy-document.ts';
import type { Role, User } from '../model/principal.ts';
import type { Parsed } from './parsed.ts';
import { parsePolicyDocument } from './policy-document.ts';
import { given, parseWith, time } from './schema.ts';

/**
 * The names of a listing, split by what they name; groups and policies are in neither list.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html
 */
export function splitIamArns(
  arns: readonly string[],
): Parsed<{ readonly roles: readonly string[]; readonly users: readonly string[] }> {
  const odd = arns.find((arn) => parseIamArn(arn) === undefined);
  if (odd !== undefined) return { error: `${JSON.stringify(odd)} is not the ARN of an IAM object` };
  const ofKind = (kind: string) => arns.filter((arn) => parseIamArn(arn)?.kind === kind);
  return { ok: { roles: ofKind('role'), users: ofKind('user') } };
}

/** The member of a listing that a role or user is in. */
export function iamListOf(arn: string): 'RoleDetailList' | 'UserDetailList' {
  return parseIamArn(arn)?.kind === 'user' ? 'UserDetailList' : 'RoleDetailList';
}

/** `RoleDetail` of GetAccountAuthorizationDetails and `Role` of GetRole agree in what we use. */
export function readRole(json: unknown, item: string): Parsed<Role> {
  const parsed = readNamed(roleSchema, json, item);
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
  const role = readNamed(trustSchema, json, item);
  if ('error' in role) return role;
  const parsed = parsePolicyDocument(role.ok.AssumeRolePolicyDocument, 'trust');
  if ('ok' in parsed) return parsed;
  return { error: `AssumeRolePolicyDocument of ${item}: ${parsed.error}` };
}

const trustSchema = z.object({ AssumeRolePolicyDocument: z.optional(z.unknown()) });

export function readUser(json: unknown, item: string): Parsed<User> {
  const parsed = readNamed(userSchema, json, item);
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

/** Believes nothing of a document before it is known to be the item's own. */
function readNamed<T>(schema: z.ZodMiniType<T>, json: unknown, item: string): Parsed<T> {
  const named = parseWith(z.object({ Arn: z.string() }), json);
  if ('error' in named) return named;
  return named.ok.Arn === item ? parseWith(schema, json) : { error: `Arn: expected ${item}` };
}
