import { matchesWildcard } from '../iam/wildcard.ts';
import { parseArn } from '../model/arn.ts';
import type { AwsAuthMappings, AwsAuthRole, AwsAuthUser } from '../model/aws-auth.ts';
import { canonicalArn, whyNeverAsked } from './canonical-arn.ts';

/** What lets a principal in through aws-auth. */
export type AwsAuthMatch =
  | { readonly kind: 'role'; readonly mapping: AwsAuthRole }
  | { readonly kind: 'user'; readonly mapping: AwsAuthUser }
  /** Let in under the ARN of the principal, without a group. */
  | { readonly kind: 'account'; readonly username: string };

/**
 * How the authenticator maps principals of IAM, each given by its ARN in IAM or in STS. More than one match where it takes
 * whichever it comes upon; none for who is not let in.
 * https://github.com/kubernetes-sigs/aws-iam-authenticator/blob/master/pkg/mapper/configmap/mapper.go
 */
export function awsAuthMatcher(
  mappings: AwsAuthMappings,
): (principalArn: string) => readonly AwsAuthMatch[] {
  const { roles, users } = liveMappings(mappings);
  const exact = new Map(roles.map((mapping) => [roleKey(mapping), mapping]));
  const patterns = roles.filter((mapping) => /[*?]/.test(roleKey(mapping)));
  const byUserArn = Map.groupBy(users, ({ userArn }) => userArn.toLowerCase());
  const accounts = new Set<string | undefined>(mappings.accounts);
  const named = (arn: string): readonly AwsAuthMatch[] => {
    const same = exact.get(arn);
    const like = patterns.filter((mapping) => isLike(roleKey(mapping), arn));
    const found = same === undefined ? like : [same, ...like];
    if (found.length > 0) return found.map((mapping) => ({ kind: 'role', mapping }));
    return (byUserArn.get(arn) ?? []).map((mapping) => ({ kind: 'user', mapping }));
  };
  return (principalArn) => {
    const arn = canonicalArn(principalArn);
    if (arn === undefined) return [];
    const matches = named(arn.toLowerCase());
    if (matches.length > 0) return matches;
    return accounts.has(parseArn(arn)?.accountId) ? [{ kind: 'account', username: arn }] : [];
  };
}

export interface LiveMappings {
  readonly roles: readonly AwsAuthRole[];
  readonly users: readonly AwsAuthUser[];
  /** Those that a later one of the same ARN displaces, and that one. */
  readonly displaced: readonly Displaced[];
}

type Displaced =
  | { readonly kind: 'role'; readonly mapping: AwsAuthRole; readonly by: AwsAuthRole }
  | { readonly kind: 'user'; readonly mapping: AwsAuthUser; readonly by: AwsAuthUser };

/** Of roles with the same ARN in any case, and of users with the very same ARN, the last one counts. */
export function liveMappings({ roles, users }: AwsAuthMappings): LiveMappings {
  const liveRoles = new Map(roles.map((role) => [roleKey(role), role]));
  const liveUsers = new Map(users.map((user) => [user.userArn, user]));
  return {
    roles: [...liveRoles.values()],
    users: [...liveUsers.values()],
    displaced: [
      ...displacedOf(roles, roleKey).map((each) => ({ kind: 'role' as const, ...each })),
      ...displacedOf(users, ({ userArn }) => userArn).map((each) => ({
        kind: 'user' as const,
        ...each,
      })),
    ],
  };
}

/** A pattern, in lower case. */
function roleKey(role: AwsAuthRole): string {
  return mappedArn(role).toLowerCase();
}

/**
 * The ARN or pattern that callers are compared with, as it is written. Newer authenticators take `*` and `?` in a rolearn as wildcards, and `sso` entries sit behind a
 * feature gate that is off by default. Which version EKS runs is not told, so both are taken to match: nobody is
 * overlooked who might get in. A partition that is given with `sso` is forgotten on the way, and nothing matches.
 * https://github.com/kubernetes-sigs/aws-iam-authenticator/blob/master/pkg/config/mapper.go
 */
export function mappedArn(mapping: AwsAuthRole | AwsAuthUser): string {
  if ('userArn' in mapping) return mapping.userArn;
  if ('roleArn' in mapping) return mapping.roleArn;
  const { partition, accountId, permissionSetName } = mapping.sso;
  const named = partition === '' ? 'aws' : '';
  return `arn:${named}:iam::${accountId}:role/AWSReservedSSO_${permissionSetName}_*`;
}

/**
 * Part by part, so that no star reaches over a colon; nobody who can call has one in their name. `?` stands for one character or none, and is read as a star.
 * https://github.com/kubernetes-sigs/aws-iam-authenticator/blob/master/pkg/arn/arnlike.go
 */
function isLike(pattern: string, arn: string): boolean {
  const wanted = pattern.replaceAll('?', '*').split(':');
  const given = arn.split(':');
  return (
    wanted.length === given.length &&
    wanted.every((part, place) => matchesWildcard(part, String(given[place])))
  );
}

/** Why an entry can let nobody in; undefined for one that may. */
export function whyNeverMatches(mapping: AwsAuthRole | AwsAuthUser): string | undefined {
  if ('sso' in mapping) {
    return mapping.sso.partition === ''
      ? undefined
      : 'an sso entry with a partition matches nothing, by a fault of the authenticator';
  }
  return whyNeverAsked('roleArn' in mapping ? mapping.roleArn : mapping.userArn);
}

function displacedOf<T>(
  mappings: readonly T[],
  keyOf: (mapping: T) => string,
): readonly { readonly mapping: T; readonly by: T }[] {
  return [...Map.groupBy(mappings, keyOf).values()].flatMap((same) =>
    same.slice(-1).flatMap((by) => same.slice(0, -1).map((mapping) => ({ mapping, by }))),
  );
}
