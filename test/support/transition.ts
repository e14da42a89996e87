import type { Finding, Transition } from '../../shared/model/finding.ts';

/** The `version`th step of a finding, at that millisecond. */
export function transition(
  findingId: string,
  version: number,
  { actor = false }: { readonly actor?: boolean } = {},
): Transition {
  return {
    id: `${findingId}-${version}`,
    type: version === 1 ? 'OPENED' : 'CHANGED',
    cause: 'change',
    at: version,
    delivery: 'now',
    group: 'event-1',
    finding: { ...finding(findingId, version), ...(actor ? { actor: someone } : {}) },
  };
}

const someone = {
  name: 'role/ci',
  eventId: 'event-1',
  eventName: 'AssociateAccessPolicy',
  eventTime: 1,
  region: 'eu-west-1',
} as const;

function finding(id: string, version: number): Finding {
  return {
    id,
    ruleId: 'access-entry-no-cluster-admin',
    severity: 'HIGH',
    title: 'Access entry is cluster admin',
    message: `${id} is cluster admin "everywhere".`,
    accountId: '111122223333',
    region: 'eu-west-1',
    clusterName: 'payments',
    resource: { type: 'AWS::EKS::AccessEntry', id },
    subject: id,
    evidence: { policyArn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy' },
    because: 'Its holder can read every Secret.',
    remedy: 'Associate a narrower access policy.',
    fingerprint: '{}',
    status: 'open',
    firstSeen: 1,
    changedAt: version,
    version,
  };
}
