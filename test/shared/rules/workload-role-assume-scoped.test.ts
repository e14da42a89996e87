import { factKeys } from '../../../shared/model/fact-key.ts';
import type { Condition } from '../../../shared/model/policy-document.ts';
import type { Violation } from '../../../shared/model/violation.ts';
import { workloadRoleAssumeScoped } from '../../../shared/rules/workload-role-assume-scoped.ts';
import { denied } from '../../support/facts.ts';
import { condition } from '../../support/iam.ts';
import { allow, deny, goneRole } from '../../support/policies.ts';
import { testRule } from '../../support/test-rule.ts';
import { apiMay, apiRole, workloadGiven } from '../../support/workload-roles.ts';

const assume = 'sts:AssumeRole';
const ownRoles = 'arn:aws:iam::012345678901:role/*';
const otherRoles = 'arn:aws:iam::222233334444:role/*';
const thirdRoles = 'arn:aws:iam::333344445555:role/*';
const everyRole = 'arn:aws:iam::*:role/*';
const inOrganization = condition('StringEquals', 'aws:ResourceOrgID', 'o-1');

testRule(workloadRoleAssumeScoped, {
  compliant: {
    'a role without policies': workloadGiven({}),
    'one role': on(['arn:aws:iam::222233334444:role/reader']),
    'roles of a prefix (prowler iam_no_custom_policy_permissive_role_assumption fails any wildcard)':
      on(['arn:aws:iam::222233334444:role/payments-*']),
    'roles of a path': on(['arn:aws:iam::012345678901:role/payments/*']),
    'users and groups, which nobody can assume': on(['arn:aws:iam::*:user/*']),
    'roles with a tag': on(['*'], condition('StringEquals', 'iam:ResourceTag/team', 'payments')),
    'roles of no account': on(['*'], condition('StringEquals', 'aws:ResourceAccount', '1')),
    'every role within a boundary of one': workloadGiven({
      inline: { Work: [allow([assume])] },
      boundary: [allow(['*'], ['arn:aws:iam::222233334444:role/reader'])],
    }),
    'every role, and a Deny of all but one': workloadGiven({
      inline: {
        Work: [
          allow([assume]),
          {
            ...deny([assume]),
            resources: { negated: true, values: ['arn:aws:iam::222233334444:role/reader'] },
          },
        ],
      },
    }),
    'tagging sessions of every role, which assumes none': workloadGiven({
      inline: { Work: [allow(['sts:TagSession'])] },
    }),
  },
  nonCompliant: {
    'every role by *': { given: on(['*']), reports: [assumes('any role of any account', '*')] },
    'every role by ARN': {
      given: on(['arn:*:iam::*:role/*']),
      reports: [assumes('any role of any account', 'arn:*:iam::*:role/*')],
    },
    'every role by an account of question marks': {
      given: on(['arn:aws:iam::????????????:role/*']),
      reports: [assumes('any role of any account', 'arn:aws:iam::????????????:role/*')],
    },
    'every role of the own account': {
      given: on([ownRoles]),
      reports: [assumes('any role of account 012345678901', ownRoles, ownRoles)],
    },
    'everything of another account': {
      given: on(['arn:aws:iam::222233334444:*']),
      reports: [
        assumes('any role of account 222233334444', 'arn:aws:iam::222233334444:*', otherRoles),
      ],
    },
    'every role of two accounts, each by itself': {
      given: on([otherRoles, ownRoles]),
      reports: [
        assumes('any role of account 012345678901', [ownRoles, otherRoles], ownRoles),
        assumes('any role of account 222233334444', [ownRoles, otherRoles], otherRoles),
      ],
    },
    'every role beside the wildcard of another service in one statement': {
      given: workloadGiven({ inline: { Work: [allow([assume, 'sqs:*'])] } }),
      reports: [
        {
          ...assumes('any role of any account', '*'),
          evidence: {
            roleArn: apiRole,
            roles: everyRole,
            statements: [
              {
                policy: 'inline Work',
                statement: { Effect: 'Allow', Action: ['sqs:*', assume], Resource: '*' },
              },
            ],
          },
          command: `aws iam put-role-policy --role-name api --policy-name Work --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sqs:*","Resource":"*"},{"Effect":"Allow","Action":"${assume}","Resource":"arn:aws:iam::012345678901:role/ROLE"}]}'`,
        },
      ],
    },
    'roles of two names in every account, in order': {
      given: on(['arn:aws:iam::*:role/b', 'arn:aws:iam::*:role/a']),
      reports: [ofAnyAccount('a'), ofAnyAccount('b')],
    },
    'a role of one name in every account': {
      given: on(['arn:aws:iam::*:role/deploy']),
      reports: [
        assumes(
          'role/deploy of any account',
          'arn:aws:iam::*:role/deploy',
          'arn:aws:iam::*:role/deploy',
        ),
      ],
    },
    'roles of a prefix in every account, said twice': {
      given: on(['arn:aws:iam::*:role/cdk-*', 'arn:*:iam::*:role/cdk-*']),
      reports: [
        assumes(
          'role/cdk-* of any account',
          ['arn:*:iam::*:role/cdk-*', 'arn:aws:iam::*:role/cdk-*'],
          'arn:aws:iam::*:role/cdk-*',
        ),
      ],
    },
    'every role of two other accounts, in order': {
      given: on([thirdRoles, otherRoles]),
      reports: [
        assumes('any role of account 222233334444', [otherRoles, thirdRoles], otherRoles),
        assumes('any role of account 333344445555', [otherRoles, thirdRoles], thirdRoles),
      ],
    },
    'every role of another account, held to it once more': {
      given: on([otherRoles], condition('StringEquals', 'aws:ResourceAccount', '222233334444')),
      reports: [heldToAccount()],
    },
    'every role of the organization, as MEDIUM': {
      given: on(['*'], inOrganization),
      reports: [inOrganizationOnly()],
    },
    'every role of the organization, and those of the account for certain': {
      given: workloadGiven({
        inline: {
          Work: [allow([assume], ['*'], inOrganization)],
          Own: [allow([assume], [ownRoles])],
        },
      }),
      reports: [
        inOrganizationOnly(),
        {
          ...assumes('any role of account 012345678901', ownRoles, ownRoles),
          evidence: {
            roleArn: apiRole,
            roles: ownRoles,
            statements: [
              {
                policy: 'inline Own',
                statement: { Effect: 'Allow', Action: assume, Resource: ownRoles },
              },
            ],
          },
          command: narrowed('Own'),
        },
      ],
    },
  },
  notApplicable: {
    'a role that does not exist any more': {
      given: { subject: workloadGiven({}).subject, known: { facts: goneRole(apiRole) } },
      because: 'the role does not exist',
    },
    'everything in STS': {
      given: workloadGiven({ inline: { Work: [allow(['sts:*'])] } }),
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

function on(resources: readonly string[], ...conditions: readonly Condition[]) {
  return workloadGiven({ inline: { Work: [allow([assume], resources, ...conditions)] } });
}

function assumes(what: string, resource: string | readonly string[], roles = everyRole): Violation {
  return {
    message: `${apiMay} assume ${what}.`,
    evidence: {
      roleArn: apiRole,
      roles,
      statements: [
        {
          policy: 'inline Work',
          statement: { Effect: 'Allow', Action: assume, Resource: resource },
        },
      ],
    },
    key: roles,
    severity: 'HIGH',
    command: narrowed('Work'),
  };
}

/** One of the roles a and b of any account. */
function ofAnyAccount(name: string): Violation {
  const both = ['arn:aws:iam::*:role/a', 'arn:aws:iam::*:role/b'];
  return assumes(`role/${name} of any account`, both, `arn:aws:iam::*:role/${name}`);
}

function heldToAccount(): Violation {
  const given = { StringEquals: { 'aws:ResourceAccount': '222233334444' } };
  return {
    ...assumes('any role of account 222233334444', otherRoles, otherRoles),
    evidence: {
      roleArn: apiRole,
      roles: otherRoles,
      statements: [
        {
          policy: 'inline Work',
          statement: { Effect: 'Allow', Action: assume, Resource: otherRoles, Condition: given },
        },
      ],
    },
    command: narrowed('Work', { Condition: given }),
  };
}

function inOrganizationOnly(): Violation {
  const given = { StringEquals: { 'aws:ResourceOrgID': 'o-1' } };
  return {
    message: `${apiMay} assume any role of any account, depending on StringEquals aws:ResourceOrgID o-1.`,
    evidence: {
      roleArn: apiRole,
      roles: everyRole,
      statements: [
        {
          policy: 'inline Work',
          statement: { Effect: 'Allow', Action: assume, Resource: '*', Condition: given },
        },
      ],
      dependsOn: ['StringEquals aws:ResourceOrgID o-1'],
    },
    key: everyRole,
    severity: 'MEDIUM',
    command: narrowed('Work', { Condition: given }),
  };
}

function narrowed(policy: string, more: object = {}): string {
  const statement = {
    Effect: 'Allow',
    Action: assume,
    Resource: 'arn:aws:iam::012345678901:role/ROLE',
    ...more,
  };
  const document = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  return `aws iam put-role-policy --role-name api --policy-name ${policy} --policy-document '${document}'`;
}
