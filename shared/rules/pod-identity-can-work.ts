import { type Facts, unread } from '../access/facts.ts';
import { createPodIdentityAgent } from '../access/pod-identity-commands.ts';
import {
  type PodIdentitySession,
  podIdentityContext,
  sessionOf,
} from '../access/pod-identity-session.ts';
import { withPodIdentity } from '../access/pod-identity-trust.ts';
import { deletePodIdentityAssociation, updateAssumeRolePolicy } from '../access/remedy-commands.ts';
import { decideAssumeRole } from '../iam/assume-role.ts';
import { podIdentityService } from '../iam/workload-trust.ts';
import type { ClusterRef } from '../model/cluster.ts';
import { factKeys } from '../model/fact-key.ts';
import type { PolicyDocument } from '../model/policy-document.ts';
import { defineRule } from './rule.ts';

export const podIdentityCanWork = defineRule({
  id: 'pod-identity-can-work',
  subject: 'podIdentityAssociation',
  severity: 'LOW',
  title: 'Pod Identity association hands out nothing',
  requires:
    'The role of an association exists and its trust policy lets pods.eks.amazonaws.com assume it, and tag the session unless session tags are off. The Pod Identity agent runs, as an add-on, a DaemonSet or a part of Auto Mode; judged where the cluster was looked into.',
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
    if (lacksAgent(facts, cluster)) {
      yield {
        key: 'agent',
        message: `No Pod Identity agent runs, so ${who} gets no credentials.`,
        evidence: { namespace, serviceAccount },
        command: createPodIdentityAgent(cluster),
      };
    }
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

/**
 * Only a look into the cluster tells that there is none: an agent that is no add-on shows nowhere else.
 * https://docs.aws.amazon.com/eks/latest/userguide/pod-id-agent-setup.html
 */
function lacksAgent(facts: Facts, cluster: ClusterRef): boolean {
  const agents = facts.orIncomplete(() => facts.ifTried(factKeys.podIdentityAgents(cluster)));
  if (agents === unread || agents?.length !== 0) return false;
  if (facts.get(factKeys.cluster(cluster))?.computeConfig?.enabled === true) return false;
  return !facts.list(factKeys.addons(cluster)).includes('eks-pod-identity-agent');
}

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
