import type { PrincipalElement, Statement } from '../model/policy-document.ts';
import { isOfRole, namesAwsCaller } from './aws-principal.ts';
import type { Caller } from './decision.ts';
import { listedPrincipals } from './listed-principals.ts';
import type { Named } from './naming.ts';

/** The ways in which the principals of a statement name a caller, none where they do not. */
export function namedCaller(
  { principals, effect }: Statement,
  caller: Caller,
  partition: string | undefined,
): readonly Named[] {
  if (principals === undefined) return [];
  if (principals.negated) return notNamed(principals, effect, caller, partition);
  return isEverybody(principals) ? [asOneOfMany] : namesIn(principals, caller, partition);
}

const asOneOfMany: Named = { by: 'itself', truth: true };

/** `{ "AWS": "*" }` means the same as `"*"`. */
function isEverybody(principals: PrincipalElement): boolean {
  return principals.everyone || listedPrincipals(principals, 'AWS').includes('*');
}

/** Whether IAM takes `{ "Federated": "*" }` is UNVERIFIED; it is judged as every provider. */
function namesIn(
  principals: PrincipalElement,
  caller: Caller,
  partition: string | undefined,
): readonly Named[] {
  switch (caller.type) {
    case 'AWS':
      return listedPrincipals(principals, 'AWS').flatMap(
        (value) => namesAwsCaller(value, caller.arn, partition) ?? [],
      );
    case 'Service':
      return listedPrincipals(principals, 'Service').includes(caller.service) ? [asOneOfMany] : [];
    case 'Federated': {
      const named = (value: string) => value === '*' || value === caller.provider;
      return listedPrincipals(principals, 'Federated').some(named) ? [asOneOfMany] : [];
    }
  }
}

/**
 * NotPrincipal leaves an AWS caller out for certain only if it lists both its account and its user or role: IAM may look
 * at either. With Deny it leaves out nobody who has a permissions boundary. IAM no longer takes it in trust policies, nor
 * with Allow; it is judged as documented when IAM did.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
function notNamed(
  element: PrincipalElement,
  effect: Statement['effect'],
  caller: Caller,
  partition: string | undefined,
): readonly Named[] {
  if (isEverybody(element)) return [];
  const listed = namesIn(element, caller, partition);
  if (listed.length === 0) return [asOneOfMany];
  if (caller.type !== 'AWS') return [];
  if (effect === 'Deny' && caller.permissions?.boundary !== undefined) return [asOneOfMany];
  if (isLeftOut(caller.arn, listed)) return [];
  const assumes = `NotPrincipal does not leave out ${caller.arn}`;
  return [{ by: 'itself', truth: 'unknown', assumes }];
}

function isLeftOut(arn: string, listed: readonly Named[]): boolean {
  const ways = listed.map(({ by }) => by);
  return ways.includes('account') && ways.includes(isOfRole(arn) ? 'role' : 'itself');
}
