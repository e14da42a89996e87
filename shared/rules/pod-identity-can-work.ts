import {
  type PodIdentitySession,
  podIdentityContext,
  sessionOf,
} from '../access/pod-identity-session.ts';
import { withPodIdentity } from '../access/pod-identity-trust.ts';
import { deletePodIdentityAssociation, updateAssumeRolePolicy } from '../access/remedy-commands.ts';
import { decideAssumeRole } from '../iam/assume-role.ts';
import { podIdentityService } from '../iam/workload-trust.ts';
import { factKeys } from '../model/fact-key.ts';
import type { PolicyDocument } from '../model/policy-document.ts';
import { defineRule } from './rule.ts';

export const podIdentityCanWork = defineRule({
  id: 'pod-identity-can-work',
  subject: 'podIdentityAssociation',
  severity: 'LOW',
  title: 'Pod Identity association hands out nothing',
  requires:
    'The role of an association exists and its trust policy lets pods.eks.amazonaws.com assume it, and tag the session unless session tags are off. Whether the Pod Identity agent runs shows in Kubernetes only and is not judged yet.',
  because:
    'Pods of the service account get no credentials, or fall back to those of their node, and the association looks like access that works.',
  remedy:
    'Delete the association, or let pods.eks.amazonaws.com in by the trust policy, for this service account alone.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-association.html',
  ],
  controls: {},

  *check({ cluster, association }, facts) {
    const { namespace, serviceAccount, roleArn } = association;
    const who = `service account ${namespace}/${serviceAccount} of ${cluster.name} in ${cluster.region}`;
    const role = facts.get(factKeys.role(roleArn));
    if (role === undefined) {
      yield {
        key: 'missing',
        message: `${roleArn} does not exist, so ${who} gets no credentials.`,
        evidence: { roleArn, namespace, serviceAccount },
        command: deletePodIdentityAssociation(cluster, association.associationId),
      };
      return;
    }
    const trust = facts.get(factKeys.trustPolicy(roleArn)) ?? { statements: [] };
    const session = sessionOf(facts.account, cluster, association);
    const refused = refusedActions(trust, roleArn, session);
    if (refused.length === 0) return;
    yield {
      key: 'refused',
      message: `The trust policy of ${roleArn} refuses ${refused.join(' and ')} to EKS, so ${who} gets no credentials.`,
      evidence: { roleArn, namespace, serviceAccount, refused },
      command: updateAssumeRolePolicy(role.name, withPodIdentity(trust, session, refused)),
    };
  },
});

/** What turns on something that is not known might work, and is left in peace. */
function refusedActions(
  document: PolicyDocument,
  roleArn: string,
  session: PodIdentitySession,
): readonly string[] {
  const needed = session.disableSessionTags
    ? ['sts:AssumeRole']
    : ['sts:AssumeRole', 'sts:TagSession'];
  const context = podIdentityContext(session);
  const trust = { name: 'trust policy', document };
  const caller = { type: 'Service', service: podIdentityService } as const;
  return needed.filter(
    (action) => decideAssumeRole({ trust, roleArn, caller, action, context }).outcome === 'denied',
  );
}
