import { grantEvidence } from '../access/access-policy-grants.ts';
import type { Facts } from '../access/facts.ts';
import { servicesOfNodeType } from '../access/node-entry-types.ts';
import { isNodeRole } from '../access/part-of-cluster.ts';
import { deleteAccessEntry, disassociateAccessPolicy } from '../access/remedy-commands.ts';
import { whyNoRole } from '../access/role-behind.ts';
import { letsInService } from '../iam/service-trust.ts';
import { accessPolicyName } from '../model/access-entry.ts';
import { factKeys } from '../model/fact-key.ts';
import type { PolicyDocument } from '../model/policy-document.ts';
import type { Violation } from '../model/violation.ts';
import { defineRule, notApplicable, type Subjects, undecided } from './rule.ts';

export const accessEntryNodeTypeForNodes = defineRule({
  id: 'access-entry-node-type-for-nodes',
  subject: 'accessEntry',
  severity: 'HIGH',
  title: 'Access entry mixes up nodes with people or machines',
  requires:
    'An access entry of a node type belongs to a role that the service running such nodes may assume, and holds no access policy but AmazonEKSAutoNodePolicy on type EC2. Roles of the node groups, the Fargate profiles and the Auto Mode of the cluster have no STANDARD entry there.',
  because:
    'An entry of a node type makes its principal a member of system:nodes, which reads what pods need. A STANDARD entry or a policy on a node role gives the same power to every pod that gets at the credentials of its node.',
  remedy:
    'Delete the entry, whose type cannot be changed, and make one of the right type; give people and machines roles of their own.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/create-node-role.html',
  ],
  controls: { owasp: ['K03', 'K06'], mitre: ['T1078.004', 'T1552.005'] },

  *check(subject, facts) {
    const { principalArn, type } = subject.entry;
    const none = whyNoRole(principalArn, facts.account);
    if (none !== undefined) return none;
    const trust = facts.get(factKeys.trustPolicy(principalArn));
    if (trust === undefined) return notApplicable('the role does not exist');
    if (type === 'STANDARD') return yield* standardEntry(subject, facts, trust);
    const services = servicesOfNodeType(type);
    if (services === undefined) return undecided(`access entry type ${type} is not known`);
    return yield* nodeEntry(subject, facts, trust, services);
  },
});

type Entry = Subjects['accessEntry'];

function* standardEntry(
  { cluster, entry: { principalArn } }: Entry,
  facts: Facts,
  trust: PolicyDocument,
): Generator<Violation, undefined> {
  // Asked first because most roles are not on nodes, and a cluster has many parts.
  if (!letsInService(trust, principalArn, onNodes) || !isNodeRole(facts, cluster, principalArn)) {
    return undefined;
  }
  yield {
    message: `${principalArn}, a role of nodes of ${cluster.name} in ${cluster.region}, has a STANDARD access entry there.`,
    evidence: { principalArn, type: 'STANDARD' },
    key: 'standard',
    command: deleteAccessEntry(cluster, principalArn),
  };
  return undefined;
}

const onNodes: readonly string[] = ['ec2', 'eks-fargate-pods'];

function* nodeEntry(
  { cluster, entry: { principalArn, type } }: Entry,
  facts: Facts,
  trust: PolicyDocument,
  services: readonly string[],
): Generator<Violation, undefined> {
  const where = `${cluster.name} in ${cluster.region}`;
  if (!letsInService(trust, principalArn, services)) {
    yield {
      message: `${principalArn} enters ${where} as a node of type ${type}, but ${services.join(' or ')} may not assume it.`,
      evidence: { principalArn, type },
      key: 'trust',
      command: deleteAccessEntry(cluster, principalArn),
    };
  }
  for (const policy of facts.get(factKeys.accessPolicies(cluster, principalArn)) ?? []) {
    const name = accessPolicyName(policy.policyArn) ?? policy.policyArn;
    if (type === 'EC2' && name === 'AmazonEKSAutoNodePolicy') continue;
    yield {
      message: `${principalArn}, a role of nodes of ${where}, holds ${name}.`,
      evidence: { ...grantEvidence(principalArn, policy), type },
      key: name,
      command: disassociateAccessPolicy(cluster, principalArn, policy.policyArn),
    };
  }
  return undefined;
}
