import type { PolicyDocument } from '../model/policy-document.ts';
import { listedPrincipals } from './listed-principals.ts';

/** Whether a trust policy might let in a role or user: false where it names only services and identity providers. */
export function mayTrustPrincipals({ statements }: PolicyDocument): boolean {
  return statements.some(
    ({ effect, principals }) =>
      effect === 'Allow' &&
      principals !== undefined &&
      (principals.negated || principals.everyone || listedPrincipals(principals, 'AWS').length > 0),
  );
}
