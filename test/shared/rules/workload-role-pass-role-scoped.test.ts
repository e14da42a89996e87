import { factKeys } from '../../../shared/model/fact-key.ts';
import type { Json } from '../../../shared/model/json.ts';
import type { Condition } from '../../../shared/model/policy-document.ts';
import type { Violation } from '../../../shared/model/violation.ts';
import { workloadRolePassRoleScoped } from '../../../shared/rules/workload-role-pass-role-scoped.ts';
import { denied } from '../../support/facts.ts';
import { condition } from '../../support/iam.ts';
import { allow, goneRole } from '../../support/policies.ts';
import { testRule } from '../../support/test-rule.ts';
import { apiMay, apiRole, workloadGiven } from '../../support/workload-roles.ts';

const pass = 'iam:PassRole';

testRule(workloadRolePassRoleScoped, {
  compliant: {
    'a role without policies': workloadGiven({}),
    'one role': on('arn:aws:iam::012345678901:role/worker'),
    'roles of a prefix': on('arn:aws:iam::012345678901:role/worker-*'),
    'every role to one service': on(
      '*',
      condition('StringEquals', 'iam:PassedToService', 'ec2.amazonaws.com'),
    ),
    "Karpenter's node role to EC2": on(
      'arn:aws:iam::012345678901:role/KarpenterNodeRole-payments',
      condition('StringEquals', 'iam:PassedToService', 'ec2.amazonaws.com'),
    ),
    'every role of another account, which nobody can pass': on('arn:aws:iam::222233334444:role/*'),
    'every role with a tag': on('*', condition('StringEquals', 'aws:ResourceTag/team', 'x')),
    'every role within a boundary of one': workloadGiven({
      inline: { Work: [allow([pass])] },
      boundary: [allow([pass], ['arn:aws:iam::012345678901:role/worker'])],
    }),
    'reading roles': workloadGiven({ inline: { Work: [allow(['iam:Get*', 'iam:List*'])] } }),
  },
  nonCompliant: {
    'every role': { given: on('*'), reports: [passes('*')] },
    'every role of the account by ARN': {
      given: on('arn:aws:iam::*:role/*'),
      reports: [passes('arn:aws:iam::*:role/*')],
    },
    'every role to services of which there is no end': {
      given: on('*', condition('StringLike', 'iam:PassedToService', '*.amazonaws.com')),
      reports: [
        passes('*', {
          StringLike: { 'iam:PassedToService': '*.amazonaws.com' },
          StringEquals: { 'iam:PassedToService': 'SERVICE.amazonaws.com' },
        }),
      ],
    },
    'every role to all but one service': {
      given: on('*', condition('StringNotEquals', 'iam:PassedToService', 'ec2.amazonaws.com')),
      reports: [
        passes('*', {
          StringNotEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' },
          StringEquals: { 'iam:PassedToService': 'SERVICE.amazonaws.com' },
        }),
      ],
    },
    'every role in the Region of IAM': {
      given: on('*', condition('StringLike', 'aws:RequestedRegion', 'us-east-1')),
      reports: [
        passes('*', {
          StringLike: { 'aws:RequestedRegion': 'us-east-1' },
          StringEquals: { 'iam:PassedToService': 'SERVICE.amazonaws.com' },
        }),
      ],
    },
    'every role where nobody can decide the condition, as MEDIUM': {
      given: on('*', condition('StringLike', 'aws:SourceVpc', 'vpc-1')),
      reports: [undecided()],
    },
  },
  notApplicable: {
    'a role that does not exist any more': {
      given: { subject: workloadGiven({}).subject, known: { facts: goneRole(apiRole) } },
      because: 'the role does not exist',
    },
    'everything in IAM': {
      given: workloadGiven({ inline: { Work: [allow(['iam:*'])] } }),
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

function on(resource: string, ...conditions: readonly Condition[]) {
  return workloadGiven({ inline: { Work: [allow([pass], [resource], ...conditions)] } });
}

/** `remedied` are the conditions of the remedy: those of the statement, and the one that it lacks. */
function passes(
  resource: string,
  remedied: Readonly<Record<string, Json>> = {
    StringEquals: { 'iam:PassedToService': 'SERVICE.amazonaws.com' },
  },
): Violation {
  const { StringEquals: _, ...given } = remedied;
  const document = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: pass,
        Resource: 'arn:aws:iam::012345678901:role/ROLE',
        Condition: remedied,
      },
    ],
  });
  return {
    message: `${apiMay} pass any role of account 012345678901 to any service.`,
    evidence: {
      roleArn: apiRole,
      statements: [
        {
          policy: 'inline Work',
          statement: {
            Effect: 'Allow',
            Action: pass,
            Resource: resource,
            ...(Object.keys(given).length > 0 && { Condition: given }),
          },
        },
      ],
    },
    severity: 'HIGH',
    command: `aws iam put-role-policy --role-name api --policy-name Work --policy-document '${document}'`,
  };
}

function undecided(): Violation {
  const violation = passes('*', {
    StringLike: { 'aws:SourceVpc': 'vpc-1' },
    StringEquals: { 'iam:PassedToService': 'SERVICE.amazonaws.com' },
  });
  return {
    ...violation,
    message: `${apiMay} pass any role of account 012345678901 to any service, depending on StringLike aws:SourceVpc vpc-1.`,
    evidence: { ...violation.evidence, dependsOn: ['StringLike aws:SourceVpc vpc-1'] },
    severity: 'MEDIUM',
  };
}
