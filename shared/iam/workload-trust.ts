import type { PolicyDocument } from '../model/policy-document.ts';
import { coversAction } from './action.ts';
import { listedPrincipals } from './listed-principals.ts';
import { eksIssuerOf } from './web-identity.ts';

/** The service that assumes roles for EKS Pod Identity. https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html */
export const podIdentityService = 'pods.eks.amazonaws.com';

type WorkloadTrust = { readonly kind: 'irsa' } | { readonly kind: 'pod-identity' };

const known = new WeakMap<PolicyDocument, readonly WorkloadTrust[]>();

/**
 * By which ways a trust policy means to let workloads in, as far as its Allow statements name them. Whether conditions
 * and Deny leave anything of it is for rules to judge.
 */
export function trustsWorkloads(trust: PolicyDocument): readonly WorkloadTrust[] {
  const answer = known.get(trust) ?? waysIn(trust);
  known.set(trust, answer);
  return answer;
}

function waysIn({ statements }: PolicyDocument): readonly WorkloadTrust[] {
  const allowing = statements.filter(({ effect }) => effect === 'Allow');
  const irsa = allowing.some(
    ({ principals, actions }) =>
      coversAction(actions, 'sts:AssumeRoleWithWebIdentity') &&
      listedPrincipals(principals, 'Federated').some((arn) => eksIssuerOf(arn) !== undefined),
  );
  const podIdentity = allowing.some(
    ({ principals, actions }) =>
      coversAction(actions, 'sts:AssumeRole') &&
      listedPrincipals(principals, 'Service').includes(podIdentityService),
  );
  return [
    ...(irsa ? [{ kind: 'irsa' as const }] : []),
    ...(podIdentity ? [{ kind: 'pod-identity' as const }] : []),
  ];
}
