import { namedServices } from '../iam/service-principals.ts';
import { trustsOnlyService } from '../iam/trusted-services.ts';
import { parseIamArn } from '../model/arn.ts';
import type { ClusterRef } from '../model/cluster.ts';
import { factKeys } from '../model/fact-key.ts';
import type { Statement } from '../model/policy-document.ts';
import type { AccessPolicyPowers } from './access-policy-powers.ts';
import { isComputeService } from './compute-services.ts';
import type { Facts } from './facts.ts';
import { isAutoModeClusterRole } from './part-of-cluster.ts';

export type Audience = AccessPolicyPowers['madeFor'];

/**
 * Whether the principal of a STANDARD entry is one that a policy of this audience was made for. Service-linked roles are not
 * asked about; of a role that does not exist nobody is in the way.
 */
export function isOfAudience(
  facts: Facts,
  cluster: ClusterRef,
  principalArn: string,
  audience: Audience,
): boolean {
  switch (audience) {
    case 'anyone':
      return true;
    case 'node':
      return false;
    // EKS refuses both to roles of customers, but for the one that Auto Mode works by.
    case 'cluster role':
    case 'service-linked role':
      return isAutoModeClusterRole(facts, cluster, principalArn);
    case 'backup':
    case 'capability':
    case 'service':
      return trustFits(facts, principalArn, services[audience]);
  }
}

const services = {
  backup: 'backup.amazonaws.com',
  capability: 'capabilities.eks.amazonaws.com',
  service: undefined,
} as const;

function trustFits(facts: Facts, principalArn: string, service: string | undefined): boolean {
  if (parseIamArn(principalArn)?.kind !== 'role') return false;
  const trust = facts.get(factKeys.trustPolicy(principalArn));
  if (trust === undefined) return true;
  return service === undefined
    ? isForOneService(trust.statements)
    : trustsOnlyService(trust.statements, service);
}

/** Which service each of these policies is for is not published, so any one will do that runs no code of customers. */
function isForOneService(trust: readonly Statement[]): boolean {
  const [service, ...others] = namedServices(trust);
  if (service === undefined || others.length > 0 || isComputeService(service)) return false;
  return trustsOnlyService(trust, service);
}

/** Whom a policy is for, in words. */
export const audienceText: Readonly<Record<Audience, string>> = {
  anyone: 'anyone',
  node: 'entries of type EC2',
  'cluster role': 'the cluster role while Auto Mode is on',
  'service-linked role': 'service-linked roles of AWS',
  backup: 'roles that only backup.amazonaws.com may assume',
  capability: 'roles that only capabilities.eks.amazonaws.com may assume',
  service: 'roles that only the service in question may assume',
};
