import type { Severity } from '../../../shared/model/severity.ts';
import type { Violation } from '../../../shared/model/violation.ts';
import { accessEntryNoClusterWideSecrets } from '../../../shared/rules/access-entry-no-cluster-wide-secrets.ts';
import { accessEntry, ci, entryWith, namespaces, policy, wholeCluster } from '../../support/eks.ts';
import { services, statement } from '../../support/iam.ts';
import { testRule } from '../../support/test-rule.ts';

const backup = policy('AWSBackupFullAccessPolicyForBackup', wholeCluster);
const adminView = policy('AmazonEKSAdminViewPolicy', wholeCluster);
const odd = policy('AmazonEKSSecretReaderPolicy', { type: 'label', namespaces: [] });
const byBackup = statement({ principals: services('backup.amazonaws.com') });
const byEc2 = statement({ principals: services('ec2.amazonaws.com') });

testRule(accessEntryNoClusterWideSecrets, {
  compliant: {
    'an entry with no access policy': entryWith(ci, []),
    'view over the whole cluster, which leaves Secrets out': entryWith(ci, [
      policy('AmazonEKSViewPolicy', wholeCluster),
    ]),
    'the Secrets of one namespace': entryWith(ci, [
      policy('AmazonEKSSecretReaderPolicy', namespaces('payments')),
    ]),
    'a backup of one namespace, its role unread': entryWith(ci, [
      policy('AWSBackupFullAccessPolicyForBackup', namespaces('payments')),
    ]),
    'a declared admin': entryWith(ci, [adminView], {
      config: { clusterAdmins: [{ kind: 'exact', principal: ci }] },
    }),
    'cluster admin, which another rule reports': entryWith(ci, [
      policy('AmazonEKSClusterAdminPolicy', wholeCluster),
    ]),
    'edit over the whole cluster, which is more than reading Secrets': entryWith(ci, [
      policy('AmazonEKSEditPolicy', wholeCluster),
    ]),
    'a policy that nobody has classified': entryWith(ci, [
      policy('AmazonEKSTomorrowPolicy', wholeCluster),
    ]),
  },
  nonCompliant: {
    'everything readable, Secrets included': {
      given: entryWith(ci, [adminView]),
      reports: [reads('AmazonEKSAdminViewPolicy')],
    },
    'the Secrets of all namespaces by pattern': {
      given: entryWith(ci, [policy('AmazonEKSSecretReaderPolicy', namespaces('*'))]),
      reports: [
        {
          ...reads('AmazonEKSSecretReaderPolicy'),
          evidence: {
            principalArn: ci,
            policyArn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSSecretReaderPolicy',
            accessScope: { type: 'namespace', namespaces: ['*'] },
          },
        },
      ],
    },
    'two policies, each on its own': {
      given: entryWith(ci, [
        policy('AmazonEKSSecretReaderPolicy', wholeCluster),
        policy('AmazonEKSSecretAdminPolicy', wholeCluster),
      ]),
      reports: [reads('AmazonEKSSecretReaderPolicy'), reads('AmazonEKSSecretAdminPolicy')],
    },
    'the Argo CD policy when it is not kept to its namespace': {
      given: entryWith(ci, [policy('AmazonEKSArgoCDPolicy', wholeCluster)]),
      reports: [reads('AmazonEKSArgoCDPolicy')],
    },
    'a backup by the backup service alone, mildly': {
      given: entryWith(ci, [backup], { trustPolicies: { [ci]: [byBackup] } }),
      reports: [reads('AWSBackupFullAccessPolicyForBackup', 'LOW')],
    },
    'a restore by the backup service alone, mildly': {
      given: entryWith(ci, [policy('AWSBackupFullAccessPolicyForRestore', wholeCluster)], {
        trustPolicies: { [ci]: [byBackup] },
      }),
      reports: [reads('AWSBackupFullAccessPolicyForRestore', 'LOW')],
    },
    'a backup policy on a role that others may assume too': {
      given: entryWith(ci, [backup], { trustPolicies: { [ci]: [byBackup, byEc2] } }),
      reports: [reads('AWSBackupFullAccessPolicyForBackup')],
    },
    'a backup policy on a role that is gone': {
      given: entryWith(ci, [backup], { trustPolicies: { [ci]: 'absent' } }),
      reports: [reads('AWSBackupFullAccessPolicyForBackup')],
    },
    'another policy on the role of the backup service': {
      given: entryWith(ci, [adminView], { trustPolicies: { [ci]: [byBackup] } }),
      reports: [reads('AmazonEKSAdminViewPolicy')],
    },
  },
  insufficientData: {
    'an entry whose access policies were not read': {
      given: { subject: accessEntry(ci), known: {} },
      because: 'access-policies eu-west-1/payments arn:aws:iam::012345678901:role/ci: not read yet',
    },
    'a backup policy whose role was not read': {
      given: entryWith(ci, [backup, adminView]),
      because: `trust-policy iam ${ci}: not read yet`,
      reports: [reads('AWSBackupFullAccessPolicyForBackup'), reads('AmazonEKSAdminViewPolicy')],
    },
    'a scope type that is not known': {
      given: entryWith(ci, [odd]),
      because: `access scope type label of ${odd.policyArn} is not known`,
    },
  },
});

function reads(name: string, severity?: Severity): Violation {
  const policyArn = `arn:aws:eks::aws:cluster-access-policy/${name}`;
  return {
    message: `${ci} can read every Secret of payments in eu-west-1 through ${name}.`,
    evidence: {
      principalArn: ci,
      policyArn,
      accessScope: { type: 'cluster', namespaces: [] },
    },
    key: name,
    ...(severity && { severity }),
    command: `aws eks disassociate-access-policy --cluster-name payments --principal-arn ${ci} --policy-arn ${policyArn} --region eu-west-1`,
  };
}
