import { resourceArnPattern } from '../iam/action-facts.ts';
import { allowedResourcePatterns } from '../iam/allowed-resource-patterns.ts';
import { matchesWildcard } from '../iam/wildcard.ts';
import { witnessOf } from '../iam/witness.ts';
import type { Account } from '../model/account.ts';
import { isServiceLinkedRole, parseIamArn } from '../model/arn.ts';
import { factKeys, type ListKey } from '../model/fact-key.ts';
import type { Actor } from './actor.ts';
import type { Facts } from './facts.ts';

/** A kind of thing in one Region of the account. */
export interface ResourceKind {
  readonly account: Account;
  readonly region: string;
  readonly service: string;
  /** As the service authorization reference names it; undefined where our table does not say. */
  readonly type: string | undefined;
}

/**
 * ARNs that stand for all things of a kind there could be: one of a name that the policies do not spell, and one for each
 * pattern by which they allow one of the actions.
 */
export function candidateResources(
  actor: Actor,
  actions: readonly string[],
  kind: ResourceKind,
): readonly string[] {
  const shape = shapeOf(kind);
  const named = actions
    .flatMap((action) => allowedResourcePatterns(actor.compiled, action))
    .map(({ pattern }) => exampleOf(pattern, actor.stranger(), kind))
    .filter((arn) => matchesWildcard(shape, arn));
  return [...new Set([shape.replaceAll('*', actor.stranger()), ...named])];
}

/** Roles or users of the account that an action of the actor may be about, itself left out; sorted. */
export function candidatePrincipals(
  facts: Facts,
  actor: Actor,
  action: string,
  list: ListKey,
): readonly string[] {
  const patterns = allowedResourcePatterns(actor.compiled, action).map(({ pattern }) => pattern);
  const open = patterns.some((pattern) => /[*?$]/.test(pattern));
  const kind = list === factKeys.users() ? 'user' : 'role';
  const arns = open
    ? facts.list(list)
    : patterns.filter((arn) => parseIamArn(arn)?.kind === kind).toSorted();
  return [...new Set(arns)].filter((arn) => arn !== actor.arn && !isServiceLinkedRole(arn));
}

/** The ARN of a kind, `*` for what a thing's owner chooses. */
function shapeOf({ account, region, service, type }: ResourceKind): string {
  const { partition, accountId } = account;
  const pattern =
    (type === undefined ? undefined : resourceArnPattern(service, type)) ??
    `arn:$\{Partition}:${service}:$\{Region}:$\{Account}:$\{Resource}`;
  return pattern
    .replace('${Partition}', partition)
    .replace('${Region}', region)
    .replace('${Account}', accountId)
    .replaceAll(/\$\{[^}]*\}/g, '*');
}

/** Region and account are those at hand where the pattern leaves them open. */
function exampleOf(pattern: string, filler: string, { account, region }: ResourceKind): string {
  const [arn = '', partition = '', service = '', at = '', owner = '', ...rest] = pattern.split(':');
  const own = [
    arn,
    partition === '*' ? account.partition : partition,
    service,
    at === '*' ? region : at,
    owner === '*' ? account.accountId : owner,
    ...rest,
  ];
  return witnessOf(own.join(':'), filler);
}
