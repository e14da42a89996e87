import { unread } from '../access/facts.ts';
import { creatorText, missingAccount } from '../access/missing-account.ts';
import { deletePodIdentityAssociation } from '../access/remedy-commands.ts';
import { defineRule, notApplicable } from './rule.ts';

export const podIdentityServiceAccountExists = defineRule({
  id: 'pod-identity-service-account-exists',
  subject: 'podIdentityAssociation',
  severity: 'LOW',
  title: 'Pod Identity waits for a service account that is gone',
  requires:
    'The service account of an association exists. HIGH where somebody who is no cluster admin may create it. Judged where the cluster was looked into.',
  because:
    'Whoever creates a service account of that name gets the role of the association, without a change in AWS that anybody would see.',
  remedy: 'Delete the association, or create the service account.',
  references: ['https://docs.aws.amazon.com/eks/latest/userguide/pod-id-association.html'],
  controls: { owasp: ['K03'], mitre: ['T1078.004'] },

  *check({ cluster, association }, facts) {
    const { namespace, serviceAccount: name, roleArn, associationId } = association;
    const missing = missingAccount(facts, cluster, { namespace, name });
    if (missing === unread) return notApplicable('what is inside the cluster was not read');
    if (missing === undefined) return undefined;
    yield {
      message: `${roleArn} is for service account ${namespace}/${name} of ${cluster.name} in ${cluster.region}, which does not exist${creatorText(missing.creator)}.`,
      severity: missing.creator === undefined ? 'LOW' : 'HIGH',
      evidence: { roleArn, namespace, serviceAccount: name },
      command: deletePodIdentityAssociation(cluster, associationId),
    };
    return undefined;
  },
});
