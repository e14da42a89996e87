import type { AccessScope } from '../../../shared/model/access-entry.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import type { Violation } from '../../../shared/model/violation.ts';
import { accessEntryNoAdminEquivalent } from '../../../shared/rules/access-entry-no-admin-equivalent.ts';
import {
  accessEntry,
  ci,
  cluster,
  entryWith,
  namespaces,
  policy,
  wholeCluster,
} from '../../support/eks.ts';
import { known } from '../../support/facts.ts';
import { services, statement } from '../../support/iam.ts';
import { testRule } from '../../support/test-rule.ts';

const payments = { region: 'eu-west-1', name: 'payments' };
const autoMode = known(
  factKeys.cluster(payments),
  cluster({ roleArn: ci, computeConfig: { enabled: true } }),
);
const restore = policy('AWSBackupFullAccessPolicyForRestore', wholeCluster);
const loadBalancing = policy('AmazonEKSLoadBalancingClusterPolicy', wholeCluster);
const byBackup = statement({ principals: services('backup.amazonaws.com') });
const odd = policy('AmazonEKSAdminPolicy', { type: 'label', namespaces: [] });

testRule(accessEntryNoAdminEquivalent, {
  compliant: {
    'an entry without access policies': entryWith(ci, []),
    'view and secrets over the whole cluster, which other rules judge': entryWith(ci, [
      policy('AmazonEKSViewPolicy', wholeCluster),
      policy('AmazonEKSAdminViewPolicy', wholeCluster),
    ]),
    'cluster admin over the whole cluster, which another rule judges': entryWith(ci, [
      policy('AmazonEKSClusterAdminPolicy', wholeCluster),
    ]),
    'the admin policy in one ordinary namespace (elastic: Access Entry Granted Cluster Admin Policy)':
      entryWith(ci, [policy('AmazonEKSAdminPolicy', namespaces('payments'))]),
    'cluster admin and edit in namespaces whose names only begin like a sensitive one': entryWith(
      ci,
      [
        policy('AmazonEKSClusterAdminPolicy', namespaces('kube')),
        policy('AmazonEKSEditPolicy', namespaces('kube-system-tools', 'payments-*')),
      ],
    ),
    'secrets and view over a sensitive namespace': entryWith(ci, [
      policy('AmazonEKSViewPolicy', namespaces('kube-system')),
      policy('AmazonEKSSecretReaderPolicy', namespaces('kube-system')),
    ]),
    'edit over kube-system where the configuration calls another namespace sensitive': entryWith(
      ci,
      [policy('AmazonEKSEditPolicy', namespaces('kube-system'))],
      { config: { sensitiveNamespaces: ['vault'] } },
    ),
    'a declared cluster admin': entryWith(ci, [policy('AmazonEKSAdminPolicy', wholeCluster)], {
      config: { clusterAdmins: [{ kind: 'exact', principal: ci }] },
    }),
    'the cluster role of a cluster in Auto Mode, which EKS gives its policies (kube-bench#940)':
      entryWith(ci, [loadBalancing], { facts: [autoMode] }),
    'load balancing over a sensitive namespace, where there are no webhooks': entryWith(ci, [
      policy('AmazonEKSLoadBalancingClusterPolicy', namespaces('kube-system')),
    ]),
    'a policy that nobody has classified, which another rule reports': entryWith(ci, [
      policy('AmazonEKSFuturePolicy', wholeCluster),
    ]),
  },
  nonCompliant: {
    'the admin policy over the whole cluster': {
      given: entryWith(ci, [policy('AmazonEKSAdminPolicy', wholeCluster)]),
      reports: [amounts('AmazonEKSAdminPolicy', wholeCluster)],
    },
    'the edit policy over all namespaces by pattern': {
      given: entryWith(ci, [policy('AmazonEKSEditPolicy', namespaces('*'))]),
      reports: [amounts('AmazonEKSEditPolicy', namespaces('*'))],
    },
    'cluster admin over a sensitive namespace': {
      given: entryWith(ci, [
        policy('AmazonEKSClusterAdminPolicy', namespaces('payments', 'kube-system')),
      ]),
      reports: [
        amounts('AmazonEKSClusterAdminPolicy', namespaces('kube-system', 'payments'), [
          'kube-system',
        ]),
      ],
    },
    'edit over a pattern that matches two sensitive namespaces': {
      given: entryWith(ci, [policy('AmazonEKSEditPolicy', namespaces('*-system'))]),
      reports: [
        amounts('AmazonEKSEditPolicy', namespaces('*-system'), ['flux-system', 'kube-system']),
      ],
    },
    'admin over a pattern that overlaps a configured one': {
      given: entryWith(ci, [policy('AmazonEKSAdminPolicy', namespaces('team-*'))], {
        config: { sensitiveNamespaces: ['*-vault'] },
      }),
      reports: [amounts('AmazonEKSAdminPolicy', namespaces('team-*'), ['*-vault'])],
    },
    'restoring backups over a sensitive namespace and the whole cluster': {
      given: entryWith(ci, [restore], {
        trustPolicies: { [ci]: [statement({ principals: services('ec2.amazonaws.com') })] },
      }),
      reports: [amounts('AWSBackupFullAccessPolicyForRestore', wholeCluster)],
    },
    'restoring backups by a role that only AWS Backup may assume': {
      given: entryWith(ci, [restore], { trustPolicies: { [ci]: [byBackup] } }),
      reports: [
        { ...amounts('AWSBackupFullAccessPolicyForRestore', wholeCluster), severity: 'LOW' },
      ],
    },
    'two policies, each by itself, in the order of the entry': {
      given: entryWith(ci, [
        policy('AmazonEKSEditPolicy', wholeCluster),
        policy('AmazonEKSAdminPolicy', namespaces('flux-system')),
      ]),
      reports: [
        amounts('AmazonEKSEditPolicy', wholeCluster),
        amounts('AmazonEKSAdminPolicy', namespaces('flux-system'), ['flux-system']),
      ],
    },
    'the load balancing policy on a role that is not that of the cluster': {
      given: entryWith(ci, [loadBalancing], {
        facts: [
          known(
            factKeys.cluster(payments),
            cluster({ roleArn: `${ci}-2`, computeConfig: { enabled: true } }),
          ),
        ],
      }),
      reports: [amounts('AmazonEKSLoadBalancingClusterPolicy', wholeCluster)],
    },
    'the load balancing policy on the cluster role while Auto Mode is off': {
      given: entryWith(ci, [loadBalancing], {
        facts: [
          known(
            factKeys.cluster(payments),
            cluster({ roleArn: ci, computeConfig: { enabled: false } }),
          ),
        ],
      }),
      reports: [amounts('AmazonEKSLoadBalancingClusterPolicy', wholeCluster)],
    },
  },
  insufficientData: {
    'an entry whose access policies were not read': {
      given: { subject: accessEntry(ci), known: {} },
      because: `access-policies eu-west-1/payments ${ci}: not read yet`,
    },
    'a scope type that is not known': {
      given: entryWith(ci, [odd]),
      because: `access scope type label of ${odd.policyArn} is not known`,
    },
    'a backup role whose trust policy was not read, reported in full': {
      given: entryWith(ci, [restore]),
      because: `trust-policy iam ${ci}: not read yet`,
      reports: [amounts('AWSBackupFullAccessPolicyForRestore', wholeCluster)],
    },
    'a policy of Auto Mode in a cluster that was not read': {
      given: entryWith(ci, [loadBalancing]),
      because: 'cluster eu-west-1 payments: not read yet',
    },
  },
});

function amounts(
  name: string,
  accessScope: AccessScope,
  sensitiveNamespaces?: readonly string[],
): Violation {
  const over = sensitiveNamespaces === undefined ? '' : ` over ${sensitiveNamespaces.join(', ')}`;
  const { type, namespaces: scoped } = accessScope;
  return {
    key: name,
    message: `${ci} can become cluster admin of payments in eu-west-1 through ${name}${over}.`,
    evidence: {
      principalArn: ci,
      policyArn: `arn:aws:eks::aws:cluster-access-policy/${name}`,
      accessScope: { type, namespaces: scoped },
      ...(sensitiveNamespaces && { sensitiveNamespaces }),
    },
    command: `aws eks disassociate-access-policy --cluster-name payments --principal-arn ${ci} --policy-arn arn:aws:eks::aws:cluster-access-policy/${name} --region eu-west-1`,
  };
}
