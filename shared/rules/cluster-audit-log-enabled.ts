import { updateClusterConfig } from '../access/remedy-commands.ts';
import { defineRule, undecided } from './rule.ts';

export const clusterAuditLogEnabled = defineRule({
  id: 'cluster-audit-log-enabled',
  subject: 'cluster',
  severity: 'MEDIUM',
  title: 'Cluster keeps no record of who did what in it',
  requires: 'The control plane logs of types audit and authenticator are switched on.',
  because:
    'What happens inside a cluster never reaches CloudTrail: the audit log is the only record of who read a Secret or bound a role, and the authenticator log the only one of which IAM principal that was.',
  remedy: 'Switch on the log types audit and authenticator; the other three are for operations.',
  references: ['https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html'],
  controls: { cis: ['2.1.1'], owasp: ['K05'], mitre: ['T1562.008'], securityHub: ['EKS.8'] },

  *check(cluster) {
    const { name, region, enabledLogTypes } = cluster;
    if (enabledLogTypes === undefined) return undecided('the cluster does not say what it logs');
    const missing = needed.filter((type) => !enabledLogTypes.includes(type));
    if (missing.length === 0) return undefined;
    const types = missing.join('","');
    yield {
      message: `${name} in ${region} does not log ${missing.join(' and ')}.`,
      evidence: { enabledLogTypes, missing },
      command: updateClusterConfig(
        cluster,
        '--logging',
        `{"clusterLogging":[{"types":["${types}"],"enabled":true}]}`,
      ),
    };
    return undefined;
  },
});

const needed = ['audit', 'authenticator'] as const;
