import { secretDangers } from '../access/boundless-reads.ts';
import { dangerRemedy } from '../access/danger-remedy.ts';
import { type Holder, holderOf } from '../access/holder.ts';
import { possiblePatterns } from '../access/possible-patterns.ts';
import { storeRoleOf, storeText } from '../access/store-role.ts';
import { statementEvidence } from '../iam/evidence.ts';
import { wildcardsOverlap } from '../iam/wildcard-overlap.ts';
import { factKeys } from '../model/fact-key.ts';
import { defineRule, notApplicable } from './rule.ts';

export const secretStoreRoleScoped = defineRule({
  id: 'secret-store-role-scoped',
  subject: 'secretStore',
  severity: 'HIGH',
  title: 'A secret store can read secrets that it does not serve',
  requires:
    'The role of a store covers neither all secrets nor all parameters, and where the store has a prefix, every name that the role may read begins with it.',
  because:
    'The prefix holds only for who asks through the store: whoever may write a store that uses the role, or gets its credentials, reads all that the role can.',
  remedy:
    'Name the secrets in the policy of the role by the prefix of the store, such as secret:team-a/*, or the parameters by their path.',
  references: [
    'https://external-secrets.io/latest/provider/aws-secrets-manager/',
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_examples.html',
  ],
  controls: { owasp: ['K03', 'K08'], mitre: ['T1555.006'] },

  *check({ cluster, store }, facts) {
    const role = storeRoleOf(facts, cluster, store);
    if ('none' in role) return notApplicable(role.none);
    const found = facts.get(factKeys.role(role.arn));
    const holder = holderOf(facts, role.arn);
    if (found === undefined || holder === undefined)
      return notApplicable('its role does not exist');
    const who = `${role.arn}, the role of ${storeText(store)}, may`;
    const dangers = secretDangers(holder);
    for (const danger of dangers) {
      yield {
        key: `${danger.key}`,
        message: `${who} ${danger.may}.`,
        severity: danger.severity,
        evidence: {
          roleArn: role.arn,
          ...danger.reach,
          statements: statementEvidence(danger.deciding),
        },
        grant: role.arn,
        command: dangerRemedy(facts, found, danger),
      };
    }
    const { prefix } = role.aws;
    // Whoever reads all of them reads those beside the prefix too.
    if (prefix === undefined || dangers.length > 0) return undefined;
    const beside = besidePrefix(holder, role.aws.service, prefix);
    if (beside.length === 0) return undefined;
    yield {
      key: 'prefix',
      message: `${who} read names that do not begin with ${prefix}.`,
      evidence: {
        roleArn: role.arn,
        prefix,
        resources: [...new Set(beside.map(({ pattern }) => pattern))].toSorted(),
        statements: statementEvidence(beside.map(({ statement }) => statement)),
      },
      grant: role.arn,
    };
    return undefined;
  },
});

function besidePrefix(holder: Holder, service: string, prefix: string) {
  const kind = kinds.find((one) => one.service === service);
  if (kind === undefined) return [];
  // The ARN of a parameter has one slash before its name, whether or not the name begins with one.
  const allowed = kind.head + prefix.replace(kind.optional, '');
  return possiblePatterns(holder, kind.action).filter(({ pattern }) => {
    const [, , owner = '', , , ...rest] = pattern.split(':');
    const resource = rest.join(':');
    // A statement that names both gives the action on what it is for alone.
    const isOfOther =
      rest.length > 0 &&
      !(wildcardsOverlap(owner, kind.owner) && wildcardsOverlap(resource, `${kind.head}*`));
    return !(isOfOther || resource.startsWith(allowed));
  });
}

const kinds = [
  {
    service: 'SecretsManager',
    owner: 'secretsmanager',
    action: 'secretsmanager:GetSecretValue',
    head: 'secret:',
    optional: /^$/,
  },
  {
    service: 'ParameterStore',
    owner: 'ssm',
    action: 'ssm:GetParameter',
    head: 'parameter/',
    optional: /^\//,
  },
];
