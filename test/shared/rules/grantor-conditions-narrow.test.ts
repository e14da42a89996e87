import type { Json } from '../../../shared/model/json.ts';
import { grantorConditionsNarrow } from '../../../shared/rules/grantor-conditions-narrow.ts';
import {
  type AccountSketch,
  accountFacts,
  mayDo,
  me,
  roleNamed,
  userNamed,
} from '../../support/accounts.ts';
import { actions, condition } from '../../support/iam.ts';
import { allow, goneRole } from '../../support/policies.ts';
import { type Given, testRule } from '../../support/test-rule.ts';

const ann = userNamed('ann');
const ops = roleNamed('ops');
const view = 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy';
const associate = 'eks:AssociateAccessPolicy';
const clusters = { payments: { entries: { [ops]: [] } } };
const entries = 'arn:aws:eks:*:012345678901:access-entry/payments/role/*/ops/*';
const held = {
  Effect: 'Allow',
  Action: associate,
  Resource: entries,
  Condition: {
    StringEquals: { 'eks:policyArn': view, 'eks:accessScope': 'namespace' },
    'ForAllValues:StringEquals': { 'eks:namespaces': 'NAMESPACE' },
  },
};
const denied = (test: Json) => ({
  Effect: 'Deny',
  Action: associate,
  Resource: '*',
  Condition: test,
});
const denials = [
  denied({ StringNotEquals: { 'eks:policyArn': view } }),
  denied({ StringNotEquals: { 'eks:accessScope': 'namespace' } }),
  denied({ 'ForAnyValue:StringNotEquals': { 'eks:namespaces': 'NAMESPACE' } }),
];

function role(sketch: AccountSketch): Given<'grantor'> {
  return { subject: { kind: 'role', arn: me }, known: { facts: accountFacts(sketch) } };
}

testRule(grantorConditionsNarrow, {
  compliant: {
    'a role that associates nothing': role({
      roles: { [me]: mayDo(allow(['eks:Get*'])) },
      clusters,
    }),
    'a role that may give one access policy': role({
      roles: {
        [me]: mayDo(allow([associate], ['*'], condition('StringEquals', 'eks:policyArn', view))),
      },
      clusters,
    }),
    'a role that may give access to the namespaces of teams': role({
      roles: {
        [me]: mayDo(
          allow(
            [associate],
            ['*'],
            condition('StringEquals', 'eks:accessScope', 'namespace'),
            condition('ForAllValues:StringLike', 'eks:namespaces', 'team-*'),
          ),
        ),
      },
      clusters,
    }),
    'a role for a cluster that nobody reads': role({
      roles: { [me]: mayDo(allow([associate], ['arn:aws:eks:*:*:access-entry/test/*'])) },
      clusters,
    }),
    'a role that is gone': { subject: { kind: 'role', arn: me }, known: { facts: goneRole(me) } },
  },
  nonCompliant: {
    'a role that may give the entry of another everything': {
      given: role({ roles: { [me]: mayDo(allow([associate, 'eks:List*'], [entries])) }, clusters }),
      reports: [
        violation(
          me,
          'AmazonEKSClusterAdminPolicy over the whole cluster',
          [associate, 'eks:List*'],
          entries,
          [held, { Effect: 'Allow', Action: 'eks:List*', Resource: entries }],
        ),
      ],
    },
    'a role that spells the action alone, in any case': {
      given: role({
        roles: { [me]: mayDo(allow(['EKS:associateaccesspolicy'], [entries])) },
        clusters,
      }),
      reports: [
        violation(
          me,
          'AmazonEKSClusterAdminPolicy over the whole cluster',
          'EKS:associateaccesspolicy',
          entries,
          [held],
        ),
      ],
    },
    'a user that may do anything in EKS': {
      given: {
        subject: { kind: 'user', arn: ann },
        known: { facts: accountFacts({ users: { [ann]: { may: [allow(['eks:*'])] } }, clusters }) },
      },
      reports: [
        violation(ann, 'AmazonEKSClusterAdminPolicy over the whole cluster', 'eks:*', '*', [
          { Effect: 'Allow', Action: 'eks:*', Resource: '*' },
          ...denials,
        ]),
      ],
    },
    'a role whose policy leaves out another service': {
      given: role({
        roles: {
          [me]: mayDo({ ...allow(['*']), actions: { ...actions('iam:*'), negated: true } }),
        },
        clusters,
      }),
      reports: [
        {
          ...violation(me, 'AmazonEKSClusterAdminPolicy over the whole cluster', '*', '*', [
            { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' },
            ...denials,
          ]),
          evidence: {
            principalArn: me,
            statements: [
              {
                policy: 'inline Work',
                statement: { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' },
              },
            ],
          },
        },
      ],
    },
    'a role held to namespaces of any name, on tagged entries': {
      given: role({
        roles: {
          [me]: mayDo(
            allow(
              [associate],
              [entries],
              condition('StringEquals', 'eks:accessScope', 'namespace'),
              condition('StringEquals', 'aws:ResourceTag/team', 'a'),
            ),
          ),
        },
        clusters,
      }),
      reports: [
        {
          message: `${me} may associate AmazonEKSClusterAdminPolicy over namespace kube-system, if StringEquals aws:ResourceTag/team a.`,
          evidence: {
            principalArn: me,
            statements: [
              {
                policy: 'inline Work',
                statement: {
                  Effect: 'Allow',
                  Action: associate,
                  Resource: entries,
                  Condition: {
                    StringEquals: { 'eks:accessScope': 'namespace', 'aws:ResourceTag/team': 'a' },
                  },
                },
              },
            ],
          },
          command: JSON.stringify({
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Action: associate,
                Resource: entries,
                Condition: {
                  StringEquals: {
                    'eks:accessScope': 'namespace',
                    'aws:ResourceTag/team': 'a',
                    'eks:policyArn': view,
                  },
                  'ForAllValues:StringEquals': { 'eks:namespaces': 'NAMESPACE' },
                },
              },
            ],
          }),
        },
      ],
    },
  },
  notApplicable: {
    'the account': {
      given: { subject: { kind: 'account' }, known: {} },
      because: 'judged principal by principal',
    },
    'an administrator': {
      given: role({ roles: { [me]: mayDo(allow(['*'])) }, clusters }),
      because: 'an administrator, whom no condition holds',
    },
  },
  insufficientData: {
    'policies that were not read': {
      given: role({ roles: { [me]: {} }, clusters, unread: ['role-policies'] }),
      because: `role-policies iam ${me}: not read yet`,
    },
    'clusters that were not listed': {
      given: role({ roles: { [me]: mayDo(allow([associate])) }, unread: ['clusters'] }),
      because: 'clusters eu-west-1: not read yet',
    },
    'entries that were not listed': {
      given: role({
        roles: { [me]: mayDo(allow([associate], [entries])) },
        clusters,
        unread: ['access-entr'],
      }),
      because: 'access-entries eu-west-1/payments: not read yet',
    },
  },
});

function violation(
  principalArn: string,
  grant: string,
  action: string | readonly string[],
  resource: string,
  instead: readonly Json[],
) {
  return {
    message: `${principalArn} may associate ${grant}.`,
    evidence: {
      principalArn,
      statements: [
        {
          policy: 'inline Work',
          statement: { Effect: 'Allow', Action: action, Resource: resource },
        },
      ],
    },
    command: JSON.stringify({ Version: '2012-10-17', Statement: instead }),
  };
}
