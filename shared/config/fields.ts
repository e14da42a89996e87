import * as z from 'zod/mini';
import { parseArn, parseIamArn } from '../model/arn.ts';
import type { DeclaredPrincipal } from '../model/config.ts';
import { type Severity, severities } from '../model/severity.ts';
import { nearest } from './nearest.ts';

/** An object that refuses other keys, each by name and with the known one that was probably meant. */
export function strict<S extends z.core.$ZodShape>(shape: S): z.ZodMiniObject<S, z.core.$strict> {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => unknownName('key', key, known)).join('\n')
        : undefined,
  });
}

/** What to say of a name that is not in the list. */
export function unknownName(kind: string, name: string, known: readonly string[]): string {
  const unknown = `unknown ${kind} ${JSON.stringify(name)}`;
  const meant = nearest(name, known);
  return meant === undefined ? unknown : `${unknown}; did you mean ${meant}?`;
}

/** A list that may be left out, or be a key without a value. */
export function list<T>(element: z.ZodMiniType<T>): z.ZodMiniType<readonly T[]> {
  return orElse(z.array(element), []);
}

/** A list with something in it. */
export function some<T>(element: z.ZodMiniType<T>): z.ZodMiniType<readonly T[]> {
  return z.array(element).check(z.minLength(1, 'expected at least one'));
}

export function orElse<T>(schema: z.ZodMiniType<T>, fallback: T): z.ZodMiniType<T> {
  return z.pipe(
    z.nullish(schema),
    z.transform((value) => value ?? fallback),
  );
}

/** Text with something in it; `what` says what it is about. */
export function text(what: string): z.ZodMiniType<string> {
  return field(`text: ${what}`, (value) =>
    typeof value === 'string' && value.trim() !== '' ? value : undefined,
  );
}

export function severity(): z.ZodMiniType<Severity> {
  return field(`one of ${severities.join(', ')}`, (value) =>
    severities.find((known) => known === value),
  );
}

export function region(): z.ZodMiniType<string> {
  return field('a Region such as eu-west-1', matching(/^[a-z]+(?:-[a-z]+)+-\d+$/));
}

/** https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html (names) */
export function clusterPlace(): z.ZodMiniType<string> {
  return field(
    'a cluster as region/name, such as eu-west-1/payments',
    matching(/^[a-z]+(?:-[a-z]+)+-\d+\/[0-9A-Za-z][\w-]{0,99}$/),
  );
}

/** The id of something in a network, such as `subnet-0a1b2c3d`. */
export function resourceId(prefix: string): z.ZodMiniType<string> {
  return field(
    `an id such as ${prefix}-0a1b2c3d4e5f60718`,
    matching(new RegExp(`^${prefix}-[0-9a-f]{8,17}$`)),
  );
}

export function accountId(): z.ZodMiniType<string> {
  return field(
    'an account id of twelve digits, in quotes because leading zeros count: "012345678901"',
    matching(/^\d{12}$/),
  );
}

export function matched(what: string, pattern: RegExp): z.ZodMiniType<string> {
  return field(what, matching(pattern));
}

export function url(): z.ZodMiniType<string> {
  return field('an address that begins with https://', matching(/^https:\/\/[^\s/]+\S*$/));
}

export function email(): z.ZodMiniType<string> {
  return field('an e-mail address', matching(/^[^\s@]+@[^\s@]+$/));
}

/** Somebody by name: an ARN or a Kubernetes subject. */
export function exactPrincipal(): z.ZodMiniType<string> {
  return field(`${exactForms}, without wildcards`, toExact);
}

/** Somebody by name, or everybody with a permission set. Accepts its own result, so that a config may be kept as JSON. */
export function declaredPrincipal(): z.ZodMiniType<DeclaredPrincipal> {
  return field(`${exactForms} or { permissionSet: <name> }, without wildcards`, (value) => {
    const exact = toExact(value);
    if (exact !== undefined) return { kind: 'exact', principal: exact };
    const kept = z.safeParse(declaredSchema, value);
    return kept.success ? toDeclared(kept.data) : undefined;
  });
}

const exactForms =
  'an IAM ARN, system:serviceaccount:<namespace>:<name>, group:<name>, SSO_USER:<id>, SSO_GROUP:<id>';

const declaredSchema = z.union([
  z.strictObject({ kind: z.literal('exact'), principal: z.string() }),
  z.strictObject({
    kind: z.optional(z.literal('permissionSet')),
    permissionSet: z.string().check(z.regex(/^[\w+=,.@-]+$/)),
  }),
]);

function toDeclared(kept: z.infer<typeof declaredSchema>): DeclaredPrincipal | undefined {
  if ('permissionSet' in kept) return { kind: 'permissionSet', permissionSet: kept.permissionSet };
  const principal = toExact(kept.principal);
  return principal === undefined ? undefined : { kind: 'exact', principal };
}

function toExact(value: unknown): string | undefined {
  if (typeof value !== 'string' || /[*?\s]/.test(value)) return undefined;
  if (exactSubjects.some((form) => form.test(value))) return value;
  const named = parseIamArn(value) ?? parseRootArn(value);
  return named !== undefined && /^\d{12}$/.test(named.accountId) ? value : undefined;
}

/** In Kubernetes, and in IAM Identity Center for the roles of an Argo CD capability. */
const exactSubjects = [
  /^system:serviceaccount:[^:]+:[^:]+$/,
  /^group:./,
  /^SSO_(?:USER|GROUP):[\w-]+$/,
];

function parseRootArn(value: string) {
  const arn = parseArn(value);
  return arn?.service === 'iam' && arn.resource === 'root' ? arn : undefined;
}

function matching(pattern: RegExp): (value: unknown) => string | undefined {
  return (value) => (typeof value === 'string' && pattern.test(value) ? value : undefined);
}

/** A value that `read` understands; `what` completes "expected …". */
export function field<T>(what: string, read: (value: unknown) => T | undefined): z.ZodMiniType<T> {
  return z.pipe(
    z.unknown(),
    z.transform((value, context) => {
      const result = read(value);
      if (result !== undefined) return result;
      const message = `${value === undefined ? 'missing; ' : ''}expected ${what}`;
      context.issues.push({ code: 'custom', message, input: value });
      return z.NEVER;
    }),
  );
}
