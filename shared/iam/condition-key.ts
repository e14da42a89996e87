import type { Condition } from '../model/policy-document.ts';

/** Keys are matched without regard to case. */
export function isOnKey({ key }: Condition, wanted: string): boolean {
  return key.toLowerCase() === wanted.toLowerCase();
}

/**
 * What stands before the colon of a key such as `oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE:sub`, as the key spells it;
 * undefined for keys that are not about a token of an OIDC issuer, such as `aws:SourceIp`.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
 */
export function issuerOfKey(key: string): string | undefined {
  return /^([^:]*\.[^:]*):[^:]+$/.exec(key)?.[1];
}
