import { updateClusterConfig } from '../access/remedy-commands.ts';
import type { Cluster } from '../model/cluster.ts';
import type { Violation } from '../model/violation.ts';
import { defineRule, undecided } from './rule.ts';

export const clusterAuthenticationModeApi = defineRule({
  id: 'cluster-authentication-mode-api',
  subject: 'cluster',
  severity: 'MEDIUM',
  title: 'Cluster access is not managed by access entries alone',
  requires: 'The authentication mode is API: access entries alone say who may enter the cluster.',
  because:
    'While the aws-auth ConfigMap is honoured, whoever can edit one object in kube-system can make anybody cluster admin, and no AWS API lists who already is.',
  remedy:
    'Give every principal in aws-auth an access entry, then move the mode one step at a time: CONFIG_MAP to API_AND_CONFIG_MAP, then API. No step can be taken back.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/grant-k8s-access.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/migrating-access-entries.html',
  ],
  controls: { cis: ['4.1.7'], owasp: ['K03', 'K06'], mitre: ['T1098.006'] },

  *check(cluster) {
    const { name, region, authenticationMode } = cluster;
    if (authenticationMode === 'API_AND_CONFIG_MAP') {
      yield {
        message: `${name} in ${region} still honours the aws-auth ConfigMap beside its access entries.`,
        evidence: { authenticationMode },
        severity: 'LOW',
        command: updateClusterConfig(cluster, '--access-config', 'authenticationMode=API'),
      };
    } else if (authenticationMode === 'CONFIG_MAP') {
      yield configMapOnly(cluster);
    } else if (authenticationMode !== 'API') {
      return undecided(
        authenticationMode === undefined
          ? 'the cluster shows no authentication mode'
          : `authentication mode ${authenticationMode} is not known`,
      );
    }
    return undefined;
  },
});

/**
 * Unless the flag was turned off when the cluster was made, its creator is an admin in no list.
 * https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html
 */
function configMapOnly(cluster: Cluster): Violation {
  const { name, region, bootstrapClusterCreatorAdminPermissions: bootstrap } = cluster;
  const hiddenAdmin = bootstrap !== false;
  const and = hiddenAdmin ? ', and whoever created it is cluster admin without being listed' : '';
  return {
    message: `Only the aws-auth ConfigMap says who may enter ${name} in ${region}${and}.`,
    evidence: {
      authenticationMode: 'CONFIG_MAP',
      bootstrapClusterCreatorAdminPermissions: bootstrap ?? null,
    },
    ...(hiddenAdmin && { severity: 'HIGH' as const }),
    command: updateClusterConfig(
      cluster,
      '--access-config',
      'authenticationMode=API_AND_CONFIG_MAP',
    ),
  };
}
