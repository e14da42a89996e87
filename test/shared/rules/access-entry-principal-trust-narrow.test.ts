import { factKeys } from '../../../shared/model/fact-key.ts';
import type { Json } from '../../../shared/model/json.ts';
import type { RoleBinding } from '../../../shared/model/kubernetes.ts';
import type { Condition, Statement } from '../../../shared/model/policy-document.ts';
import type { Severity } from '../../../shared/model/severity.ts';
import type { Violation } from '../../../shared/model/violation.ts';
import { accessEntryPrincipalTrustNarrow } from '../../../shared/rules/access-entry-principal-trust-narrow.ts';
import { accessEntry, ci, entryWith, namespaces, policy, wholeCluster } from '../../support/eks.ts';
import { denied, gone, type Known, known } from '../../support/facts.ts';
import { condition, everyone } from '../../support/iam.ts';
import { document, trusting } from '../../support/policies.ts';
import {
  clusterRole,
  clusterRoleBinding,
  group,
  roleBinding,
  rule,
  user,
} from '../../support/rbac.ts';
import { inCluster, payments, withFacts } from '../../support/rbac-cases.ts';
import { type Given, testRule } from '../../support/test-rule.ts';

const root = 'arn:aws:iam::012345678901:root';
const partner = 'arn:aws:iam::444455556666:root';
const partnerRole = 'arn:aws:iam::444455556666:role/deploy';
const admin = policy('AmazonEKSClusterAdminPolicy', wholeCluster);
const view = policy('AmazonEKSViewPolicy', wholeCluster);
const linked =
  'arn:aws:iam::012345678901:role/aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS';
const future = policy('AmazonEKSFuturePolicy', wholeCluster);

const eks = 'oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF';
const eksProvider = `arn:aws:iam::012345678901:oidc-provider/${eks}`;
const gitHub = 'token.actions.githubusercontent.com';
const gitHubProvider = `arn:aws:iam::012345678901:oidc-provider/${gitHub}`;
const gitHubAud = condition('StringEquals', `${gitHub}:aud`, 'sts.amazonaws.com');

const webIdentity = 'sts:AssumeRoleWithWebIdentity';
/** Seven wildcards in each of three conditions. */
const tooMany = ['a', 'b', 'c'].map((letter, index) =>
  condition(
    ['StringLike', 'StringLikeIfExists', 'ForAnyValue:StringLike'][index] ?? '',
    `${gitHub}:sub`,
    ...Array.from({ length: 25 }, (_, n) => `${`*${letter}${n}`.repeat(7)}!`),
  ),
);

const by = (principal: string, ...conditions: readonly Condition[]) =>
  trusting({ AWS: [principal] }, ['sts:AssumeRole'], ...conditions);
const byAll = (...conditions: readonly Condition[]): Statement => ({
  ...by('*', ...conditions),
  principals: everyone,
});
const byService = (service: string, ...conditions: readonly Condition[]) =>
  trusting({ Service: [service] }, ['sts:AssumeRole'], ...conditions);
const byToken = (provider: string, ...conditions: readonly Condition[]) =>
  trusting({ Federated: [provider] }, ['sts:AssumeRoleWithWebIdentity'], ...conditions);
const byGitHub = (...conditions: readonly Condition[]) =>
  byToken(gitHubProvider, gitHubAud, ...conditions);
const gitHubSub = (...values: readonly string[]) =>
  condition('StringLike', `${gitHub}:sub`, ...values);

testRule(accessEntryPrincipalTrustNarrow, {
  compliant: {
    'its own account, whose policies other rules judge': mapped(by(root)),
    'Identity Center, which signs people in by SAML under its reserved path': mapped(
      trusting(
        { Federated: ['arn:aws:iam::012345678901:saml-provider/AWSSSO_0a1b_DO_NOT_DELETE'] },
        ['sts:AssumeRoleWithSAML', 'sts:TagSession'],
        condition('StringEquals', 'SAML:aud', 'https://signin.aws.amazon.com/saml'),
      ),
    ),
    'roles and users by name, here and in another account': mapped(
      trusting({ AWS: [partnerRole, 'arn:aws:iam::012345678901:user/alice'] }),
    ),
    'a trusted account as a whole': mapped(by(partner), {
      config: { trustedAccounts: ['444455556666'] },
    }),
    'another account by an external id (panther: AWS.IAM.BackdoorRole)': mapped(
      by(partner, condition('StringEquals', 'sts:ExternalId', 'b1946ac9')),
    ),
    'another account by the roles that may (prowler#2792)': mapped(
      by(partner, condition('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::444455556666:role/ci-*')),
    ),
    'another account by its organization (prowler#2792)': mapped(
      by(partner, condition('StringEquals', 'aws:PrincipalOrgID', 'o-a1b2c3d4e5')),
    ),
    'everybody of the organization of the role': mapped(
      byAll(condition('StringEquals', 'aws:PrincipalOrgID', `\${aws:ResourceOrgID}`)),
    ),
    'everybody of its own account': mapped(
      byAll(condition('StringEquals', 'aws:PrincipalAccount', `\${aws:ResourceAccount}`)),
    ),
    'everybody for whom a service asks on behalf of the account (prowler#4745)': mapped(
      byAll(condition('StringEquals', 'aws:SourceAccount', '012345678901')),
    ),
    'everybody, but a Deny refuses all other organizations': mapped([
      byAll(),
      {
        ...byAll(condition('StringNotEquals', 'aws:PrincipalOrgID', 'o-a1b2c3d4e5')),
        effect: 'Deny',
      },
    ]),
    'everybody with a token of one exact subject': mapped({
      ...byToken(
        '*',
        condition('StringEquals', `${gitHub}:sub`, 'repo:acme/app:ref:refs/heads/main'),
      ),
      principals: everyone,
      actions: { negated: false, values: ['sts:*'] },
    }),
    'a service account of a cluster by its name, which another rule reports': mapped(
      byToken(
        eksProvider,
        condition('StringEquals', `${eks}:aud`, 'sts.amazonaws.com'),
        condition('StringEquals', `${eks}:sub`, 'system:serviceaccount:argocd:controller'),
      ),
    ),
    'one branch of one repository (panther: AWS.IAM.Role.GitHubActionsTrust)': mapped(
      byGitHub(condition('StringEquals', `${gitHub}:sub`, 'repo:acme/app:ref:refs/heads/main')),
    ),
    'exact subjects under StringLike': mapped(
      byGitHub(gitHubSub('repo:acme/app:ref:refs/heads/main', 'repo:acme/app:environment:prod')),
    ),
    'a star that StringEquals takes for a star': mapped(
      byGitHub(condition('StringEquals', `${gitHub}:sub`, 'repo:acme/*')),
    ),
    'subjects that conditions leave none of': mapped(
      byGitHub(gitHubSub('repo:acme/*'), condition('StringLike', `${gitHub}:sub`, 'repo:other/*')),
    ),
    'services that run no code of customers': mapped(
      trusting({ Service: ['eks.amazonaws.com', 'capabilities.eks.amazonaws.com'] }),
    ),
    'a service that may only tag sessions': mapped(
      trusting({ Service: ['ec2.amazonaws.com'] }, ['sts:TagSession']),
    ),
    'a role that nobody may assume': mapped({ ...byAll(), effect: 'Deny' }),
    'a policy of unknown power on a role that is trusted well': entryWith(ci, [future], {
      trustPolicies: { [ci]: [by(root)] },
    }),
  },
  nonCompliant: {
    everybody: {
      given: mapped(byAll()),
      reports: [
        weak({
          severity: 'CRITICAL',
          who: 'Anybody with an AWS account',
          caller: 'arn:aws:iam::999999999999:role/any-role',
          offending: { Principal: '*', Action: 'sts:AssumeRole' },
          narrowed: [{ Principal: { AWS: 'PRINCIPAL_ARN' }, Action: 'sts:AssumeRole' }],
        }),
      ],
    },
    'everybody, for a role that edits what runs in a sensitive namespace': {
      given: entryWith(ci, [policy('AmazonEKSEditPolicy', namespaces('kube-*', 'web'))], {
        facts: [known(factKeys.trustPolicy(ci), document(byAll()))],
      }),
      reports: [
        {
          message: `Anybody with an AWS account may assume ${ci}, which can become cluster admin of payments in eu-west-1 through namespace kube-system.`,
          evidence: {
            principalArn: ci,
            level: 'cluster-admin-equivalent',
            caller: 'arn:aws:iam::999999999999:role/any-role',
            statements: [
              {
                policy: 'trust policy',
                statement: { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' },
              },
            ],
          },
          severity: 'CRITICAL',
          command: `aws iam update-assume-role-policy --role-name ci --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"PRINCIPAL_ARN"},"Action":"sts:AssumeRole"}]}'`,
        },
      ],
    },
    'everybody, for a role whose group is bound to everything': {
      given: inGroups(['ops'], [clusterRoleBinding('ops', 'all', group('ops'))]),
      reports: [byBindings('cluster-admin', 'is cluster admin of payments in eu-west-1')],
    },
    'everybody, for a role whose group is bound to everything in a namespace': {
      given: inGroups(['dev', 'ops'], [roleBinding('web/ops', 'ClusterRole all', group('ops'))]),
      reports: [
        byBindings('namespace-admin', 'is admin of namespace web of payments in eu-west-1'),
      ],
    },
    'everybody, for a role whose username is bound to everything': {
      given: inGroups([], [clusterRoleBinding('ops', 'all', user('deployer'))], {
        username: 'deployer',
      }),
      reports: [byBindings('cluster-admin', 'is cluster admin of payments in eu-west-1')],
    },
    'everybody of a name that is free in any account': {
      given: mapped(byAll(condition('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::*:role/ci'))),
      reports: [
        weak({
          severity: 'CRITICAL',
          who: 'Anybody with an AWS account',
          caller: 'arn:aws:iam::999999999999:role/ci',
          offending: {
            Principal: '*',
            Action: 'sts:AssumeRole',
            Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/ci' } },
          },
          narrowed: [
            {
              Principal: { AWS: 'PRINCIPAL_ARN' },
              Action: 'sts:AssumeRole',
              Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/ci' } },
            },
          ],
        }),
      ],
    },
    'everybody from some addresses': {
      given: mapped(byAll(condition('IpAddress', 'aws:SourceIp', '192.0.2.0/24'))),
      reports: [
        weak({
          severity: 'HIGH',
          who: 'Anybody with an AWS account',
          caller: 'arn:aws:iam::999999999999:role/any-role',
          proviso: ', if IpAddress aws:SourceIp 192.0.2.0/24 allows it',
          offending: {
            Principal: '*',
            Action: 'sts:AssumeRole',
            Condition: { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } },
          },
          narrowed: [
            {
              Principal: { AWS: 'PRINCIPAL_ARN' },
              Action: 'sts:AssumeRole',
              Condition: { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } },
            },
          ],
        }),
      ],
    },
    'everybody of an organization that is a variable in a condition of its own': {
      given: mapped(byAll(condition('StringEquals', 'aws:ResourceOrgID', 'o-a1b2c3d4e5'))),
      reports: [
        weak({
          severity: 'HIGH',
          who: 'Anybody with an AWS account',
          caller: 'arn:aws:iam::999999999999:role/any-role',
          proviso: ', if StringEquals aws:ResourceOrgID o-a1b2c3d4e5 allows it',
          offending: {
            Principal: '*',
            Action: 'sts:AssumeRole',
            Condition: { StringEquals: { 'aws:ResourceOrgID': 'o-a1b2c3d4e5' } },
          },
          narrowed: [
            {
              Principal: { AWS: 'PRINCIPAL_ARN' },
              Action: 'sts:AssumeRole',
              Condition: { StringEquals: { 'aws:ResourceOrgID': 'o-a1b2c3d4e5' } },
            },
          ],
        }),
      ],
    },
    'everybody with whatever token': {
      given: mapped(byToken('*')),
      reports: [
        weak({
          severity: 'CRITICAL',
          who: 'Anybody with a token of any OIDC provider',
          caller: 'any subject',
          offending: { Principal: { Federated: '*' }, Action: webIdentity },
          narrowed: [{ Principal: { AWS: 'PRINCIPAL_ARN' }, Action: webIdentity }],
        }),
      ],
    },
    'another account as a whole, beside roles by name': {
      given: mapped(trusting({ AWS: [partner, partnerRole] })),
      reports: [
        weak({
          severity: 'HIGH',
          who: 'Any principal of account 444455556666',
          caller: 'arn:aws:iam::444455556666:role/any-role',
          offending: { Principal: { AWS: [partnerRole, partner] }, Action: 'sts:AssumeRole' },
          narrowed: [
            {
              Principal: { AWS: 'arn:aws:iam::444455556666:role/ROLE_NAME' },
              Action: 'sts:AssumeRole',
            },
            { Principal: { AWS: partnerRole }, Action: 'sts:AssumeRole' },
          ],
        }),
      ],
    },
    'another account by its id, with an external id that anything will do for': {
      given: mapped(by('444455556666', condition('StringLike', 'sts:ExternalId', '*')), {
        config: { trustedAccounts: ['444455556667'] },
      }),
      reports: [
        weak({
          severity: 'HIGH',
          who: 'Any principal of account 444455556666',
          caller: 'arn:aws:iam::444455556666:role/any-role',
          offending: {
            Principal: { AWS: '444455556666' },
            Action: 'sts:AssumeRole',
            Condition: { StringLike: { 'sts:ExternalId': '*' } },
          },
          narrowed: [
            {
              Principal: { AWS: 'arn:aws:iam::444455556666:role/ROLE_NAME' },
              Action: 'sts:AssumeRole',
              Condition: { StringLike: { 'sts:ExternalId': '*' } },
            },
          ],
        }),
      ],
    },
    'another account with a second factor': {
      given: mapped(by(partner, condition('Bool', 'aws:MultiFactorAuthPresent', 'true'))),
      reports: [
        weak({
          severity: 'MEDIUM',
          who: 'Any principal of account 444455556666',
          caller: 'arn:aws:iam::444455556666:role/any-role',
          proviso: ', if Bool aws:MultiFactorAuthPresent true allows it',
          offending: {
            Principal: { AWS: partner },
            Action: 'sts:AssumeRole',
            Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
          },
          narrowed: [
            {
              Principal: { AWS: 'arn:aws:iam::444455556666:role/ROLE_NAME' },
              Action: 'sts:AssumeRole',
              Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
            },
          ],
        }),
      ],
    },
    'everybody of another account by a condition': {
      given: mapped(byAll(condition('StringEquals', 'aws:PrincipalAccount', '444455556666'))),
      reports: [
        weak({
          severity: 'HIGH',
          who: 'Any principal of account 444455556666',
          caller: 'arn:aws:iam::444455556666:role/any-role',
          offending: {
            Principal: '*',
            Action: 'sts:AssumeRole',
            Condition: { StringEquals: { 'aws:PrincipalAccount': '444455556666' } },
          },
          narrowed: [
            {
              Principal: { AWS: 'arn:aws:iam::444455556666:role/ROLE_NAME' },
              Action: 'sts:AssumeRole',
              Condition: { StringEquals: { 'aws:PrincipalAccount': '444455556666' } },
            },
          ],
        }),
      ],
    },
    'every workflow of GitHub': {
      given: mapped(byGitHub()),
      reports: [
        weak({
          severity: 'HIGH',
          who: `Anybody with a token of ${gitHub}`,
          caller: 'any subject',
          offending: {
            Principal: { Federated: gitHubProvider },
            Action: webIdentity,
            Condition: { StringEquals: { [`${gitHub}:aud`]: 'sts.amazonaws.com' } },
          },
          narrowed: [heldToGitHub('SUBJECT')],
        }),
      ],
    },
    'every repository of GitHub by a pattern': {
      given: mapped(byGitHub(gitHubSub('repo:*'))),
      reports: [
        weak({
          severity: 'HIGH',
          who: `Anybody with a token of ${gitHub}`,
          caller: 'any subject',
          offending: gitHubJson('repo:*'),
          narrowed: [heldToGitHub('SUBJECT')],
        }),
      ],
    },
    'every repository of an organization': {
      given: mapped(byGitHub(gitHubSub('repo:acme/*'))),
      reports: [
        weak({
          severity: 'MEDIUM',
          who: `Tokens of ${gitHub} with more than one subject, such as repo:acme/x,`,
          caller: 'repo:acme/x',
          offending: gitHubJson('repo:acme/*'),
          narrowed: [heldToGitHub('SUBJECT')],
        }),
      ],
    },
    'repositories that two conditions leave': {
      given: mapped(
        byGitHub(
          gitHubSub('repo:acme/*'),
          condition('StringLikeIfExists', `${gitHub}:sub`, '*:ref:refs/heads/main'),
        ),
      ),
      reports: [
        weak({
          severity: 'MEDIUM',
          who: `Tokens of ${gitHub} with more than one subject, such as repo:acme/x:ref:refs/heads/main,`,
          caller: 'repo:acme/x:ref:refs/heads/main',
          offending: {
            Principal: { Federated: gitHubProvider },
            Action: webIdentity,
            Condition: {
              StringEquals: { [`${gitHub}:aud`]: 'sts.amazonaws.com' },
              StringLike: { [`${gitHub}:sub`]: 'repo:acme/*' },
              StringLikeIfExists: { [`${gitHub}:sub`]: '*:ref:refs/heads/main' },
            },
          },
          narrowed: [heldToGitHub('SUBJECT')],
        }),
      ],
    },
    'workflows of GitHub by another claim, which may do as well as the subject': {
      given: mapped(
        byGitHub(condition('StringEquals', `${gitHub}:job_workflow_ref`, 'acme/app/.github/x.yml')),
      ),
      reports: [
        weak({
          severity: 'MEDIUM',
          who: `Anybody with a token of ${gitHub}`,
          caller: 'any subject',
          proviso: `, if StringEquals ${gitHub}:job_workflow_ref acme/app/.github/x.yml allows it`,
          offending: {
            Principal: { Federated: gitHubProvider },
            Action: webIdentity,
            Condition: {
              StringEquals: {
                [`${gitHub}:aud`]: 'sts.amazonaws.com',
                [`${gitHub}:job_workflow_ref`]: 'acme/app/.github/x.yml',
              },
            },
          },
          narrowed: [
            {
              Principal: { Federated: gitHubProvider },
              Action: webIdentity,
              Condition: {
                StringEquals: {
                  [`${gitHub}:aud`]: 'sts.amazonaws.com',
                  [`${gitHub}:job_workflow_ref`]: 'acme/app/.github/x.yml',
                  [`${gitHub}:sub`]: 'SUBJECT',
                },
              },
            },
          ],
        }),
      ],
    },
    'every service account of a cluster, beside GitHub': {
      given: mapped({
        ...byToken(eksProvider, condition('StringLike', `${eks}:sub`, 'system:serviceaccount:*')),
        sid: 'Workloads',
      }),
      reports: [
        weak({
          severity: 'HIGH',
          who: `Anybody with a token of ${eks}`,
          caller: 'any subject',
          offending: {
            Sid: 'Workloads',
            Principal: { Federated: eksProvider },
            Action: webIdentity,
            Condition: { StringLike: { [`${eks}:sub`]: 'system:serviceaccount:*' } },
          },
          narrowed: [
            {
              Sid: 'Workloads',
              Principal: { Federated: eksProvider },
              Action: webIdentity,
              Condition: {
                StringEquals: {
                  [`${eks}:aud`]: 'sts.amazonaws.com',
                  [`${eks}:sub`]: 'system:serviceaccount:NAMESPACE:SERVICE_ACCOUNT',
                },
              },
            },
          ],
        }),
      ],
    },
    'visitors of a Cognito identity pool': {
      given: mapped(
        byToken(
          'cognito-identity.amazonaws.com',
          condition('StringEquals', 'cognito-identity.amazonaws.com:aud', 'eu-west-1:pool'),
        ),
      ),
      reports: [
        weak({
          severity: 'HIGH',
          who: 'Anybody with a token of cognito-identity.amazonaws.com',
          caller: 'any subject',
          offending: {
            Principal: { Federated: 'cognito-identity.amazonaws.com' },
            Action: webIdentity,
            Condition: {
              StringEquals: { 'cognito-identity.amazonaws.com:aud': 'eu-west-1:pool' },
            },
          },
          narrowed: [
            {
              Principal: { Federated: 'cognito-identity.amazonaws.com' },
              Action: webIdentity,
              Condition: {
                StringEquals: {
                  'cognito-identity.amazonaws.com:aud': 'eu-west-1:pool',
                  'cognito-identity.amazonaws.com:sub': 'SUBJECT',
                },
              },
            },
          ],
        }),
      ],
    },
    'two providers, of which the loose one is put apart': {
      given: mapped({
        ...trusting({ Federated: [gitHubProvider, eksProvider] }, [webIdentity]),
        sid: 'Tokens',
      }),
      reports: [
        weak({
          severity: 'HIGH',
          who: `Anybody with a token of ${eks}`,
          caller: 'any subject',
          offending: {
            Sid: 'Tokens',
            Principal: { Federated: [eksProvider, gitHubProvider] },
            Action: webIdentity,
          },
          narrowed: [
            {
              Principal: { Federated: eksProvider },
              Action: webIdentity,
              Condition: {
                StringEquals: {
                  [`${eks}:aud`]: 'sts.amazonaws.com',
                  [`${eks}:sub`]: 'system:serviceaccount:NAMESPACE:SERVICE_ACCOUNT',
                },
              },
            },
            { Sid: 'Tokens', Principal: { Federated: gitHubProvider }, Action: webIdentity },
          ],
        }),
      ],
    },
    'code on EC2, in Lambda, in CodeBuild, in ECS and in pods': {
      given: mapped(byService('codebuild.amazonaws.com')),
      reports: [
        weak({
          severity: 'MEDIUM',
          who: 'Code that codebuild.amazonaws.com runs',
          caller: 'codebuild.amazonaws.com',
          offending: {
            Principal: { Service: 'codebuild.amazonaws.com' },
            Action: 'sts:AssumeRole',
          },
          narrowed: [{ Principal: { AWS: 'PRINCIPAL_ARN' }, Action: 'sts:AssumeRole' }],
        }),
      ],
    },
    'code of one cluster, by a condition, beside another service': {
      given: mapped(
        trusting(
          { Service: ['pods.eks.amazonaws.com', 'eks.amazonaws.com'] },
          ['sts:AssumeRole'],
          condition('StringEquals', 'aws:RequestTag/kubernetes-namespace', 'argocd'),
        ),
      ),
      reports: [
        weak({
          severity: 'LOW',
          who: 'Code that pods.eks.amazonaws.com runs',
          caller: 'pods.eks.amazonaws.com',
          proviso: ', if StringEquals aws:RequestTag/kubernetes-namespace argocd allows it',
          offending: {
            Principal: { Service: ['eks.amazonaws.com', 'pods.eks.amazonaws.com'] },
            Action: 'sts:AssumeRole',
            Condition: { StringEquals: { 'aws:RequestTag/kubernetes-namespace': 'argocd' } },
          },
          narrowed: [
            {
              Principal: { Service: 'eks.amazonaws.com' },
              Action: 'sts:AssumeRole',
              Condition: { StringEquals: { 'aws:RequestTag/kubernetes-namespace': 'argocd' } },
            },
          ],
        }),
      ],
    },
    'the weakest of several statements, the others left as they are': {
      given: mapped([
        byService('lambda.amazonaws.com'),
        by(partner),
        byGitHub(gitHubSub('repo:acme/*')),
      ]),
      reports: [
        weak({
          severity: 'HIGH',
          who: 'Any principal of account 444455556666',
          caller: 'arn:aws:iam::444455556666:role/any-role',
          offending: { Principal: { AWS: partner }, Action: 'sts:AssumeRole' },
          narrowed: [
            { Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
            {
              Principal: { AWS: 'arn:aws:iam::444455556666:role/ROLE_NAME' },
              Action: 'sts:AssumeRole',
            },
            gitHubJson('repo:acme/*'),
          ],
        }),
      ],
    },
    'code with admin over one namespace': {
      given: entryWith(ci, [policy('AmazonEKSAdminPolicy', namespaces('web'))], {
        trustPolicies: { [ci]: [byService('ec2.amazonaws.com')] },
      }),
      reports: [
        {
          ...weak({
            severity: 'MEDIUM',
            who: 'Code that ec2.amazonaws.com runs',
            caller: 'ec2.amazonaws.com',
            offending: { Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' },
            narrowed: [{ Principal: { AWS: 'PRINCIPAL_ARN' }, Action: 'sts:AssumeRole' }],
          }),
          message: `Code that ec2.amazonaws.com runs may assume ${ci}, which is admin of namespace web of payments in eu-west-1.`,
          evidence: {
            principalArn: ci,
            level: 'namespace-admin',
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
        },
      ],
    },
  },
  notApplicable: {
    'a role that may only view': {
      given: entryWith(ci, [policy('AmazonEKSViewPolicy', wholeCluster)]),
      because: 'its access policies give less than namespace-admin',
    },
    'a role that edits a namespace like others': {
      given: entryWith(ci, [policy('AmazonEKSEditPolicy', namespaces('web'))]),
      because: 'its access policies give less than namespace-admin',
    },
    'a role whose group is bound to little': {
      given: inGroups(['ops'], [clusterRoleBinding('ops', 'view', group('ops'))]),
      because: 'its access policies give less than namespace-admin',
    },
    'a role whose group is bound to everything where nobody looked': {
      given: withEntry(entryWith(ci, [view], { trustPolicies: { [ci]: [byAll()] } }), ['ops']),
      because: 'its access policies give less than namespace-admin',
    },
    'a role with a username for each session, which no binding can name': {
      given: inGroups([], [clusterRoleBinding('ops', 'all', user('ops:{{SessionName}}'))], {
        username: 'ops:{{SessionName}}',
        facts: [denied(factKeys.clusterRoleBindings(payments))],
      }),
      because: 'its access policies give less than namespace-admin',
    },
    'a service-linked role in a group': {
      given: {
        subject: {
          ...accessEntry(linked),
          entry: { ...accessEntry(linked).entry, kubernetesGroups: ['ops'] },
        },
        known: {},
      },
      because: 'AWS keeps service-linked roles',
    },
    'a role that reads all Secrets': {
      given: entryWith(ci, [policy('AmazonEKSAdminViewPolicy', wholeCluster)]),
      because: 'its access policies give less than namespace-admin',
    },
    'a service-linked role (prowler#2314)': {
      given: {
        subject: accessEntry(
          'arn:aws:iam::012345678901:role/aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS',
        ),
        known: {},
      },
      because: 'AWS keeps service-linked roles',
    },
    'an IAM user': {
      given: { subject: accessEntry('arn:aws:iam::012345678901:user/alice'), known: {} },
      because: 'nobody assumes an IAM user',
    },
    'a role that is gone': {
      given: entryWith(ci, [admin], { facts: [gone(factKeys.trustPolicy(ci))] }),
      because: 'the role does not exist',
    },
  },
  insufficientData: {
    'a role whose trust policy was not read': {
      given: entryWith(ci, [admin]),
      because: `trust-policy iam ${ci}: not read yet`,
    },
    'a role whose access policies were not read': {
      given: { subject: accessEntry(ci), known: {} },
      because: `access-policies eu-west-1/payments ${ci}: not read yet`,
    },
    'a role in a group while bindings were not read': {
      given: inGroups(['ops'], [], { facts: [denied(factKeys.clusterRoleBindings(payments))] }),
      because: 'k8s-clusterrolebindings eu-west-1/payments: AccessDenied',
    },
    'a policy of unknown power on a role that everybody may assume': {
      given: entryWith(ci, [future], { trustPolicies: { [ci]: [byAll()] } }),
      because: `what ${future.policyArn} allows is not known`,
    },
    'a scope of unknown reach on a role that everybody may assume': {
      given: entryWith(ci, [policy('AmazonEKSAdminPolicy', { type: 'label', namespaces: [] })], {
        trustPolicies: { [ci]: [byAll()] },
      }),
      because:
        'access scope type label of arn:aws:eks::aws:cluster-access-policy/AmazonEKSAdminPolicy is not known',
    },
    'conditions on a subject that are too many to try': {
      given: mapped(byGitHub(...tooMany)),
      because: `the conditions on tokens of ${gitHub} are too many`,
    },
  },
});

function mapped(trust: Statement | readonly Statement[], more: Known = {}): Given<'accessEntry'> {
  const statements = 'effect' in trust ? [trust] : trust;
  return entryWith(ci, [admin], {
    ...more,
    facts: [known(factKeys.trustPolicy(ci), document(...statements))],
  });
}

/** The role may view by its access policies, and everybody may assume it. */
function inGroups(
  groups: readonly string[],
  bindings: readonly RoleBinding[],
  { facts = [], username }: Pick<Known, 'facts'> & { readonly username?: string } = {},
): Given<'accessEntry'> {
  const objects = inCluster({
    clusterRoles: [
      clusterRole('all', rule('*', '*', { apiGroups: ['*'] })),
      clusterRole('view', rule('get', 'pods')),
    ],
    clusterRoleBindings: bindings.filter(({ namespace }) => namespace === undefined),
    roleBindings: bindings.filter(({ namespace }) => namespace !== undefined),
  });
  const trust = known(factKeys.trustPolicy(ci), document(byAll()));
  const all = withFacts([...objects, trust], ...facts);
  return withEntry(entryWith(ci, [view], { facts: all }), groups, username);
}

function withEntry(
  { subject, known }: Given<'accessEntry'>,
  kubernetesGroups: readonly string[],
  username?: string,
): Given<'accessEntry'> {
  const named = username === undefined ? {} : { username };
  return {
    subject: { ...subject, entry: { ...subject.entry, kubernetesGroups, ...named } },
    known,
  };
}

function byBindings(level: string, what: string): Violation {
  const offending = { Principal: '*', Action: 'sts:AssumeRole' };
  const weakest = weak({
    ...{ severity: 'CRITICAL', who: 'Anybody with an AWS account', offending },
    caller: 'arn:aws:iam::999999999999:role/any-role',
    narrowed: [{ Principal: { AWS: 'PRINCIPAL_ARN' }, Action: 'sts:AssumeRole' }],
  });
  return {
    ...weakest,
    message: `Anybody with an AWS account may assume ${ci}, which ${what}.`,
    evidence: {
      principalArn: ci,
      level,
      caller: 'arn:aws:iam::999999999999:role/any-role',
      statements: [{ policy: 'trust policy', statement: { Effect: 'Allow', ...offending } }],
    },
  };
}

type StatementJson = Readonly<Record<string, Json>>;

function weak({
  severity,
  who,
  caller,
  proviso = '',
  offending,
  narrowed,
}: {
  readonly severity: Severity;
  readonly who: string;
  readonly caller: string;
  readonly proviso?: string;
  readonly offending: StatementJson;
  readonly narrowed: readonly StatementJson[];
}): Violation {
  const Statement = narrowed.map(({ Sid, ...rest }) => ({
    ...(Sid !== undefined && { Sid }),
    Effect: 'Allow',
    ...rest,
  }));
  const remedy = JSON.stringify({ Version: '2012-10-17', Statement });
  return {
    message: `${who} may assume ${ci}, which is cluster admin of payments in eu-west-1${proviso}.`,
    evidence: {
      principalArn: ci,
      level: 'cluster-admin',
      caller,
      statements: [{ policy: 'trust policy', statement: { Effect: 'Allow', ...offending } }],
    },
    severity,
    command: `aws iam update-assume-role-policy --role-name ci --policy-document '${remedy}'`,
  };
}

function gitHubJson(sub: string): StatementJson {
  return {
    Principal: { Federated: gitHubProvider },
    Action: webIdentity,
    Condition: {
      StringEquals: { [`${gitHub}:aud`]: 'sts.amazonaws.com' },
      StringLike: { [`${gitHub}:sub`]: sub },
    },
  };
}

function heldToGitHub(sub: string): StatementJson {
  return {
    Principal: { Federated: gitHubProvider },
    Action: webIdentity,
    Condition: {
      StringEquals: { [`${gitHub}:aud`]: 'sts.amazonaws.com', [`${gitHub}:sub`]: sub },
    },
  };
}
