import { parseArn } from '../model/arn.ts';

/** An IAM OIDC provider, as `arn:<partition>:iam::<account>:oidc-provider/<issuer>` names it. */
export interface OidcProvider {
  readonly accountId: string;
  /** Host and path of the issuer, without its scheme: what stands before `:sub` in a condition key. */
  readonly issuer: string;
}

export function parseOidcProviderArn(arn: string): OidcProvider | undefined {
  const parsed = parseArn(arn);
  if (parsed?.service !== 'iam') return undefined;
  const issuer = /^oidc-provider\/(.+)$/.exec(parsed.resource)?.[1];
  return issuer === undefined ? undefined : { accountId: parsed.accountId, issuer };
}

/** The ARN that the provider of an issuer has, or would have, in the account of a role: a trust policy can name no other. */
export function oidcProviderBeside(roleArn: string, issuer: string): string {
  return roleArn.replace(/:role\/.*/, ':oidc-provider/') + issuer;
}

/**
 * The hosts of EKS issuers, `oidc.eks.<region>.…` and, dual-stack, `oidc-eks.<region>.…`; the suffix differs by partition.
 * https://docs.aws.amazon.com/general/latest/gr/eks.html
 */
export function isEksIssuer(issuer: string): boolean {
  return eksRegionOf(issuer) !== undefined;
}

/** The Region of the cluster that an issuer belongs to; undefined for issuers that are no cluster. */
export function eksRegionOf(issuer: string): string | undefined {
  return /^(?:oidc\.eks|oidc-eks)\.([^/.]+)[^/]*\//i.exec(issuer)?.[1]?.toLowerCase();
}
