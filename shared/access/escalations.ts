import type { Escalation } from './escalation.ts';
import { escalationsByPassedRole } from './escalations-by-passed-role.ts';
import { escalationsByRunningCode } from './escalations-by-running-code.ts';
import { escalationsInIam } from './escalations-in-iam.ts';

/**
 * The known ways from some permissions of IAM to more. Those that end in a cluster are in cluster-access-rows.ts.
 * iam:PassRole itself is judged with each row that passes a role.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
export const escalations: readonly Escalation[] = [
  ...escalationsInIam,
  ...escalationsByPassedRole,
  ...escalationsByRunningCode,
];
