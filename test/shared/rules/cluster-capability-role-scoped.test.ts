import type { Capability } from '../../../shared/model/cluster-parts.ts';
import type { Json } from '../../../shared/model/json.ts';
import { clusterCapabilityRoleScoped } from '../../../shared/rules/cluster-capability-role-scoped.ts';
import { type AccountSketch, accountFacts, mayDo, me } from '../../support/accounts.ts';
import { condition } from '../../support/iam.ts';
import { allow, goneRole } from '../../support/policies.ts';
import { type Given, testRule } from '../../support/test-rule.ts';

const capability: Capability = {
  name: 'ack',
  arn: 'arn:aws:eks:eu-west-1:012345678901:capability/payments/ack/ack/1',
  type: 'ACK',
  roleArn: me,
  rbacRoleMappings: [],
};
const clusters = { payments: {} };
const fromOffice = condition('IpAddress', 'aws:SourceIp', '192.0.2.0/24');
const can = `${me}, the role of the ACK capability ack of payments in eu-west-1, can`;

testRule(clusterCapabilityRoleScoped, {
  compliant: {
    'a role that makes buckets': given({
      roles: { [me]: mayDo(allow(['s3:CreateBucket', 's3:PutBucketTagging'])) },
      clusters,
    }),
    'a role that reads clusters': given({
      roles: { [me]: mayDo(allow(['eks:DescribeCluster'])) },
      clusters,
    }),
  },
  nonCompliant: {
    'an administrator': {
      given: given({ roles: { [me]: mayDo(allow(['*'])) }, clusters }),
      reports: [
        {
          message: `${can} do anything in the account.`,
          evidence: { roleArn: me },
          grant: me,
        },
      ],
    },
    'a role that makes access entries': {
      given: given({
        roles: {
          [me]: mayDo(allow(['eks:CreateAccessEntry', 'eks:AssociateAccessPolicy'])),
        },
        clusters,
      }),
      reports: [
        canBy(
          'create an access entry with AmazonEKSClusterAdminPolicy over the whole cluster',
          {
            way: 'access-entry',
            statements: [holds('eks:AssociateAccessPolicy', 'eks:CreateAccessEntry')],
          },
          { clusters: ['eu-west-1/payments'] },
        ),
      ],
    },
    'a role that makes OIDC providers, which is one step only': {
      given: given({
        roles: { [me]: mayDo(allow(['iam:CreateOpenIDConnectProvider'])) },
        clusters,
      }),
      reports: [
        {
          ...canBy(
            'have IAM believe an OIDC provider of its own',
            { way: 'oidc-provider', statements: [holds('iam:CreateOpenIDConnectProvider')] },
            { clusters: ['eu-west-1/payments'] },
          ),
          severity: 'MEDIUM',
        },
      ],
    },
    'a role that writes its own policies under a condition': {
      given: given({
        roles: { [me]: mayDo(allow(['iam:PutRolePolicy'], ['*'], fromOffice)) },
        clusters,
      }),
      reports: [
        {
          ...canBy('write a policy into its own role, if IpAddress aws:SourceIp 192.0.2.0/24', {
            way: 'put-own-role-policy',
            statements: [
              {
                policy: 'inline Work',
                statement: {
                  Effect: 'Allow',
                  Action: 'iam:PutRolePolicy',
                  Resource: '*',
                  Condition: { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } },
                },
              },
            ],
            turnsOn: ['IpAddress aws:SourceIp 192.0.2.0/24'],
          }),
          severity: 'MEDIUM',
        },
      ],
    },
    'a role that writes its own policies': {
      given: given({ roles: { [me]: mayDo(allow(['iam:PutRolePolicy'])) }, clusters }),
      reports: [
        canBy('write a policy into its own role', {
          way: 'put-own-role-policy',
          statements: [holds('iam:PutRolePolicy')],
        }),
      ],
    },
  },
  notApplicable: {
    'a capability whose role is gone': {
      given: {
        ...given({}),
        known: { facts: goneRole(me) },
      },
      because: 'its role does not exist',
    },
  },
  insufficientData: {
    'policies that were not read': {
      given: given({ roles: { [me]: {} }, clusters, unread: ['role-policies'] }),
      because: `role-policies iam ${me}: not read yet`,
    },
  },
});

function given(sketch: AccountSketch): Given<'capability'> {
  return {
    subject: { cluster: { region: 'eu-west-1', name: 'payments' }, capability },
    known: { facts: accountFacts(sketch) },
  };
}

function holds(...Action: readonly string[]): Json {
  const [only] = Action;
  const action = Action.length === 1 && only !== undefined ? only : Action;
  const statement = { Effect: 'Allow', Action: action, Resource: '*' };
  return { policy: 'inline Work', statement };
}

/** What is found in one way; in which clusters is no change of it. */
function canBy(text: string, way: { readonly [key: string]: Json }, where = {}) {
  return {
    message: `${can} ${text}.`,
    evidence: { roleArn: me, ways: [{ ...way, ...where }] },
    fingerprint: [way],
    grant: me,
  };
}
