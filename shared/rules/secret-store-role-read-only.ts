import { holderOf } from '../access/holder.ts';
import { objectsOf } from '../access/objects-of.ts';
import { possiblePatterns } from '../access/possible-patterns.ts';
import { storeRoleOf, storeText } from '../access/store-role.ts';
import { statementEvidence } from '../iam/evidence.ts';
import { factKeys } from '../model/fact-key.ts';
import type { ExternalSecret, SecretStore } from '../model/secrets-operators.ts';
import { defineRule, notApplicable } from './rule.ts';

export const secretStoreRoleReadOnly = defineRule({
  id: 'secret-store-role-read-only',
  subject: 'secretStore',
  severity: 'MEDIUM',
  title: 'A secret store can change the secrets that it reads',
  requires:
    'The role of a store cannot put, change or delete secrets and parameters, nor change who may read them, unless a PushSecret uses the store.',
  because:
    'Whoever may use the store can then plant a secret for others to trust, or let another account read one.',
  remedy: 'Leave the role GetSecretValue, DescribeSecret and, for parameters, GetParameter.',
  references: [
    'https://external-secrets.io/latest/provider/aws-secrets-manager/',
    'https://external-secrets.io/latest/api/pushsecret/',
  ],
  controls: { owasp: ['K03', 'K08'], mitre: ['T1098', 'T1485'] },
  *check({ cluster, store }, facts) {
    const role = storeRoleOf(facts, cluster, store);
    if ('none' in role) return notApplicable(role.none);
    const pushes = objectsOf(facts, factKeys.externalSecrets(cluster, 'pushsecrets'));
    if (pushes.some((push) => mayUse(push, store))) return notApplicable('a PushSecret uses it');
    const holder = holderOf(facts, role.arn);
    if (holder === undefined) return notApplicable('its role does not exist');
    const possible = writes.map((action) => ({
      action,
      patterns: possiblePatterns(holder, action),
    }));
    const actions = possible.flatMap(({ action, patterns }) =>
      patterns.length > 0 ? [action] : [],
    );
    if (actions.length === 0) return undefined;
    yield {
      message: `${role.arn}, the role of ${storeText(store)}, may call ${actions.join(', ')}.`,
      evidence: {
        roleArn: role.arn,
        actions,
        statements: statementEvidence(
          possible.flatMap(({ patterns }) => patterns.map(({ statement }) => statement)),
        ),
      },
      grant: role.arn,
    };
    return undefined;
  },
});

/** One that chooses stores by labels may choose any that it reaches. */
function mayUse(push: ExternalSecret, { kind, namespace, name }: SecretStore): boolean {
  if (namespace !== undefined && namespace !== push.namespace) return false;
  return push.stores.some(
    (ref) => ref.kind === kind && (ref.labelSelector !== undefined || ref.name === name),
  );
}

const writes = [
  'secretsmanager:CreateSecret',
  'secretsmanager:DeleteSecret',
  'secretsmanager:PutResourcePolicy',
  'secretsmanager:PutSecretValue',
  'secretsmanager:UpdateSecret',
  'ssm:DeleteParameter',
  'ssm:DeleteParameters',
  'ssm:PutParameter',
];
