import { factKeys } from '../../../shared/model/fact-key.ts';
import type { Json } from '../../../shared/model/json.ts';
import type { Violation } from '../../../shared/model/violation.ts';
import { workloadRoleSecretsScoped } from '../../../shared/rules/workload-role-secrets-scoped.ts';
import { plainConfig } from '../../support/config.ts';
import { denied } from '../../support/facts.ts';
import { condition } from '../../support/iam.ts';
import { allow, deny, goneRole } from '../../support/policies.ts';
import { testRule } from '../../support/test-rule.ts';
import { apiMay, apiRole, workloadGiven } from '../../support/workload-roles.ts';

const readWrite = 'arn:aws:iam::aws:policy/SecretsManagerReadWrite';
const own = 'arn:aws:iam::012345678901:policy/secrets';
const read = 'secretsmanager:GetSecretValue';
const narrowSecret = 'arn:aws:secretsmanager:eu-west-1:012345678901:secret:NAME-??????';
const narrowParameter = 'arn:aws:ssm:eu-west-1:012345678901:parameter/PATH/*';
const fromVpc = condition('StringEquals', 'aws:SourceVpc', 'vpc-1');

testRule(workloadRoleSecretsScoped, {
  compliant: {
    'a role without policies': workloadGiven({}),
    'one secret by name': inline(
      allow([read], ['arn:aws:secretsmanager:eu-west-1:012345678901:secret:db-??????']),
    ),
    'the secrets of a prefix': inline(
      allow([read], ['arn:aws:secretsmanager:*:*:secret:payments/*']),
    ),
    'all secrets of a Region that is not watched': inline(
      allow([read], ['arn:aws:secretsmanager:us-west-2:*:*']),
    ),
    'all secrets of another account, which its policies have to give as well': inline(
      allow([read], ['arn:aws:secretsmanager:*:999999999999:secret:*']),
    ),
    'ListSecrets and BatchGetSecretValue, which need * (External Secrets)': inline(
      allow(['secretsmanager:ListSecrets', 'secretsmanager:BatchGetSecretValue']),
    ),
    'what describes secrets but does not read them': inline(
      allow(['secretsmanager:DescribeSecret', 'secretsmanager:List*', 'ssm:DescribeParameters']),
    ),
    'secrets with a tag': inline(
      allow([read], ['*'], condition('StringEquals', 'aws:ResourceTag/team', 'payments')),
    ),
    "secrets with a tag, by the service's own key": inline(
      allow(
        [read],
        ['*'],
        condition('StringEquals', 'secretsmanager:ResourceTag/team', 'payments'),
      ),
    ),
    'secrets with the tag of the namespace that asks (EKS ABAC)': inline(
      allow(
        [read],
        ['*'],
        condition(
          'StringEquals',
          'secretsmanager:ResourceTag/kubernetes-namespace',
          `$${'{aws:PrincipalTag/kubernetes-namespace}'}`,
        ),
      ),
    ),
    'secrets named after the namespace that asks, whatever that is': inline(
      allow(
        [read],
        [`arn:aws:secretsmanager:*:*:secret:$${'{aws:PrincipalTag/kubernetes-namespace}'}/*`],
      ),
    ),
    'one secret by condition': inline(
      allow(
        [read],
        ['*'],
        condition(
          'ArnLike',
          'secretsmanager:SecretId',
          'arn:aws:secretsmanager:eu-west-1:012345678901:secret:db-??????',
        ),
      ),
    ),
    'old versions of secrets alone': inline(
      allow([read], ['*'], condition('StringEquals', 'secretsmanager:VersionStage', 'OLD')),
    ),
    'all secrets within a boundary of some': workloadGiven({
      inline: { Work: [allow([read])] },
      boundary: [allow(['*'], ['arn:aws:secretsmanager:*:*:secret:payments/*'])],
    }),
    'all secrets, and a Deny of all others than its own': inline(allow([read]), {
      ...deny([read]),
      resources: { negated: true, values: ['arn:aws:secretsmanager:*:*:secret:payments/*'] },
    }),
    'all secrets for who comes through another service': inline(
      allow([read], ['*'], condition('Bool', 'aws:ViaAWSService', 'true')),
    ),
    'parameters of a path': inline(
      allow(['ssm:GetParametersByPath'], ['arn:aws:ssm:*:*:parameter/payments/*']),
    ),
  },
  nonCompliant: {
    'all secrets by *, with the statement narrowed': {
      given: inline({ ...allow([read]), sid: 'Read' }),
      reports: [
        reads('secrets', { Sid: 'Read', Effect: 'Allow', Action: read, Resource: '*' }, [
          { Sid: 'Read', Effect: 'Allow', Action: read, Resource: narrowSecret },
        ]),
      ],
    },
    'all secrets by ARN': {
      given: inline(allow([read], ['arn:aws:secretsmanager:*:*:secret:*'])),
      reports: [
        reads(
          'secrets',
          { Effect: 'Allow', Action: read, Resource: 'arn:aws:secretsmanager:*:*:secret:*' },
          [{ Effect: 'Allow', Action: read, Resource: narrowSecret }],
        ),
      ],
    },
    'all secrets, each with the suffix that AWS adds': {
      given: inline(
        allow([read], ['arn:aws:secretsmanager:eu-west-1:012345678901:secret:*-??????']),
      ),
      reports: [
        reads(
          'secrets',
          {
            Effect: 'Allow',
            Action: read,
            Resource: 'arn:aws:secretsmanager:eu-west-1:012345678901:secret:*-??????',
          },
          [{ Effect: 'Allow', Action: read, Resource: narrowSecret }],
        ),
      ],
    },
    'all secrets but a few': {
      given: inline({
        ...allow([read]),
        resources: { negated: true, values: ['arn:aws:secretsmanager:*:*:secret:root-*'] },
      }),
      reports: [
        reads(
          'secrets',
          {
            Effect: 'Allow',
            Action: read,
            NotResource: 'arn:aws:secretsmanager:*:*:secret:root-*',
          },
          [{ Effect: 'Allow', Action: read, Resource: narrowSecret }],
        ),
      ],
    },
    'the current version of all secrets': {
      given: inline(
        allow(
          [read],
          ['*'],
          condition('StringEquals', 'secretsmanager:VersionStage', 'AWSCURRENT'),
        ),
      ),
      reports: [
        reads(
          'secrets',
          {
            Effect: 'Allow',
            Action: read,
            Resource: '*',
            Condition: { StringEquals: { 'secretsmanager:VersionStage': 'AWSCURRENT' } },
          },
          [
            {
              Effect: 'Allow',
              Action: read,
              Resource: narrowSecret,
              Condition: { StringEquals: { 'secretsmanager:VersionStage': 'AWSCURRENT' } },
            },
          ],
        ),
      ],
    },
    'all secrets where a tag of the session decides twice, as MEDIUM': {
      given: inline(
        allow([read], [`arn:aws:secretsmanager:*:*:secret:$${'{aws:PrincipalTag/scope}'}`]),
        allow(['sqs:SendMessage'], ['*'], condition('Null', 'aws:PrincipalTag/scope', 'false')),
      ),
      reports: [
        {
          message: `${apiMay} read all secrets in eu-west-1, depending on Resource arn:aws:secretsmanager:*:*:secret:$${'{aws:PrincipalTag/scope}'}.`,
          evidence: {
            roleArn: apiRole,
            regions: ['eu-west-1'],
            statements: [
              {
                policy: 'inline Work',
                statement: {
                  Effect: 'Allow',
                  Action: read,
                  Resource: `arn:aws:secretsmanager:*:*:secret:$${'{aws:PrincipalTag/scope}'}`,
                },
              },
            ],
            dependsOn: [
              `Resource arn:aws:secretsmanager:*:*:secret:$${'{aws:PrincipalTag/scope}'}`,
            ],
          },
          key: 'secrets',
          severity: 'MEDIUM',
          command: narrowing('Work', [
            { Effect: 'Allow', Action: read, Resource: narrowSecret },
            {
              Effect: 'Allow',
              Action: 'sqs:SendMessage',
              Resource: '*',
              Condition: { Null: { 'aws:PrincipalTag/scope': 'false' } },
            },
          ]),
        },
      ],
    },
    'all secrets that lack a tag': {
      given: inline(
        allow([read], ['*'], condition('StringNotEquals', 'aws:ResourceTag/tier', 'root')),
      ),
      reports: [
        reads(
          'secrets',
          {
            Effect: 'Allow',
            Action: read,
            Resource: '*',
            Condition: { StringNotEquals: { 'aws:ResourceTag/tier': 'root' } },
          },
          [
            {
              Effect: 'Allow',
              Action: read,
              Resource: narrowSecret,
              Condition: { StringNotEquals: { 'aws:ResourceTag/tier': 'root' } },
            },
          ],
        ),
      ],
    },
    'all secrets of the account itself': {
      given: inline(
        allow([read], ['*'], condition('StringEquals', 'aws:ResourceAccount', '012345678901')),
      ),
      reports: [
        reads(
          'secrets',
          {
            Effect: 'Allow',
            Action: read,
            Resource: '*',
            Condition: { StringEquals: { 'aws:ResourceAccount': '012345678901' } },
          },
          [
            {
              Effect: 'Allow',
              Action: read,
              Resource: narrowSecret,
              Condition: { StringEquals: { 'aws:ResourceAccount': '012345678901' } },
            },
          ],
        ),
      ],
    },
    'all parameters by a wildcard among other actions, which stay as they were': {
      given: inline(allow(['ssm:Get*', 'sqs:SendMessage'])),
      reports: [
        reads(
          'parameters',
          { Effect: 'Allow', Action: ['sqs:SendMessage', 'ssm:Get*'], Resource: '*' },
          [
            { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '*' },
            { Effect: 'Allow', Action: 'ssm:Get*', Resource: narrowParameter },
          ],
        ),
      ],
    },
    'all parameters by their history alone': {
      given: inline(allow(['ssm:GetParameterHistory'], ['arn:aws:ssm:*:*:parameter/*'])),
      reports: [
        reads(
          'parameters',
          {
            Effect: 'Allow',
            Action: 'ssm:GetParameterHistory',
            Resource: 'arn:aws:ssm:*:*:parameter/*',
          },
          [{ Effect: 'Allow', Action: 'ssm:GetParameterHistory', Resource: narrowParameter }],
        ),
      ],
    },
    'all parameters by path alone': {
      given: inline(allow(['ssm:GetParametersByPath'])),
      reports: [
        reads('parameters', { Effect: 'Allow', Action: 'ssm:GetParametersByPath', Resource: '*' }, [
          { Effect: 'Allow', Action: 'ssm:GetParametersByPath', Resource: narrowParameter },
        ]),
      ],
    },
    'all parameters one by one': {
      given: inline(allow(['ssm:GetParameter'])),
      reports: [
        reads('parameters', { Effect: 'Allow', Action: 'ssm:GetParameter', Resource: '*' }, [
          { Effect: 'Allow', Action: 'ssm:GetParameter', Resource: narrowParameter },
        ]),
      ],
    },
    'secrets and parameters, each by itself': {
      given: workloadGiven({
        inline: { Secrets: [allow([read])], Parameters: [allow(['ssm:GetParameters'])] },
      }),
      reports: [
        reads(
          'secrets',
          { Effect: 'Allow', Action: read, Resource: '*' },
          [{ Effect: 'Allow', Action: read, Resource: narrowSecret }],
          'Secrets',
        ),
        reads(
          'parameters',
          { Effect: 'Allow', Action: 'ssm:GetParameters', Resource: '*' },
          [{ Effect: 'Allow', Action: 'ssm:GetParameters', Resource: narrowParameter }],
          'Parameters',
        ),
      ],
    },
    'a policy of AWS, which is detached': {
      given: workloadGiven({ attached: { [readWrite]: [allow([read])] } }),
      reports: [
        {
          ...reads('secrets', { Effect: 'Allow', Action: read, Resource: '*' }, []),
          evidence: evidenceOf('SecretsManagerReadWrite'),
          command: `aws iam detach-role-policy --role-name api --policy-arn ${readWrite}`,
        },
      ],
    },
    'two policies, each with its command': {
      given: workloadGiven({
        attached: { [readWrite]: [allow([read])], [own]: [allow([read], ['arn:*'])] },
      }),
      reports: [
        {
          ...reads('secrets', {}, []),
          evidence: {
            roleArn: apiRole,
            regions: ['eu-west-1'],
            statements: [
              {
                policy: 'SecretsManagerReadWrite',
                statement: { Effect: 'Allow', Action: read, Resource: '*' },
              },
              {
                policy: 'secrets',
                statement: { Effect: 'Allow', Action: read, Resource: 'arn:*' },
              },
            ],
          },
          command: [
            `aws iam create-policy-version --policy-arn ${own} --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"${read}","Resource":"${narrowSecret}"}]}' --set-as-default`,
            `aws iam detach-role-policy --role-name api --policy-arn ${readWrite}`,
          ].join(' && '),
        },
      ],
    },
    'every watched Region': {
      given: workloadGiven(
        { inline: { Work: [allow([read])] } },
        { config: { ...plainConfig, regions: ['eu-west-1', 'eu-north-1'] } },
      ),
      reports: [
        {
          message: `${apiMay} read all secrets in eu-north-1, eu-west-1.`,
          evidence: {
            roleArn: apiRole,
            regions: ['eu-north-1', 'eu-west-1'],
            statements: [
              {
                policy: 'inline Work',
                statement: { Effect: 'Allow', Action: read, Resource: '*' },
              },
            ],
          },
          key: 'secrets',
          severity: 'HIGH',
          command: narrowing('Work', [
            {
              Effect: 'Allow',
              Action: read,
              Resource: [narrowSecret.replace('eu-west-1', 'eu-north-1'), narrowSecret],
            },
          ]),
        },
      ],
    },
    'a condition that nobody can decide, as MEDIUM': {
      given: inline(allow([read], ['*'], fromVpc)),
      reports: [
        {
          ...reads('secrets', {}, [
            {
              Effect: 'Allow',
              Action: read,
              Resource: narrowSecret,
              Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } },
            },
          ]),
          message: `${apiMay} read all secrets in eu-west-1, depending on StringEquals aws:SourceVpc vpc-1.`,
          evidence: {
            roleArn: apiRole,
            regions: ['eu-west-1'],
            statements: [
              {
                policy: 'inline Work',
                statement: {
                  Effect: 'Allow',
                  Action: read,
                  Resource: '*',
                  Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } },
                },
              },
            ],
            dependsOn: ['StringEquals aws:SourceVpc vpc-1'],
          },
          severity: 'MEDIUM',
        },
      ],
    },
    'conditions that nobody can decide, all of them named in order': {
      given: inline(
        allow([read], ['*'], fromVpc, condition('IpAddress', 'aws:SourceIp', '203.0.113.0/24')),
      ),
      reports: [
        {
          ...reads('secrets', {}, [
            {
              Effect: 'Allow',
              Action: read,
              Resource: narrowSecret,
              Condition: {
                StringEquals: { 'aws:SourceVpc': 'vpc-1' },
                IpAddress: { 'aws:SourceIp': '203.0.113.0/24' },
              },
            },
          ]),
          message: `${apiMay} read all secrets in eu-west-1, depending on IpAddress aws:SourceIp 203.0.113.0/24 and StringEquals aws:SourceVpc vpc-1.`,
          evidence: {
            ...evidenceOf('inline Work', {
              Effect: 'Allow',
              Action: read,
              Resource: '*',
              Condition: {
                StringEquals: { 'aws:SourceVpc': 'vpc-1' },
                IpAddress: { 'aws:SourceIp': '203.0.113.0/24' },
              },
            }),
            dependsOn: [
              'IpAddress aws:SourceIp 203.0.113.0/24',
              'StringEquals aws:SourceVpc vpc-1',
            ],
          },
          severity: 'MEDIUM',
        },
      ],
    },
    'a statement beside the wildcard of the service, which another rule reports': {
      given: inline(allow(['secretsmanager:*'], ['*'], fromVpc), allow([read])),
      reports: [
        reads('secrets', { Effect: 'Allow', Action: read, Resource: '*' }, [
          {
            Effect: 'Allow',
            Action: 'secretsmanager:*',
            Resource: '*',
            Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } },
          },
          { Effect: 'Allow', Action: read, Resource: narrowSecret },
        ]),
      ],
    },
    'secrets beside the wildcard of another service in one statement': {
      given: inline(allow(['sqs:*', read])),
      reports: [
        reads('secrets', { Effect: 'Allow', Action: [read, 'sqs:*'], Resource: '*' }, [
          { Effect: 'Allow', Action: 'sqs:*', Resource: '*' },
          { Effect: 'Allow', Action: read, Resource: narrowSecret },
        ]),
      ],
    },
    'the wildcard of the service where no other rule reports it': {
      given: workloadGiven(
        { inline: { Work: [allow(['secretsmanager:*'])] } },
        {
          config: {
            ...plainConfig,
            rules: { 'workload-role-no-service-wildcard': { enabled: false } },
          },
        },
      ),
      reports: [
        reads('secrets', { Effect: 'Allow', Action: 'secretsmanager:*', Resource: '*' }, [
          { Effect: 'Allow', Action: 'secretsmanager:*', Resource: narrowSecret },
        ]),
      ],
    },
  },
  notApplicable: {
    'a role that does not exist any more': {
      given: { subject: workloadGiven({}).subject, known: { facts: goneRole(apiRole) } },
      because: 'the role does not exist',
    },
    'the wildcard of the service': {
      given: inline(allow(['secretsmanager:*'])),
      because: 'another rule reports the statements',
    },
    'an admin': {
      given: inline(allow(['*'])),
      because: 'another rule reports the statements',
    },
  },
  insufficientData: {
    'a role whose policies were not read': {
      given: {
        subject: workloadGiven({}).subject,
        known: { facts: [denied(factKeys.rolePolicies(apiRole))] },
      },
      because: `role-policies iam ${apiRole}: AccessDenied`,
    },
    'a role with a policy that was not read, while another proves it': {
      given: workloadGiven({ inline: { Work: [allow([read])] }, attached: { [own]: 'unread' } }),
      because: `managed-policy iam ${own}: not read yet`,
      reports: [
        reads('secrets', { Effect: 'Allow', Action: read, Resource: '*' }, [
          { Effect: 'Allow', Action: read, Resource: narrowSecret },
        ]),
      ],
    },
  },
});

function inline(...statements: readonly ReturnType<typeof allow>[]) {
  return workloadGiven({ inline: { Work: statements } });
}

function reads(
  key: 'secrets' | 'parameters',
  statement: Json,
  narrowed: readonly Json[],
  policy = 'Work',
): Violation {
  return {
    message: `${apiMay} read all ${key} in eu-west-1.`,
    evidence: evidenceOf(`inline ${policy}`, statement),
    key,
    severity: 'HIGH',
    command: narrowing(policy, narrowed),
  };
}

function evidenceOf(
  policy: string,
  statement: Json = { Effect: 'Allow', Action: read, Resource: '*' },
) {
  return { roleArn: apiRole, regions: ['eu-west-1'], statements: [{ policy, statement }] };
}

function narrowing(policy: string, statements: readonly Json[]): string {
  const document = JSON.stringify({ Version: '2012-10-17', Statement: statements });
  return `aws iam put-role-policy --role-name api --policy-name ${policy} --policy-document '${document}'`;
}
