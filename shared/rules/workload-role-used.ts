import { idleText, isLongBefore } from '../access/long-unused.ts';
import { denyAll } from '../access/role-policy-commands.ts';
import { usersText } from '../access/role-users.ts';
import { factKeys } from '../model/fact-key.ts';
import { defineRule, notApplicable } from './rule.ts';

export const workloadRoleUsed = defineRule({
  id: 'workload-role-used',
  subject: 'workloadRole',
  severity: 'LOW',
  title: 'No workload uses a role that is there for it',
  requires: 'A role of a workload that is older than 90 days was used in the last 90 days.',
  because:
    'Permissions that nothing needs are still there for whoever gets into the namespace, and nobody would notice.',
  remedy:
    'Deny everything to the role for a while, which can be taken back, then delete it with its association or annotation.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/APIReference/API_RoleLastUsed.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_last-accessed.html',
  ],
  controls: { owasp: ['K03'], mitre: ['T1078.004'] },

  *check(workload, facts) {
    const { role } = workload;
    const today = facts.today();
    if (!isLongBefore(role.createDate, today)) return undefined;
    const lastUsed = facts.get(factKeys.roleLastUsed(role.arn));
    if (lastUsed === undefined) return notApplicable('the role does not exist');
    const idle = idleText(lastUsed, today);
    if (idle === undefined) return undefined;
    yield {
      message: `${role.arn}, the role of ${usersText(workload, facts)}, ${idle}.`,
      evidence: { roleArn: role.arn },
      command: denyAll(role.name),
    };
    return undefined;
  },
});
