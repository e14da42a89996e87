import { defineRule } from './rule.ts';

export const accessGrantShortLived = defineRule({
  id: 'access-grant-short-lived',
  subject: 'grant',
  severity: 'MEDIUM',
  title: 'Access came and went, or was granted to oneself',
  requires:
    'No access is granted and taken away again between two looks, and none by the principal that it is for.',
  because:
    'A few seconds of cluster admin are enough to read every Secret or to leave a binding behind, and no reading of the state shows that they were.',
  remedy:
    'Ask whoever made the calls. Read the audit log of the cluster for what the principal did in between, and take away the permission to grant access where nobody can explain it.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html',
    'https://stratus-red-team.cloud/attack-techniques/AWS/eks.lateral-movement.create-access-entry/',
  ],
  controls: { owasp: ['K03'], mitre: ['T1098'] },

  *check({ granted, removed, seen }) {
    const { cluster, principalArn, grant, actor } = granted;
    const what = `${grant} in ${cluster.name} (${cluster.region}) to ${principalArn}`;
    const evidence = { principalArn, grant, grantedBy: actor.name, eventId: actor.eventId };
    if (removed !== undefined && !seen) {
      yield {
        key: 'short-lived',
        message: `${actor.name} granted ${what}, and ${removed.actor.name} took it away again before it was seen.`,
        evidence: { ...evidence, removedBy: removed.actor.name, removedIn: removed.actor.eventId },
      };
    }
    if (actor.arn === principalArn) {
      yield { key: 'self-granted', message: `${actor.name} granted itself ${what}.`, evidence };
    }
  },
});
