import { type IamArn, parseIamArn } from '../model/arn.ts';
import type { PolicyDocument } from '../model/policy-document.ts';
import { accountsIn, callerPatterns, otherAccount } from './accounts-in-trust.ts';
import { decideStranger } from './stranger-caller.ts';
import type { TrustWeakness } from './trust-weakness.ts';
import { witnessOf } from './witness.ts';

/**
 * Principals that a trust policy lets in though nobody named them: of any account there is, or of another account as a
 * whole. Accounts in `trusted`, and the role's own, may be trusted so. `nobody` is a text that the policy does not spell.
 */
export function outsidersOf(
  document: PolicyDocument,
  roleArn: string,
  trusted: readonly string[],
  nobody: string,
): readonly TrustWeakness[] {
  const own = parseIamArn(roleArn);
  if (own === undefined) return [];
  const named = accountsIn(document);
  const known = [own.accountId, ...trusted];
  const ask = (arn: string) => decideStranger(document, roleArn, arn, nobody);
  const anybody = strangers(document, own, [...known, ...named], nobody).flatMap(
    ({ arn, caller }): TrustWeakness[] => [
      { kind: 'anybody', by: 'account', caller, decision: ask(arn) },
    ],
  );
  const accounts = named
    .filter((accountId) => !known.includes(accountId))
    .map(
      (accountId): TrustWeakness => ({
        kind: 'account',
        accountId,
        caller: roleOf(own, accountId, 'any-role'),
        decision: ask(roleOf(own, accountId, nobody)),
      }),
    );
  return [...anybody, ...accounts].filter(({ decision }) => decision.outcome !== 'denied');
}

interface Stranger {
  readonly arn: string;
  /** In a form that reads well. */
  readonly caller: string;
}

/** Roles of an account that the policy does not speak of: any role, and those that its patterns leave room for. */
function strangers(
  document: PolicyDocument,
  own: IamArn,
  known: readonly string[],
  nobody: string,
): readonly Stranger[] {
  const accountId = otherAccount(known);
  const anyRole = {
    arn: roleOf(own, accountId, nobody),
    caller: roleOf(own, accountId, 'any-role'),
  };
  const byPattern = callerPatterns(document)
    .map((pattern) => witnessOf(pattern, accountId))
    .filter((arn) => parseIamArn(arn)?.accountId === accountId)
    .map((arn) => ({ arn, caller: arn }));
  return [anyRole, ...byPattern];
}

function roleOf({ partition }: IamArn, accountId: string, name: string): string {
  return `arn:${partition}:iam::${accountId}:role/${name}`;
}
