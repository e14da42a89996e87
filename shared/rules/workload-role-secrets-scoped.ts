import { secretDangers } from '../access/boundless-reads.ts';
import { violationsBesideWildcards } from '../access/wildcard-grants.ts';
import { defineRule, notApplicable } from './rule.ts';

export const workloadRoleSecretsScoped = defineRule({
  id: 'workload-role-secrets-scoped',
  subject: 'workloadRole',
  severity: 'HIGH',
  title: 'A workload may read every secret of the account',
  requires:
    'No role of a workload may read all secrets of Secrets Manager or all parameters of Parameter Store in a watched Region. Conditions on tags narrow it; ListSecrets and BatchGetSecretValue alone read nothing. Organization policies count where a snapshot brings them.',
  because:
    'One pod that has the role then holds the passwords and keys of every other workload in the account.',
  remedy: 'Name the secrets by ARN, each ending in -??????, or the parameters by their path.',
  references: [
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_examples.html',
    'https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-access.html',
  ],
  controls: { owasp: ['K03', 'K08'], mitre: ['T1555.006'] },
  absorbs: ['secret-provider-class-role-scoped', 'secret-store-role-scoped'],

  *check(workload, facts) {
    const reason = yield* violationsBesideWildcards(workload, facts, secretDangers);
    return reason === undefined ? undefined : notApplicable(reason);
  },
});
