import { type CompiledPermissions, compilePermissions } from '../iam/decide.ts';
import type { Context, Permissions } from '../iam/decision.ts';
import { strangerText } from '../iam/stranger-text.ts';
import { parseIamArn } from '../model/arn.ts';
import { factKeys } from '../model/fact-key.ts';
import type { Facts } from './facts.ts';
import { permissionsOf } from './permissions.ts';

/** A role or user of the account, ready to be asked what it can do. */
export interface Actor {
  readonly arn: string;
  readonly kind: 'role' | 'user';
  readonly permissions: Permissions;
  readonly compiled: CompiledPermissions;
  /** A request of the actor in which it chose these values; no value says that the request lacks the key. */
  context(chosen: Chosen): Context;
  /** A text that its policies do not spell. */
  stranger(): string;
}

/** By condition key in lower case. */
export type Chosen = Readonly<Record<string, string | readonly string[]>>;

/** Undefined for a principal that does not exist. */
export function actorOf(facts: Facts, arn: string): Actor | undefined {
  const permissions = permissionsOf(facts, arn);
  return permissions && actorWith(facts, permissions);
}

/** The same principal under other policies than it has. */
export function actorWith(facts: Facts, permissions: Permissions): Actor {
  const arn = permissions.principalArn;
  const kind = parseIamArn(arn)?.kind === 'user' ? 'user' : 'role';
  const compiled = compilePermissions(permissions);
  let stranger: string | undefined;
  return {
    arn,
    kind,
    permissions,
    compiled,
    context: (chosen) => ({ value: (key) => keyValue(facts, { arn, kind }, chosen, key) }),
    stranger: () => {
      stranger ??= strangerText(compiled);
      return stranger;
    },
  };
}

/**
 * Where the request comes from, how it was authenticated and how things are tagged is not known.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
function keyValue(
  facts: Facts,
  { arn, kind }: Pick<Actor, 'arn' | 'kind'>,
  chosen: Chosen,
  key: string,
): readonly string[] | 'unknown' {
  const value = chosen[key];
  if (value !== undefined) return typeof value === 'string' ? [value] : value;
  if (key === 'aws:principaltype') return [kind === 'user' ? 'User' : 'AssumedRole'];
  if (key.startsWith(principalTag)) return tagOf(facts, arn, kind, key.slice(principalTag.length));
  return 'unknown';
}

const principalTag = 'aws:principaltag/';

/** A tag that the principal lacks may come with its session. Keys are matched without regard to case. */
function tagOf(
  facts: Facts,
  arn: string,
  kind: Actor['kind'],
  wanted: string,
): readonly string[] | 'unknown' {
  const tags =
    kind === 'user' ? facts.get(factKeys.user(arn))?.tags : facts.get(factKeys.role(arn))?.tags;
  const tag = Object.entries(tags ?? {}).find(([key]) => key.toLowerCase() === wanted);
  return tag === undefined ? 'unknown' : [tag[1]];
}
