import type { AssociatedAccessPolicy } from '../../../shared/model/access-entry.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import type { Violation } from '../../../shared/model/violation.ts';
import { accessEntryServicePolicyForService } from '../../../shared/rules/access-entry-service-policy-for-service.ts';
import { clusterParts } from '../../support/cluster-parts.ts';
import { accessEntry, ci, entryWith, namespaces, policy, wholeCluster } from '../../support/eks.ts';
import { gone } from '../../support/facts.ts';
import { trusting } from '../../support/policies.ts';
import { testRule } from '../../support/test-rule.ts';

const alice = 'arn:aws:iam::012345678901:user/alice';
const outsider = 'arn:aws:iam::444455556666:role/ci';
const serviceLinked =
  'arn:aws:iam::012345678901:role/aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS';
const backup = policy('AWSBackupFullAccessPolicyForBackup', namespaces('web'));
const ack = policy('AmazonEKSACKPolicy', wholeCluster);
const compute = policy('AmazonEKSComputePolicy', wholeCluster);
const networking = policy('AmazonEKSNetworkingPolicy', wholeCluster);
const autoNode = policy('AmazonEKSAutoNodePolicy', wholeCluster);
const insights = policy('AmazonAIOpsAssistantPolicy', wholeCluster);
const autoMode = clusterParts({ cluster: { roleArn: ci, computeConfig: { enabled: true } } });
const byPeople = trusting({ AWS: ['arn:aws:iam::012345678901:root'] });

testRule(accessEntryServicePolicyForService, {
  compliant: {
    'an entry without access policies': entryWith(ci, []),
    'policies for anyone, and one that nobody has classified': entryWith(ci, [
      policy('AmazonEKSViewPolicy', wholeCluster),
      policy('AmazonEKSFuturePolicy', wholeCluster),
    ]),
    'a backup policy on a role of AWS Backup alone': trusted([backup], 'backup.amazonaws.com'),
    'a capability and its policy (kube-bench#940)': trusted(
      [ack],
      'capabilities.eks.amazonaws.com',
    ),
    'the cluster role while Auto Mode is on (kubescape/regolibrary#666)': entryWith(
      ci,
      [compute, networking],
      { facts: autoMode },
    ),
    'a policy of a service on a role of one service alone': trusted(
      [insights],
      'aiops.amazonaws.com',
    ),
    'a role that is gone': entryWith(ci, [ack], { facts: [gone(factKeys.trustPolicy(ci))] }),
    'what other rules report: all Secrets, and what amounts to cluster admin': entryWith(ci, [
      policy('AWSBackupFullAccessPolicyForBackup', wholeCluster),
      policy('AWSBackupFullAccessPolicyForRestore', namespaces('kube-*')),
      policy('AmazonEKSLoadBalancingClusterPolicy', wholeCluster),
    ]),
  },
  nonCompliant: {
    'a backup policy on a role that another service may assume as well': {
      given: trusted([backup], 'backup.amazonaws.com', 'ec2.amazonaws.com'),
      reports: [isFor(backup, 'roles that only backup.amazonaws.com may assume')],
    },
    'a policy of capabilities on a role that people assume': {
      given: entryWith(ci, [ack], { trustPolicies: { [ci]: [byPeople] } }),
      reports: [isFor(ack, 'roles that only capabilities.eks.amazonaws.com may assume')],
    },
    'a policy of capabilities on a user': {
      given: entryWith(alice, [ack]),
      reports: [isFor(ack, 'roles that only capabilities.eks.amazonaws.com may assume', alice)],
    },
    'policies of Auto Mode on another role than that of the cluster': {
      given: entryWith(ci, [compute, networking], {
        facts: clusterParts({ cluster: { roleArn: `${ci}-2`, computeConfig: { enabled: true } } }),
      }),
      reports: [
        isFor(compute, 'service-linked roles of AWS'),
        isFor(networking, 'the cluster role while Auto Mode is on'),
      ],
    },
    'policies of Auto Mode on the cluster role while it is off': {
      given: entryWith(ci, [networking], { facts: clusterParts({ cluster: { roleArn: ci } }) }),
      reports: [isFor(networking, 'the cluster role while Auto Mode is on')],
    },
    'the policy of nodes on a STANDARD entry': {
      given: entryWith(ci, [autoNode]),
      reports: [isFor(autoNode, 'entries of type EC2')],
    },
    'a policy of an unknown service on a role that people assume': {
      given: entryWith(ci, [insights], { trustPolicies: { [ci]: [byPeople] } }),
      reports: [isForService()],
    },
    'a policy of an unknown service on a role of code': {
      given: trusted([insights], 'lambda.amazonaws.com'),
      reports: [isForService()],
    },
    'a policy of an unknown service on a role of two services': {
      given: trusted([insights], 'aiops.amazonaws.com', 'aidevops.amazonaws.com'),
      reports: [isForService()],
    },
    'a policy of an unknown service on a role of one service and people': {
      given: entryWith(ci, [insights], {
        trustPolicies: { [ci]: [trusting({ Service: ['aiops.amazonaws.com'] }), byPeople] },
      }),
      reports: [isForService()],
    },
  },
  notApplicable: {
    'a service-linked role (prowler#2248)': {
      given: entryWith(serviceLinked, [compute]),
      because: 'AWS keeps service-linked roles',
    },
    'a role of another account': {
      given: entryWith(outsider, [ack]),
      because: 'account 444455556666 is not watched',
    },
    'an entry for nodes, whose policies another rule judges': {
      given: {
        subject: {
          cluster: { region: 'eu-west-1', name: 'payments' },
          entry: { principalArn: ci, type: 'EC2', kubernetesGroups: [] },
        },
        known: {},
      },
      because: 'entries of type EC2 are for nodes',
    },
  },
  insufficientData: {
    'an entry whose access policies were not read': {
      given: { subject: accessEntry(ci), known: {} },
      because: `access-policies eu-west-1/payments ${ci}: not read yet`,
    },
    'a role whose trust policy was not read, beside what is proven': {
      given: entryWith(ci, [ack, autoNode]),
      because: `trust-policy iam ${ci}: not read yet`,
      reports: [isFor(autoNode, 'entries of type EC2')],
    },
    'a cluster that was not read': {
      given: entryWith(ci, [compute]),
      because: 'cluster eu-west-1 payments: not read yet',
    },
  },
});

function trusted(policies: readonly AssociatedAccessPolicy[], ...services: readonly string[]) {
  return entryWith(ci, policies, { trustPolicies: { [ci]: [trusting({ Service: services })] } });
}

function isFor(
  { policyArn, accessScope: { type, namespaces: scope } }: AssociatedAccessPolicy,
  whom: string,
  principalArn = ci,
): Violation {
  const name = policyArn.slice(policyArn.indexOf('/') + 1);
  return {
    key: name,
    message: `${principalArn} holds ${name} in payments in eu-west-1, which is for ${whom}.`,
    evidence: { principalArn, policyArn, accessScope: { type, namespaces: scope } },
    command: `aws eks disassociate-access-policy --cluster-name payments --principal-arn ${principalArn} --policy-arn ${policyArn} --region eu-west-1`,
  };
}

function isForService(): Violation {
  const whom = 'roles that only the service in question may assume';
  return { ...isFor(insights, whom), severity: 'LOW' };
}
