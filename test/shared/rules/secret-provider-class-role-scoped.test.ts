import { factKeys } from '../../../shared/model/fact-key.ts';
import type { Pod } from '../../../shared/model/kubernetes-workloads.ts';
import type {
  MountedObject,
  SecretProviderClass,
} from '../../../shared/model/secrets-operators.ts';
import type { Severity } from '../../../shared/model/severity.ts';
import type { Violation } from '../../../shared/model/violation.ts';
import { secretProviderClassRoleScoped } from '../../../shared/rules/secret-provider-class-role-scoped.ts';
import { association } from '../../support/associations.ts';
import { type KnownFact, known } from '../../support/facts.ts';
import { payments, serviceAccount } from '../../support/operators.ts';
import { allow, deny, goneRole, roleFacts } from '../../support/policies.ts';
import { testRule } from '../../support/test-rule.ts';

const role = 'arn:aws:iam::012345678901:role/web';
const target = 'arn:aws:iam::012345678901:role/vault';
const secrets = 'arn:aws:secretsmanager:eu-west-1:012345678901:secret';
const parameters = 'arn:aws:ssm:eu-west-1:012345678901:parameter';
const reads = 'secretsmanager:GetSecretValue';

const db = mounting('db', [{ service: 'secretsmanager', name: 'web/db' }]);
const byArn = mounting('db', [{ service: 'secretsmanager', name: `${secrets}:web/db-AbCdEf` }]);
const backupByArn = mounting('db', [
  { service: 'secretsmanager', name: `${secrets}:web/db-backup-AbCdEf` },
]);
const fromRoot = mounting('db', [{ service: 'secretsmanager', name: '/web/db' }]);
const flags = mounting('db', [{ service: 'ssm', name: '/web/flags' }]);
const flagsByArn = mounting('db', [{ service: 'ssm', name: `${parameters}/web/my-secret` }]);
const api = mounting('api', [{ service: 'secretsmanager', name: 'web/api' }]);
const viaPodIdentity: SecretProviderClass = { ...db, usePodIdentity: true };
const { objects: _, ...unclear } = db;

const accounts = known(factKeys.serviceAccounts(payments), [
  serviceAccount('shop', 'web', { roleArn: 'arn:aws:iam::012345678901:role/shop' }),
  serviceAccount('web', 'web', { roleArn: role }),
  serviceAccount('web', 'worker', { roleArn: role }),
  serviceAccount('web', 'jobs', { roleArn: 'arn:aws:iam::012345678901:role/jobs' }),
  serviceAccount('web', 'plain'),
  serviceAccount('web', 'odd', { roleArn: 'odd' }),
  serviceAccount('web', 'away', { roleArn: 'arn:aws:iam::210987654321:role/web' }),
]);
const ofWeb = pods(pod('web', 'db'));

testRule(secretProviderClassRoleScoped, {
  compliant: {
    'the secret with six characters after its name': given(db, [
      ...may([reads], [`${secrets}:web/db-??????`]),
      ofWeb,
    ]),
    'the secret by its ARN, whole and without its end': given(db, [
      ...may([reads], [`${secrets}:web/db-AbCdEf`, `${secrets}:web/db`]),
      ofWeb,
    ]),
    'a secret that the class names by its ARN': given(byArn, [
      ...may([reads], [`${secrets}:web/db-AbCdEf`, `${secrets}:web/db-??????`]),
      ofWeb,
    ]),
    'a secret that the class names by its ARN, with a hyphen in its name': given(backupByArn, [
      ...may([reads], [`${secrets}:web/db-backup-??????`]),
      ofWeb,
    ]),
    'a secret whose name begins with a slash': given(fromRoot, [
      ...may([reads], [`${secrets}:/web/db-??????`]),
      ofWeb,
    ]),
    'the same secret in every Region': given(db, [
      ...may([reads], ['arn:aws:secretsmanager:*:012345678901:secret:web/db-??????']),
      ofWeb,
    ]),
    'the parameter, and the secret of another class that its pods mount': given(
      flags,
      [
        ...may(
          [reads, 'ssm:GetParameters'],
          [`${secrets}:web/api-??????`, `${parameters}/web/flags`],
        ),
        pods(pod('web', 'api', 'db')),
      ],
      api,
    ),
    'what pods of another service account with the role mount': given(
      db,
      [
        ...may([reads], [`${secrets}:web/api-??????`]),
        pods(pod('web', 'db'), pod('worker', 'api', 'db')),
      ],
      api,
    ),
    'a parameter by its ARN': given(flagsByArn, [
      ...may(['ssm:GetParameter'], [`${parameters}/web/my-secret`]),
      ofWeb,
    ]),
    'other secrets, which a Deny takes away': given(db, [
      ...roleFacts(role, {
        inline: {
          Read: [
            allow([reads], [`${secrets}:web/db-??????`, `${secrets}:shop/*`]),
            deny([reads], [`${secrets}:shop/*`]),
          ],
        },
      }),
      ofWeb,
    ]),
    'the secret, beside classes of another namespace and of another provider that are not clear':
      given(
        db,
        [...may([reads], [`${secrets}:web/db-??????`]), pods(pod('web', 'db', 'vault'))],
        { ...unclear, namespace: 'shop' },
        { ...unclear, name: 'vault', provider: 'vault' },
      ),
    'listing them': given(db, [...may(['secretsmanager:ListSecrets'], ['*']), ofWeb]),
    'a role that is gone': given(db, [...goneRole(role), ofWeb]),
  },
  nonCompliant: {
    'another secret beside its own': {
      given: given(db, [
        ...may([reads], [`${secrets}:shop/*`, `${secrets}:web/db*`, `${secrets}:web/db-??????`]),
        ofWeb,
      ]),
      reports: [
        surplus('more than they mount', 'MEDIUM', [`${secrets}:shop/*`], {
          Action: reads,
          Resource: [`${secrets}:shop/*`, `${secrets}:web/db*`, `${secrets}:web/db-??????`],
        }),
      ],
    },
    'every name that begins like it': {
      given: given(db, [...may([reads], [`${secrets}:web/db*`]), ofWeb]),
      reports: [
        surplus('secrets whose names only begin alike', 'LOW', [`${secrets}:web/db*`], {
          Action: reads,
          Resource: `${secrets}:web/db*`,
        }),
      ],
    },
    'every name that begins like it and a hyphen': {
      given: given(db, [...may([reads], [`${secrets}:web/db-*`]), ofWeb]),
      reports: [
        surplus('secrets whose names only begin alike', 'LOW', [`${secrets}:web/db-*`], {
          Action: reads,
          Resource: `${secrets}:web/db-*`,
        }),
      ],
    },
    'names that begin with more than its own, or end with something': {
      given: given(db, [
        ...may([reads], [`${secrets}:web/db*-old`, `${secrets}:web/db-copy*`]),
        ofWeb,
      ]),
      reports: [
        surplus(
          'more than they mount',
          'MEDIUM',
          [`${secrets}:web/db*-old`, `${secrets}:web/db-copy*`],
          { Action: reads, Resource: [`${secrets}:web/db*-old`, `${secrets}:web/db-copy*`] },
        ),
      ],
    },
    'every secret': {
      given: given(db, [...may([reads], ['*']), ofWeb]),
      reports: [surplus('more than they mount', 'MEDIUM', ['*'], { Action: reads, Resource: '*' })],
    },
    'the secret with the name of the parameter that they mount': {
      given: given(flags, [...may([reads], [`${secrets}:/web/flags-??????`]), ofWeb]),
      reports: [
        surplus('more than they mount', 'MEDIUM', [`${secrets}:/web/flags-??????`], {
          Action: reads,
          Resource: `${secrets}:/web/flags-??????`,
        }),
      ],
    },
    'parameters under its path': {
      given: given(flags, [...may(['ssm:GetParameter'], [`${parameters}/web/flags*`]), ofWeb]),
      reports: [
        surplus('more than they mount', 'MEDIUM', [`${parameters}/web/flags*`], {
          Action: 'ssm:GetParameter',
          Resource: `${parameters}/web/flags*`,
        }),
      ],
    },
    'a parameter whose name is cut where a secret would end': {
      given: given(flagsByArn, [...may(['ssm:GetParameter'], [`${parameters}/web/my`]), ofWeb]),
      reports: [
        surplus('more than they mount', 'MEDIUM', [`${parameters}/web/my`], {
          Action: 'ssm:GetParameter',
          Resource: `${parameters}/web/my`,
        }),
      ],
    },
    'what pods of a service account of that name mount in another namespace': {
      given: given(
        db,
        [
          ...may([reads], [`${secrets}:web/api-??????`]),
          pods(pod('web', 'db'), { ...pod('web', 'api'), namespace: 'shop' }),
        ],
        api,
      ),
      reports: [
        surplus('more than they mount', 'MEDIUM', [`${secrets}:web/api-??????`], {
          Action: reads,
          Resource: `${secrets}:web/api-??????`,
        }),
      ],
    },
    'what other pods of the namespace mount with another role': {
      given: given(
        db,
        [
          ...may([reads], [`${secrets}:web/api-??????`]),
          pods(pod('plain', 'api'), pod('web', 'db')),
        ],
        api,
      ),
      reports: [
        surplus('more than they mount', 'MEDIUM', [`${secrets}:web/api-??????`], {
          Action: reads,
          Resource: `${secrets}:web/api-??????`,
        }),
      ],
    },
    'the role of a Pod Identity association': {
      given: given(viaPodIdentity, [
        ...associated({ roleArn: role }),
        ...may([reads], ['*']),
        ofWeb,
      ]),
      reports: [surplus('more than they mount', 'MEDIUM', ['*'], { Action: reads, Resource: '*' })],
    },
    'the role that an association goes on to': {
      given: given(viaPodIdentity, [
        ...associated({ roleArn: role, targetRoleArn: target }),
        ...roleFacts(target, { inline: { Read: [allow([reads], ['*'])] } }),
        ofWeb,
      ]),
      reports: [
        surplus('more than they mount', 'MEDIUM', ['*'], { Action: reads, Resource: '*' }, target),
      ],
    },
  },
  notApplicable: {
    'another provider': {
      given: given({ ...db, provider: 'vault' }, []),
      because: 'its provider is vault, not AWS',
    },
    'a class that no pod mounts': {
      given: given(db, [
        pods(pod('web', 'api'), { ...pod('web', 'db'), namespace: 'shop' }, pod('web')),
      ]),
      because: 'no pod mounts it',
    },
    'pods without a role, or with one of another account': {
      given: given(db, [
        pods(pod('away', 'db'), pod('gone', 'db'), pod('plain', 'db'), pod('odd', 'db')),
      ]),
      because: 'no pod that mounts it has an IAM role of this account',
    },
    'Pod Identity without an association': {
      given: given(viaPodIdentity, [known(factKeys.podIdentityAssociations(payments), []), ofWeb]),
      because: 'no pod that mounts it has an IAM role of this account',
    },
  },
  insufficientData: {
    'objects that nobody understands': {
      given: given(unclear, [...may([reads], ['*']), ofWeb]),
      because: 'nobody can tell what its pods mount',
    },
    'objects of another class, which pods of one of two roles mount as well': {
      given: given(
        db,
        [
          ...may([reads], [`${secrets}:web/db-??????`]),
          ...roleFacts('arn:aws:iam::012345678901:role/jobs', {}),
          pods(pod('web', 'db'), pod('jobs', 'api', 'db')),
        ],
        { ...unclear, name: 'api' },
      ),
      because: 'nobody can tell what its pods mount',
    },
    'pods that were not read': {
      given: given(db, []),
      because: 'k8s-pods eu-west-1/payments: not read yet',
    },
    'associations that were not read': {
      given: given(viaPodIdentity, [ofWeb]),
      because: 'pod-identity-associations eu-west-1/payments: not read yet',
    },
    'a role that was not read': {
      given: given(db, [ofWeb]),
      because: `role-policies iam ${role}: not read yet`,
    },
  },
});

function mounting(name: string, objects: readonly MountedObject[]): SecretProviderClass {
  return {
    ...{ namespace: 'web', name, provider: 'aws', objects },
    ...{ usePodIdentity: false, secretNames: [] },
  };
}

function pod(serviceAccountName: string, ...secretProviderClasses: readonly string[]): Pod {
  return { namespace: 'web', serviceAccountName, secretProviderClasses };
}

function pods(...all: readonly Pod[]): KnownFact {
  return known(factKeys.pods(payments), all);
}

function associated(roles: Parameters<typeof association>[0]): readonly KnownFact[] {
  return [
    known(factKeys.podIdentityAssociations(payments), ['web/web']),
    known(factKeys.podIdentityAssociation(payments, 'web/web'), association(roles)),
  ];
}

function may(actions: readonly string[], resources: readonly string[]): readonly KnownFact[] {
  return roleFacts(role, { inline: { Read: [allow(actions, resources)] } });
}

function given(
  providerClass: SecretProviderClass,
  facts: readonly KnownFact[],
  ...others: readonly SecretProviderClass[]
) {
  const classes = known(factKeys.secretProviderClasses(payments), [...others, providerClass]);
  return {
    subject: { cluster: payments, providerClass },
    known: { facts: [...facts, accounts, classes] },
  };
}

function surplus(
  more: string,
  severity: Severity,
  resources: readonly string[],
  statement: Readonly<Record<'Action' | 'Resource', string | readonly string[]>>,
  roleArn = role,
): Violation {
  return {
    key: roleArn,
    message: `${roleArn}, the role of pods that mount SecretProviderClass web/db, may read ${more}.`,
    severity,
    evidence: {
      ...{ roleArn, namespace: 'web', name: 'db', serviceAccounts: ['web'], resources },
      statements: [{ policy: 'inline Read', statement: { Effect: 'Allow', ...statement } }],
    },
    grant: roleArn,
  };
}
