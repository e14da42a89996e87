import { accountsIn, otherAccount } from '../iam/accounts-in-trust.ts';
import type { Decision } from '../iam/decision.ts';
import { everythingAllowed } from '../iam/everything-allowed.ts';
import { decideFactors, type FactorDecisions } from '../iam/second-factor.ts';
import { allowsOf } from '../iam/statements-of.ts';
import { type IamArn, parseArn, parseIamArn } from '../model/arn.ts';
import { factKeys } from '../model/fact-key.ts';
import type { PolicyDocument, Statement } from '../model/policy-document.ts';
import { type Facts, unread } from './facts.ts';
import { permissionsOf } from './permissions.ts';

/** IAM users, or a whole other account, that may assume a role with a second factor. */
export interface UserCaller {
  /** In words, such as `IAM users of account 111122223333`. */
  readonly who: string;
  /** `allowed` or `conditional`; absent where they may not without one. */
  readonly withoutFactor?: Decision;
}

/**
 * Users that a trust policy names, those of other accounts that it trusts as a whole, and those of its own account whose
 * policies let them. Not roles: the session of a role that assumes another carries no second factor.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
 */
export function userCallers(
  facts: Facts,
  roleArn: string,
  trust: PolicyDocument,
): readonly UserCaller[] {
  const own = parseIamArn(roleArn);
  if (own === undefined) return [];
  const outsiders = [...namedUsers(trust), ...otherAccounts(trust, own)].map(({ who, arn }) =>
    callerOf(who, decideFactors(trust, roleArn, everythingAllowed(arn))),
  );
  const insider = trustsAccount(trust, own) ? ownUsers(facts, roleArn, trust, own) : undefined;
  return [...outsiders, insider].filter((caller) => caller !== undefined);
}

function callerOf(who: string, { withFactor, withoutFactor }: FactorDecisions) {
  if (withoutFactor.outcome !== 'denied') return { who, withoutFactor };
  return withFactor.outcome === 'denied' ? undefined : { who };
}

interface Asker {
  readonly who: string;
  readonly arn: string;
}

function namedUsers(trust: PolicyDocument): readonly Asker[] {
  const users = awsPrincipals(trust).filter((value) => parseIamArn(value)?.kind === 'user');
  return users.map((arn) => ({ who: arn, arn }));
}

/** Those that the policy speaks of, and any at all where it is about everybody: which of them it lets in is asked. */
function otherAccounts(trust: PolicyDocument, own: IamArn): readonly Asker[] {
  const accounts = accountsIn(trust).filter((accountId) => accountId !== own.accountId);
  const user = (accountId: string) => `arn:${own.partition}:iam::${accountId}:user/any-user`;
  const askers = accounts.map((accountId) => ({
    who: `principals of account ${accountId}`,
    arn: user(accountId),
  }));
  const other = otherAccount([own.accountId, ...accounts]);
  return [...askers, { who: 'principals of any account', arn: user(other) }];
}

function trustsAccount(trust: PolicyDocument, own: IamArn): boolean {
  return (
    allowsOf(trust).some(isAboutEverybody) ||
    awsPrincipals(trust).some((value) => accountOf(value, own) === own.accountId)
  );
}

/** One answer for all of them; the search ends with the first user that needs no second factor. */
function ownUsers(
  facts: Facts,
  roleArn: string,
  trust: PolicyDocument,
  { accountId }: IamArn,
): UserCaller | undefined {
  const users = facts.orIncomplete(() => facts.list(factKeys.users()));
  let found: UserCaller | undefined;
  for (const arn of users === unread ? [] : users) {
    const caller = ownUser(facts, roleArn, trust, arn, found !== undefined);
    if (caller === undefined) continue;
    found = { ...caller, who: `IAM users of account ${accountId}` };
    if (caller.withoutFactor?.outcome === 'allowed') break;
  }
  return found;
}

/** The user's own policies are read only where the trust policy leaves it to them, and something new may come of it. */
function ownUser(
  facts: Facts,
  roleArn: string,
  trust: PolicyDocument,
  arn: string,
  known: boolean,
): UserCaller | undefined {
  const atMost = callerOf(arn, decideFactors(trust, roleArn, everythingAllowed(arn)));
  if (atMost === undefined || (known && atMost.withoutFactor === undefined)) return undefined;
  const permissions = facts.orIncomplete(() => permissionsOf(facts, arn));
  if (permissions === unread || permissions === undefined) return undefined;
  return callerOf(arn, decideFactors(trust, roleArn, permissions));
}

function awsPrincipals(trust: PolicyDocument): readonly string[] {
  return allowsOf(trust).flatMap(({ principals }) => principals?.byType['AWS'] ?? []);
}

function isAboutEverybody({ principals }: Statement): boolean {
  if (principals === undefined) return false;
  const { everyone, negated, byType } = principals;
  return everyone || negated || (byType['AWS'] ?? []).includes('*');
}

/** Of a principal that stands for a whole account of the partition. */
function accountOf(value: string, { partition }: IamArn): string | undefined {
  if (/^\d{12}$/.test(value)) return value;
  const arn = parseArn(value);
  const whole = arn?.service === 'iam' && arn.resource === 'root' && arn.partition === partition;
  return whole ? arn.accountId : undefined;
}
