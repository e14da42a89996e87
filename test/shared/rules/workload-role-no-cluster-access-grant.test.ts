import type { Config } from '../../../shared/model/config.ts';
import type { Json } from '../../../shared/model/json.ts';
import type { Severity } from '../../../shared/model/severity.ts';
import type { Violation } from '../../../shared/model/violation.ts';
import { workloadRoleNoClusterAccessGrant } from '../../../shared/rules/workload-role-no-cluster-access-grant.ts';
import {
  type AccountSketch,
  accountFacts,
  mayDo,
  me,
  roleNamed,
  workload,
} from '../../support/accounts.ts';
import { condition } from '../../support/iam.ts';
import { allow, goneRole, trusting } from '../../support/policies.ts';
import { type Given, testRule } from '../../support/test-rule.ts';

const subject = workload();
const ops = roleNamed('ops');
const app = roleNamed('app');
const grantsAccess = allow(['eks:CreateAccessEntry', 'eks:AssociateAccessPolicy']);
const readsSecrets = allow(['secretsmanager:GetSecretValue']);
const inPods = [trusting({ Service: ['pods.eks.amazonaws.com'] })];
const clusters = { payments: {} };
const view = 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy';

function given(sketch: AccountSketch, config: Partial<Config> = {}): Given<'workloadRole'> {
  return { subject, known: { config, facts: accountFacts(sketch) } };
}

testRule(workloadRoleNoClusterAccessGrant, {
  compliant: {
    'a role that reads clusters': given({
      roles: { [me]: mayDo(allow(['eks:DescribeCluster', 'eks:ListClusters'])) },
      clusters,
    }),
    'a grantor that is declared': given(
      { roles: { [me]: mayDo(grantsAccess) }, clusters },
      { grantors: [{ kind: 'exact', principal: me }] },
    ),
    'a cluster admin that is declared': given(
      { roles: { [me]: mayDo(grantsAccess) }, clusters },
      { clusterAdmins: [{ kind: 'exact', principal: me }] },
    ),
    'a role that gives AmazonEKSViewPolicy alone': given({
      roles: {
        [me]: mayDo(
          allow(
            ['eks:AssociateAccessPolicy'],
            ['*'],
            condition('StringEquals', 'eks:policyArn', view),
          ),
        ),
      },
      clusters: { payments: { entries: { [ops]: [] } } },
    }),
    'a role for clusters that nobody reads': given({
      roles: {
        [me]: mayDo(allow(['eks:*'], ['arn:aws:eks:eu-west-1:012345678901:*/test', '*/test/*'])),
      },
      clusters,
    }),
    'a role that is gone': { subject, known: { facts: goneRole(me) } },
  },
  nonCompliant: {
    'a role that lets in whom it likes': {
      given: given({
        roles: { [me]: mayDo(grantsAccess) },
        clusters: { payments: {}, search: {} },
      }),
      reports: [
        {
          message: `${me}, the role of any Pod Identity association, can create an access entry with AmazonEKSClusterAdminPolicy over the whole cluster.`,
          evidence: {
            roleArn: me,
            ways: [
              {
                way: 'access-entry',
                clusters: ['eu-west-1/payments', 'eu-west-1/search'],
                statements: [grants('eks:AssociateAccessPolicy', 'eks:CreateAccessEntry')],
              },
            ],
          },
          severity: 'CRITICAL',
          fingerprint: [
            {
              way: 'access-entry',
              statements: [grants('eks:AssociateAccessPolicy', 'eks:CreateAccessEntry')],
            },
          ],
          command: `aws iam put-role-policy --role-name me --policy-name GatewatchGuard --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"eks:AssociateAccessPolicy","Resource":"*","Condition":{"StringNotEquals":{"eks:policyArn":"${view}"}}}]}'`,
        },
      ],
    },
    'a role that hands a stronger one to pods and changes the authentication mode': {
      given: given({
        roles: {
          [me]: mayDo(
            allow(['eks:CreatePodIdentityAssociation', 'eks:UpdateClusterConfig']),
            allow(['iam:PassRole'], [app]),
          ),
          [app]: { ...mayDo(readsSecrets), trust: inPods },
        },
        clusters: { payments: { authenticationMode: 'API_AND_CONFIG_MAP' } },
      }),
      reports: [
        violation({
          severity: 'HIGH',
          text: `change how the cluster authenticates IAM principals, and 1 more way`,
          ways: [
            {
              way: 'authentication-mode',
              statements: [grants('eks:CreatePodIdentityAssociation', 'eks:UpdateClusterConfig')],
            },
            {
              way: 'pod-identity-association',
              statements: [
                {
                  policy: 'inline Work',
                  statement: { Effect: 'Allow', Action: 'iam:PassRole', Resource: app },
                },
                grants('eks:CreatePodIdentityAssociation', 'eks:UpdateClusterConfig'),
              ],
            },
          ],
          through: { 'pod-identity-association': app },
          guards:
            '{"Effect":"Deny","Action":"iam:PassRole","NotResource":"ROLE_ARN"},{"Effect":"Deny","Action":"eks:UpdateClusterConfig","Resource":"*"}',
        }),
      ],
    },
  },
  notApplicable: {
    'an administrator': {
      given: given({ roles: { [me]: mayDo(allow(['*'])) }, clusters }),
      because: 'an administrator of the account, which workload-role-no-admin reports',
    },
  },
  insufficientData: {
    'policies that were not read': {
      given: given({ roles: { [me]: {} }, clusters, unread: ['role-policies'] }),
      because: `role-policies iam ${me}: not read yet`,
    },
    'clusters that were not listed': {
      given: given({ roles: { [me]: mayDo(grantsAccess) }, unread: ['clusters'] }),
      because: 'clusters eu-west-1: not read yet',
    },
    'access entries that were not listed': {
      given: given({
        roles: { [me]: mayDo(allow(['eks:AssociateAccessPolicy'])) },
        clusters,
        unread: ['access-entries'],
      }),
      because: 'access-entries eu-west-1/payments: not read yet',
    },
    'the access policies of a role that it may assume': {
      given: given({
        roles: { [me]: mayDo(allow(['sts:AssumeRole'])), [ops]: { trust: [] } },
        clusters: { payments: { entries: { [ops]: [] } } },
        unread: ['access-policies'],
      }),
      because: `access-policies eu-west-1/payments ${ops}: not read yet`,
    },
    'add-ons that were not listed': {
      given: given({
        roles: { [me]: mayDo(allow(['eks:UpdateAddon', 'iam:PassRole'])) },
        clusters,
        unread: ['addons', 'trust-policy'],
      }),
      because: 'addons eu-west-1/payments: not read yet',
    },
    'a cluster that was not read, which counts as one with entries': {
      given: given({ roles: { [me]: mayDo(grantsAccess) }, clusters, unread: ['cluster '] }),
      because: 'cluster eu-west-1 payments: not read yet',
      reports: [
        violation({
          severity: 'CRITICAL',
          text: 'create an access entry with AmazonEKSClusterAdminPolicy over the whole cluster',
          ways: [
            {
              way: 'access-entry',
              statements: [grants('eks:AssociateAccessPolicy', 'eks:CreateAccessEntry')],
            },
          ],
          guards: `{"Effect":"Deny","Action":"eks:AssociateAccessPolicy","Resource":"*","Condition":{"StringNotEquals":{"eks:policyArn":"${view}"}}}`,
        }),
      ],
    },
  },
});

function grants(...actions: readonly string[]) {
  return {
    policy: 'inline Work',
    statement: { Effect: 'Allow', Action: actions, Resource: '*' },
  };
}

interface Expected {
  readonly severity: Severity;
  readonly text: string;
  readonly ways: readonly { readonly way: string; readonly statements: readonly Json[] }[];
  readonly through?: Readonly<Record<string, string>>;
  readonly guards: string;
}

/** Of ways into payments alone. */
function violation({ severity, text, ways, through = {}, guards }: Expected): Violation {
  return {
    message: `${me}, the role of any Pod Identity association, can ${text}.`,
    evidence: {
      roleArn: me,
      ways: ways.map(({ way, statements }) => ({
        way,
        clusters: ['eu-west-1/payments'],
        ...(through[way] !== undefined && { through: through[way] }),
        statements,
      })),
    },
    severity,
    fingerprint: ways,
    command: `aws iam put-role-policy --role-name me --policy-name GatewatchGuard --policy-document '{"Version":"2012-10-17","Statement":[${guards}]}'`,
  };
}
