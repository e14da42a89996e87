import type { Statement } from '../../../shared/model/policy-document.ts';
import type { Violation } from '../../../shared/model/violation.ts';
import { awsAuthPrincipalTrustNarrow } from '../../../shared/rules/aws-auth-principal-trust-narrow.ts';
import { mapped, principals, rbacFacts, roleLine, userLine } from '../../support/aws-auth.ts';
import { ci } from '../../support/eks.ts';
import type { Known } from '../../support/facts.ts';
import { condition, everyone } from '../../support/iam.ts';
import { trusting } from '../../support/policies.ts';
import {
  clusterRole,
  clusterRoleBinding,
  group,
  roleBinding,
  rule,
  user,
} from '../../support/rbac.ts';
import { testRule } from '../../support/test-rule.ts';

const ops = 'arn:aws:iam::012345678901:role/ops';
const opsWithPath = 'arn:aws:iam::012345678901:role/team/ops';
const byEc2 = trusting({ Service: ['ec2.amazonaws.com'] });
const byRoot = trusting({ AWS: ['arn:aws:iam::012345678901:root'] });
const byAll = { ...byRoot, principals: everyone };
const masters = { groups: ['system:masters'] };

const anyRole = 'arn:aws:iam::012345678901:role/*';
const gitHub = 'arn:aws:iam::012345678901:oidc-provider/token.actions.githubusercontent.com';
/** Seven wildcards in each of three conditions. */
const tooMany = ['a', 'b', 'c'].map((letter, index) =>
  condition(
    ['StringLike', 'StringLikeIfExists', 'ForAnyValue:StringLike'][index] ?? '',
    'token.actions.githubusercontent.com:sub',
    ...Array.from({ length: 25 }, (_, n) => `${`*${letter}${n}`.repeat(7)}!`),
  ),
);

const bindings = rbacFacts({
  clusterRoles: [
    clusterRole('root', rule('*', '*', { apiGroups: ['*'] })),
    clusterRole('reader', rule('get', 'pods')),
  ],
  clusterRoleBindings: [
    clusterRoleBinding('ops', 'root', group('ops'), user('robot')),
    clusterRoleBinding('readers', 'reader', group('readers')),
  ],
  roleBindings: [roleBinding('web/owners', 'ClusterRole root', group('owners'))],
});

testRule(awsAuthPrincipalTrustNarrow, {
  compliant: {
    'an administrator trusted to its own account': mapped(
      roleLine(ci, masters),
      trustedBy({ [ci]: byRoot }),
    ),
    'a role that nobody may assume': mapped(
      roleLine(ci, { groups: ['ops'] }),
      trustedBy({ [ci]: { ...byAll, effect: 'Deny' } }),
    ),
    'a role whose trust policy is gone': mapped(roleLine(ci, masters), {
      facts: principals(ci),
      trustPolicies: { [ci]: 'absent' },
    }),
  },
  nonCompliant: {
    'everybody, for a member of system:masters whose bindings were not read': {
      given: mapped(roleLine(ci, masters), {
        facts: principals(ci),
        trustPolicies: { [ci]: [byAll] },
      }),
      reports: [isAnybodys(ci, 'ci', 'is cluster admin of payments in eu-west-1')],
    },
    'everybody, for a role with a path that is mapped without': {
      given: mapped(roleLine(ops, { groups: ['ops'] }), trustedBy({ [opsWithPath]: byAll })),
      reports: [isAnybodys(opsWithPath, 'ops', 'is cluster admin of payments in eu-west-1')],
    },
    'everybody, for a username that a binding names': {
      given: mapped(roleLine(ci, { username: 'robot' }), trustedBy({ [ci]: byAll })),
      reports: [isAnybodys(ci, 'ci', 'is cluster admin of payments in eu-west-1')],
    },
    'everybody, for the owner of a namespace': {
      given: mapped(roleLine(ci, { groups: ['owners'] }), trustedBy({ [ci]: byAll })),
      reports: [
        isAnybodys(
          ci,
          'ci',
          'is admin of namespace web of payments in eu-west-1',
          'namespace-admin',
        ),
      ],
    },
    'one of two roles that a pattern lets in': {
      given: mapped(roleLine(anyRole, masters), trustedBy({ [ci]: byRoot, [opsWithPath]: byAll })),
      reports: [isAnybodys(opsWithPath, 'ops', 'is cluster admin of payments in eu-west-1')],
    },
    'code that runs on EC2': {
      given: mapped(roleLine(ci, masters), trustedBy({ [ci]: byEc2 })),
      reports: [
        {
          message: `Code that ec2.amazonaws.com runs may assume ${ci}, which is cluster admin of payments in eu-west-1.`,
          evidence: {
            principalArn: ci,
            level: 'cluster-admin',
            caller: 'ec2.amazonaws.com',
            statements: [
              {
                policy: 'trust policy',
                statement: {
                  Effect: 'Allow',
                  Principal: { Service: 'ec2.amazonaws.com' },
                  Action: 'sts:AssumeRole',
                },
              },
            ],
          },
          severity: 'MEDIUM',
          command: `aws iam update-assume-role-policy --role-name ci --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"PRINCIPAL_ARN"},"Action":"sts:AssumeRole"}]}'`,
          key: ci,
        },
      ],
    },
  },
  notApplicable: {
    'a role that only reads': {
      given: mapped(roleLine(ci, { groups: ['readers'] }), trustedBy({ [ci]: byAll })),
      because: 'its groups and username give less than namespace-admin',
    },
    'a username that is not the same for everybody': {
      given: mapped(roleLine(ci, { username: 'robot{{SessionName}}' }), trustedBy({ [ci]: byAll })),
      because: 'its groups and username give less than namespace-admin',
    },
    'a user': {
      given: mapped(userLine('arn:aws:iam::012345678901:user/alice', masters)),
      because: 'nobody assumes an IAM user',
    },
    'a role of another account': {
      given: mapped(roleLine('arn:aws:iam::444455556666:role/ci', masters)),
      because: 'account 444455556666 is not watched',
    },
    'a role that does not exist': {
      given: mapped(roleLine(ci, masters), { facts: principals(ops) }),
      because: 'the role does not exist',
    },
  },
  insufficientData: {
    'a role whose trust policy was not read': {
      given: mapped(roleLine(ci, masters), { facts: principals(ci) }),
      because: `trust-policy iam ${ci}: not read yet`,
    },
    'conditions on a subject that are too many to try': {
      given: mapped(
        roleLine(ci, masters),
        trustedBy({
          [ci]: trusting({ Federated: [gitHub] }, ['sts:AssumeRoleWithWebIdentity'], ...tooMany),
        }),
      ),
      because: 'the conditions on tokens of token.actions.githubusercontent.com are too many',
    },
    'the second of two roles that a pattern lets in': {
      given: mapped(
        roleLine(anyRole, masters),
        trustedBy({
          [ci]: byRoot,
          [ops]: trusting({ Federated: [gitHub] }, ['sts:AssumeRoleWithWebIdentity'], ...tooMany),
        }),
      ),
      because: 'the conditions on tokens of token.actions.githubusercontent.com are too many',
    },
    'a cluster whose roles were not read': {
      given: mapped(roleLine(ci, { groups: ['ops'] }), { facts: principals(ci) }),
      because: 'k8s-roles eu-west-1/payments: not read yet',
    },
  },
});

/** Roles by their trust policies, in a cluster with these bindings. */
function trustedBy(trusts: Readonly<Record<string, Statement>>): Known {
  return {
    facts: [...principals(...Object.keys(trusts)), ...bindings],
    trustPolicies: Object.fromEntries(
      Object.entries(trusts).map(([arn, statement]) => [arn, [statement]]),
    ),
  };
}

function isAnybodys(
  principalArn: string,
  name: string,
  what: string,
  level = 'cluster-admin',
): Violation {
  return {
    message: `Anybody with an AWS account may assume ${principalArn}, which ${what}.`,
    evidence: {
      principalArn,
      level,
      caller: 'arn:aws:iam::999999999999:role/any-role',
      statements: [
        {
          policy: 'trust policy',
          statement: { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' },
        },
      ],
    },
    severity: 'CRITICAL',
    command: `aws iam update-assume-role-policy --role-name ${name} --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"PRINCIPAL_ARN"},"Action":"sts:AssumeRole"}]}'`,
    key: principalArn,
  };
}
