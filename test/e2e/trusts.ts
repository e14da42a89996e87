import { account } from './place.ts';

/** Whom a role trusts, as the text that IAM takes. */
export function trustOfService(Service: string, sourceArn?: string): string {
  const principal = { Principal: { Service } };
  if (sourceArn === undefined) return allow('sts:AssumeRole', principal);
  const Condition = {
    StringEquals: { 'aws:SourceAccount': account },
    ArnLike: { 'aws:SourceArn': sourceArn },
  };
  return allow('sts:AssumeRole', { ...principal, Condition });
}

/** Anybody in the account whose own policies say so. */
export const trustOfPeople = allow('sts:AssumeRole', {
  Principal: { AWS: `arn:aws:iam::${account}:root` },
});

/** Pods of one cluster, by Pod Identity. */
export function trustOfPods(clusterArn: string): string {
  return allow(['sts:AssumeRole', 'sts:TagSession'], {
    Principal: { Service: 'pods.eks.amazonaws.com' },
    Condition: { ArnEquals: { 'aws:SourceArn': clusterArn } },
  });
}

/** Service accounts, by IRSA, with these claims of their token asked for. `issuer` has no scheme. */
export function trustOfServiceAccount(
  issuer: string,
  claims: Readonly<Record<string, string>>,
  operator: 'StringEquals' | 'StringLike' = 'StringEquals',
): string {
  const named = Object.entries(claims).map(([claim, value]) => [`${issuer}:${claim}`, value]);
  return allow('sts:AssumeRoleWithWebIdentity', {
    Principal: { Federated: `arn:aws:iam::${account}:oidc-provider/${issuer}` },
    Condition: { [operator]: Object.fromEntries(named) },
  });
}

/** A policy with one statement. */
export function allow(Action: string | readonly string[], rest: object): string {
  const statement = { Effect: 'Allow', Action, ...rest };
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
}
