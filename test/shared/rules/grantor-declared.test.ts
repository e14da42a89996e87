import type { Config } from '../../../shared/model/config.ts';
import type { Json } from '../../../shared/model/json.ts';
import { grantorDeclared } from '../../../shared/rules/grantor-declared.ts';
import {
  type AccountSketch,
  accountFacts,
  groupNamed,
  mayDo,
  me,
  roleNamed,
  userNamed,
} from '../../support/accounts.ts';
import { policy, wholeCluster } from '../../support/eks.ts';
import { condition } from '../../support/iam.ts';
import { allow, deny, goneRole, trusting } from '../../support/policies.ts';
import { type Given, testRule } from '../../support/test-rule.ts';

const ann = userNamed('ann');
const ops = roleNamed('ops');
const deploy = roleNamed('deploy');
const exec = roleNamed('cfn-exec');
const sso = 'arn:aws:iam::012345678901:role/aws-reserved/sso.amazonaws.com/eu-west-1/';
const platform = `${sso}AWSReservedSSO_Platform_0123456789abcdef`;
const slr =
  'arn:aws:iam::012345678901:role/aws-service-role/support.amazonaws.com/AWSServiceRoleForSupport';
const everything = allow(['*']);
const grantsAccess = allow(['eks:CreateAccessEntry', 'eks:AssociateAccessPolicy']);
const root = { AWS: ['arn:aws:iam::012345678901:root'] };
const inAccount = [trusting(root)];
const inCodeBuild = [trusting({ Service: ['codebuild.amazonaws.com'] })];
const inCloudFormation = [trusting({ Service: ['cloudformation.amazonaws.com'] })];
const irsa = [
  trusting(
    {
      Federated: [
        'arn:aws:iam::012345678901:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF',
      ],
    },
    ['sts:AssumeRoleWithWebIdentity'],
  ),
];
const clusters = { payments: {} };
const opsIsAdmin = {
  payments: { entries: { [ops]: [policy('AmazonEKSClusterAdminPolicy', wholeCluster)] } },
};
const view = 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy';
const onlyView = `{"Effect":"Deny","Action":"eks:AssociateAccessPolicy","Resource":"*","Condition":{"StringNotEquals":{"eks:policyArn":"${view}"}}}`;

function account(sketch: AccountSketch, config: Partial<Config> = {}): Given<'grantor'> {
  return { subject: { kind: 'account' }, known: { config, facts: accountFacts(sketch) } };
}

function role(sketch: AccountSketch, config: Partial<Config> = {}): Given<'grantor'> {
  const subject = { kind: 'role' as const, arn: me };
  return { subject, known: { config, facts: accountFacts(sketch) } };
}

function user(sketch: AccountSketch): Given<'grantor'> {
  return { subject: { kind: 'user', arn: ann }, known: { facts: accountFacts(sketch) } };
}

testRule(grantorDeclared, {
  compliant: {
    'an account without administrators': account({ roles: { [me]: mayDo(allow(['s3:*'])) } }),
    'an account whose administrators are declared': account(
      {
        roles: { [me]: { ...mayDo(everything), trust: inAccount }, [platform]: mayDo(everything) },
        users: { [ann]: { may: [everything] } },
      },
      {
        clusterAdmins: [
          { kind: 'exact', principal: me },
          { kind: 'permissionSet', permissionSet: 'Platform' },
        ],
        grantors: [{ kind: 'exact', principal: ann }],
      },
    ),
    'an account with administrators that are service-linked, of services, or of workloads (prowler#2248)':
      account({
        roles: {
          [slr]: { ...mayDo(everything), trust: inAccount },
          [exec]: { ...mayDo(everything), trust: inCloudFormation },
          [deploy]: { ...mayDo(everything), trust: irsa },
        },
      }),
    'an account with power users, who cannot change permissions': account({
      roles: { [me]: mayDo(everything, deny(['iam:*'])) },
    }),
    'a role that reads clusters': role({
      roles: { [me]: mayDo(allow(['eks:Describe*'])) },
      clusters,
    }),
    'a grantor that is declared': role(
      { roles: { [me]: mayDo(grantsAccess) }, clusters },
      { grantors: [{ kind: 'exact', principal: me }] },
    ),
    'a cluster admin that is declared': role(
      { roles: { [me]: mayDo(grantsAccess) }, clusters },
      { clusterAdmins: [{ kind: 'exact', principal: me }] },
    ),
    'a role that grants access where there is no cluster': role({
      roles: { [me]: mayDo(grantsAccess, allow(['iam:PutRolePolicy'])) },
    }),
    'a role that gives away the Secrets of a cluster, but no more': role({
      roles: {
        [me]: mayDo(
          allow(
            ['eks:AssociateAccessPolicy'],
            ['*'],
            condition('StringLike', 'eks:policyArn', '*SecretReaderPolicy'),
          ),
        ),
      },
      clusters: opsIsAdmin,
    }),
    'a role that passes one that is no cluster admin': role({
      roles: {
        [me]: mayDo(allow(['cloudformation:CreateStack', 'iam:PassRole'])),
        [exec]: { ...mayDo(allow(['s3:*'])), trust: inCloudFormation },
      },
      clusters,
    }),
    'a role that changes code, which runs with nobody knows which role': role({
      roles: {
        [me]: mayDo(allow(['lambda:UpdateFunctionCode'])),
        [exec]: {
          ...mayDo(everything),
          trust: [trusting({ Service: ['lambda.amazonaws.com'] })],
        },
      },
      clusters,
    }),
    'a role that is gone': {
      subject: { kind: 'role', arn: me },
      known: { facts: goneRole(me) },
    },
  },
  nonCompliant: {
    'the administrators of the account that are not declared, as one': {
      given: account(
        {
          roles: {
            [me]: { ...mayDo(everything), trust: inAccount },
            [platform]: { ...mayDo(everything), trust: inAccount },
            [deploy]: { ...mayDo(everything), trust: [...inAccount, ...inCodeBuild] },
          },
          users: { [ann]: { groups: ['admins'] }, [userNamed('bob')]: { may: [everything] } },
          groups: { [groupNamed('admins')]: [everything] },
        },
        { clusterAdmins: [{ kind: 'permissionSet', permissionSet: 'Platform' }] },
      ),
      reports: [
        {
          message: `Undeclared administrators of account 012345678901, who can make anybody cluster admin: ${deploy}, ${me}, ${ann} and 1 more.`,
          evidence: { administrators: [deploy, me, ann, userNamed('bob')] },
          severity: 'MEDIUM',
        },
      ],
    },
    'one administrator, under a condition': {
      given: account({
        roles: {
          [me]: {
            ...mayDo(allow(['*'], ['*'], condition('Bool', 'aws:MultiFactorAuthPresent', 'true'))),
            trust: inAccount,
          },
        },
      }),
      reports: [
        {
          message: `Undeclared administrators of account 012345678901, who can make anybody cluster admin: ${me}.`,
          evidence: { administrators: [me] },
          severity: 'MEDIUM',
        },
      ],
    },
    'a role that creates access entries with access policies': {
      given: role({ roles: { [me]: { ...mayDo(grantsAccess), trust: inAccount } }, clusters }),
      reports: [
        violation(
          me,
          'create an access entry with AmazonEKSClusterAdminPolicy over the whole cluster',
          [
            {
              way: 'access-entry',
              clusters: ['eu-west-1/payments'],
              statements: [grants('eks:AssociateAccessPolicy', 'eks:CreateAccessEntry')],
            },
          ],
          onlyView,
        ),
      ],
    },
    'a user that assumes a role that is cluster admin': {
      given: user({
        users: { [ann]: { may: [allow(['sts:AssumeRole'], [ops])] } },
        roles: { [ops]: { trust: inAccount } },
        clusters: opsIsAdmin,
      }),
      reports: [
        violation(
          ann,
          `assume a role that is cluster admin by its access entry (${ops})`,
          [
            {
              way: 'assume-mapped-role',
              clusters: ['eu-west-1/payments'],
              through: ops,
              statements: [
                {
                  policy: 'inline Work',
                  statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: ops },
                },
                {
                  policy: `trust policy of ${ops}`,
                  statement: {
                    Effect: 'Allow',
                    Principal: { AWS: 'arn:aws:iam::012345678901:root' },
                    Action: 'sts:AssumeRole',
                  },
                },
              ],
            },
          ],
          '{"Effect":"Deny","Action":"sts:AssumeRole","Resource":"*"}',
        ),
      ],
    },
    'whoever passes an administrator to CloudFormation, as its service role is not judged itself': {
      given: role({
        roles: {
          [me]: {
            ...mayDo(allow(['cloudformation:CreateStack']), allow(['iam:PassRole'], [exec])),
            trust: inAccount,
          },
          [exec]: { ...mayDo(everything), trust: inCloudFormation },
        },
        clusters,
      }),
      reports: [
        violation(
          me,
          `create a stack with a stronger role (${exec})`,
          [
            {
              way: 'cloudformation-create-stack',
              through: exec,
              statements: [
                grants('cloudformation:CreateStack'),
                {
                  policy: 'inline Work',
                  statement: { Effect: 'Allow', Action: 'iam:PassRole', Resource: exec },
                },
              ],
            },
          ],
          '{"Effect":"Deny","Action":"iam:PassRole","NotResource":"ROLE_ARN"}',
        ),
      ],
    },
    'a role that puts entries into groups, which a binding may give power': {
      given: role({
        roles: { [me]: { ...mayDo(allow(['eks:UpdateAccessEntry'])), trust: inAccount } },
        clusters: { payments: { entries: { [ops]: [] } } },
      }),
      reports: [
        {
          ...violation(
            me,
            `put an access entry into any Kubernetes group (${ops}), if a binding of the cluster gives a group that power`,
            [
              {
                way: 'access-entry-groups',
                clusters: ['eu-west-1/payments'],
                through: ops,
                statements: [grants('eks:UpdateAccessEntry')],
                turnsOn: ['a binding of the cluster gives a group that power'],
              },
            ],
            '{"Effect":"Deny","Action":"eks:UpdateAccessEntry","Resource":"*"}',
          ),
          severity: 'MEDIUM',
        },
      ],
    },
    'a user that makes itself administrator, and grants access besides': {
      given: user({
        users: { [ann]: { may: [allow(['iam:PutUserPolicy'], [ann]), grantsAccess] } },
        clusters,
      }),
      reports: [
        violation(
          ann,
          'create an access entry with AmazonEKSClusterAdminPolicy over the whole cluster, and 1 more way',
          [
            {
              way: 'access-entry',
              clusters: ['eu-west-1/payments'],
              statements: [grants('eks:AssociateAccessPolicy', 'eks:CreateAccessEntry')],
            },
            {
              way: 'put-own-user-policy',
              statements: [
                {
                  policy: 'inline Work',
                  statement: { Effect: 'Allow', Action: 'iam:PutUserPolicy', Resource: ann },
                },
              ],
            },
          ],
          `${onlyView},{"Effect":"Deny","Action":"iam:PutUserPolicy","Resource":"*"}`,
        ),
      ],
    },
  },
  notApplicable: {
    'an administrator, whom the finding of the account lists': {
      given: role({ roles: { [me]: mayDo(everything) }, clusters }),
      because: 'an administrator: the finding of the account lists those',
    },
    'a role that services alone may assume': {
      given: role({
        roles: {
          [me]: {
            ...mayDo(grantsAccess),
            trust: [...inCodeBuild, ...inCloudFormation],
          },
        },
        clusters,
      }),
      because:
        'only cloudformation.amazonaws.com, codebuild.amazonaws.com may assume it: whoever may pass it is judged instead',
    },
  },
  insufficientData: {
    'roles that were not listed': {
      given: account({ unread: ['roles'] }),
      because: 'roles iam: not read yet',
    },
    'users that were not listed': {
      given: account({ unread: ['users'] }),
      because: 'users iam: not read yet',
    },
    'the policies of one role of the account': {
      given: account({
        roles: { [me]: { ...mayDo(everything), trust: inAccount }, [ops]: {} },
        unread: [`role-policies iam ${ops}`],
      }),
      because: `role-policies iam ${ops}: not read yet`,
      reports: [
        {
          message: `Undeclared administrators of account 012345678901, who can make anybody cluster admin: ${me}.`,
          evidence: { administrators: [me] },
          severity: 'MEDIUM',
        },
      ],
    },
    'the trust of an administrator, which counts as one': {
      given: account({ roles: { [me]: mayDo(everything) }, unread: ['trust-policy'] }),
      because: `trust-policy iam ${me}: not read yet`,
      reports: [
        {
          message: `Undeclared administrators of account 012345678901, who can make anybody cluster admin: ${me}.`,
          evidence: { administrators: [me] },
          severity: 'MEDIUM',
        },
      ],
    },
    'policies that were not read': {
      given: role({ roles: { [me]: {} }, clusters, unread: ['role-policies'] }),
      because: `role-policies iam ${me}: not read yet`,
    },
    'clusters that were not listed': {
      given: role({ roles: { [me]: mayDo(grantsAccess) }, unread: ['clusters'] }),
      because: 'clusters eu-west-1: not read yet',
    },
    'the trust of a grantor': {
      given: role({ roles: { [me]: mayDo(grantsAccess) }, clusters, unread: ['trust-policy'] }),
      because: `trust-policy iam ${me}: not read yet`,
    },
  },
});

function grants(...actions: readonly string[]) {
  const [only] = actions;
  return {
    policy: 'inline Work',
    statement: {
      Effect: 'Allow',
      Action: actions.length === 1 && only !== undefined ? only : actions,
      Resource: '*',
    },
  };
}

interface ExpectedWay {
  readonly way: string;
  readonly clusters?: readonly string[];
  readonly through?: string;
  readonly statements: readonly Json[];
  readonly turnsOn?: readonly string[];
}

function violation(arn: string, text: string, ways: readonly ExpectedWay[], guards: string) {
  const kind = arn === ann ? 'user' : 'role';
  return {
    message: `${arn} can make somebody cluster admin: it can ${text}.`,
    evidence: { principalArn: arn, ways: ways.map((way): Json => ({ ...way })) },
    fingerprint: ways.map(({ clusters: _, through: __, ...way }): Json => ({ ...way })),
    command: `aws iam put-${kind}-policy --${kind}-name ${kind === 'user' ? 'ann' : 'me'} --policy-name GatewatchGuard --policy-document '{"Version":"2012-10-17","Statement":[${guards}]}'`,
  };
}
