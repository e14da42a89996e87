import { factKeys } from '../../../shared/model/fact-key.ts';
import type { Condition } from '../../../shared/model/policy-document.ts';
import type { Severity } from '../../../shared/model/severity.ts';
import type { Violation } from '../../../shared/model/violation.ts';
import { workloadRoleKmsScoped } from '../../../shared/rules/workload-role-kms-scoped.ts';
import { denied } from '../../support/facts.ts';
import { condition } from '../../support/iam.ts';
import { allow, goneRole } from '../../support/policies.ts';
import { testRule } from '../../support/test-rule.ts';
import { apiMay, apiRole, workloadGiven } from '../../support/workload-roles.ts';

const decrypt = 'kms:Decrypt';
const grant = 'kms:CreateGrant';
const narrow = 'arn:aws:kms:eu-west-1:012345678901:key/KEY_ID';
const byService = condition('StringEquals', 'kms:ViaService', 's3.eu-west-1.amazonaws.com');
const byServiceIfAny = { ...byService, operator: 'StringEqualsIfExists' };
const anyContext = condition('ForAllValues:StringEquals', 'kms:EncryptionContextKeys', 'purpose');
const withoutAlias = condition('Null', 'kms:RequestAlias', 'true');
const ofNoAlias = condition('Null', 'kms:ResourceAliases', 'true');
const byOperation = condition('StringEquals', 'kms:GrantOperations', 'Decrypt');

testRule(workloadRoleKmsScoped, {
  compliant: {
    'a role without policies': workloadGiven({}),
    'one key': guarded(decrypt, undefined, 'arn:aws:kms:eu-west-1:012345678901:key/1234'),
    'keys by alias, which name none for Decrypt': guarded(
      decrypt,
      undefined,
      'arn:aws:kms:*:*:alias/*',
    ),
    'through one service': guarded(decrypt, byService),
    'by the alias that is asked for': guarded(
      decrypt,
      condition('StringLike', 'kms:RequestAlias', 'alias/payments*'),
    ),
    'keys that have an alias': guarded(
      decrypt,
      condition('ForAnyValue:StringEquals', 'kms:ResourceAliases', 'alias/payments'),
    ),
    'by an encryption context': guarded(
      decrypt,
      condition('StringEquals', 'kms:EncryptionContext:purpose', 'payments'),
    ),
    'keys with a tag': guarded(decrypt, condition('StringEquals', 'aws:ResourceTag/team', 'x')),
    'grants for AWS services alone, as the EBS CSI driver needs': guarded(
      grant,
      condition('Bool', 'kms:GrantIsForAWSResource', 'true'),
    ),
    'keys of another account': guarded(
      decrypt,
      condition('StringEquals', 'aws:ResourceAccount', '999999999999'),
    ),
    'a caller of another account': guarded(
      decrypt,
      condition('StringEquals', 'kms:CallerAccount', '999999999999'),
    ),
    'encrypting and looking': workloadGiven({
      inline: { Work: [allow(['kms:Encrypt', 'kms:GenerateDataKey*', 'kms:Describe*'])] },
    }),
    'every key within a boundary of one': workloadGiven({
      inline: { Work: [allow([decrypt])] },
      boundary: [allow(['*'], ['arn:aws:kms:eu-west-1:012345678901:key/1234'])],
    }),
  },
  nonCompliant: {
    'every key': { given: guarded(decrypt), reports: [calls(decrypt)] },
    'every key, by ARN': {
      given: guarded(decrypt, undefined, 'arn:aws:kms:*:*:key/*'),
      reports: [calls(decrypt, { resource: 'arn:aws:kms:*:*:key/*' })],
    },
    'grants on every key': { given: guarded(grant), reports: [calls(grant)] },
    'both in one statement as one finding': {
      given: workloadGiven({ inline: { Work: [allow(['kms:Cre*', decrypt, 'kms:Encrypt'])] } }),
      reports: [
        {
          message: `${apiMay} call kms:CreateGrant in eu-west-1 and kms:Decrypt in eu-west-1 on every KMS key.`,
          evidence: {
            roleArn: apiRole,
            calls: ['kms:CreateGrant in eu-west-1', 'kms:Decrypt in eu-west-1'],
            statements: [
              {
                policy: 'inline Work',
                statement: {
                  Effect: 'Allow',
                  Action: ['kms:Cre*', decrypt, 'kms:Encrypt'],
                  Resource: '*',
                },
              },
            ],
          },
          severity: 'MEDIUM',
          command: `aws iam put-role-policy --role-name api --policy-name Work --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"kms:Encrypt","Resource":"*"},{"Effect":"Allow","Action":["kms:Cre*","kms:Decrypt"],"Resource":"${narrow}"}]}'`,
        },
      ],
    },
    'a condition that holds where the service is not named': {
      given: guarded(decrypt, byServiceIfAny),
      reports: [calls(decrypt, { given: byServiceIfAny })],
    },
    'a condition on all context keys, which none satisfies too': {
      given: guarded(decrypt, anyContext),
      reports: [calls(decrypt, { given: anyContext })],
    },
    'every key, asked for by another name than an alias': {
      given: guarded(decrypt, withoutAlias),
      reports: [calls(decrypt, { given: withoutAlias })],
    },
    'every key without an alias': {
      given: guarded(decrypt, ofNoAlias),
      reports: [calls(decrypt, { given: ofNoAlias })],
    },
    'every key beside the wildcard of another service in one statement': {
      given: workloadGiven({ inline: { Work: [allow([decrypt, 'sqs:*'])] } }),
      reports: [
        {
          ...calls(decrypt),
          evidence: {
            roleArn: apiRole,
            calls: ['kms:Decrypt in eu-west-1'],
            statements: [
              {
                policy: 'inline Work',
                statement: { Effect: 'Allow', Action: [decrypt, 'sqs:*'], Resource: '*' },
              },
            ],
          },
          command: `aws iam put-role-policy --role-name api --policy-name Work --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sqs:*","Resource":"*"},{"Effect":"Allow","Action":"kms:Decrypt","Resource":"${narrow}"}]}'`,
        },
      ],
    },
    'a condition of the grant, which the caller chooses, as LOW': {
      given: guarded(grant, byOperation),
      reports: [
        {
          ...calls(grant, { given: byOperation, severity: 'LOW' }),
          message: `${apiMay} call kms:CreateGrant in eu-west-1 on every KMS key, depending on StringEquals kms:GrantOperations Decrypt.`,
          evidence: {
            ...calls(grant, { given: byOperation }).evidence,
            dependsOn: ['StringEquals kms:GrantOperations Decrypt'],
          },
        },
      ],
    },
  },
  notApplicable: {
    'a role that does not exist any more': {
      given: { subject: workloadGiven({}).subject, known: { facts: goneRole(apiRole) } },
      because: 'the role does not exist',
    },
    'everything in KMS': {
      given: guarded('kms:*'),
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
  },
});

function guarded(action: string, given?: Condition, resource = '*') {
  const conditions = given === undefined ? [] : [given];
  return workloadGiven({ inline: { Work: [allow([action], [resource], ...conditions)] } });
}

interface Called {
  readonly resource?: string;
  readonly given?: Condition;
  readonly severity?: Severity;
}

function calls(
  action: string,
  { resource = '*', given, severity = 'MEDIUM' }: Called = {},
): Violation {
  const on = (Resource: string) => ({
    Effect: 'Allow',
    Action: action,
    Resource,
    ...(given && { Condition: { [given.operator]: { [given.key]: given.values[0] ?? '' } } }),
  });
  const document = JSON.stringify({ Version: '2012-10-17', Statement: [on(narrow)] });
  return {
    message: `${apiMay} call ${action} in eu-west-1 on every KMS key.`,
    evidence: {
      roleArn: apiRole,
      calls: [`${action} in eu-west-1`],
      statements: [{ policy: 'inline Work', statement: on(resource) }],
    },
    severity,
    command: `aws iam put-role-policy --role-name api --policy-name Work --policy-document '${document}'`,
  };
}
