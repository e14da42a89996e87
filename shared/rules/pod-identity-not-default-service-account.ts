import { deletePodIdentityAssociation } from '../access/remedy-commands.ts';
import { isPrivileged } from '../access/role-dangers.ts';
import { defineRule } from './rule.ts';

export const podIdentityNotDefaultServiceAccount = defineRule({
  id: 'pod-identity-not-default-service-account',
  subject: 'podIdentityAssociation',
  severity: 'MEDIUM',
  title: 'Every pod that names no service account gets a role',
  requires:
    'No association is for the service account default. HIGH where the role fails a HIGH or CRITICAL permission rule.',
  because:
    'Pods that name no service account run as default, so each of them in the namespace, today and later, gets the role without anybody meaning it.',
  remedy: 'Give the workload a service account of its own and associate the role with that.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html',
    'https://kubernetes.io/docs/concepts/security/service-accounts/',
  ],
  controls: { cis: ['4.1.5'], owasp: ['K03'] },

  *check({ cluster, association }, facts) {
    const { namespace, serviceAccount, roleArn } = association;
    if (serviceAccount !== 'default') return;
    const privileged = facts.ifRead(() => isPrivileged(facts, roleArn)) === true;
    yield {
      message: `Every pod of ${namespace} in ${cluster.name}, ${cluster.region}, that names no service account gets ${roleArn}${privileged ? ', which can do a great deal' : ''}.`,
      evidence: { namespace, serviceAccount, roleArn },
      ...(privileged && { severity: 'HIGH' as const }),
      command: deletePodIdentityAssociation(cluster, association.associationId),
    };
    // Asked again without ifRead: where the policies are unread, the severity above is provisional.
    isPrivileged(facts, roleArn);
  },
});
