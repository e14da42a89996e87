import type { Cluster } from '../../../shared/model/cluster.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import { nodeRoleNoCniPolicy } from '../../../shared/rules/node-role-no-cni-policy.ts';
import { cluster } from '../../support/eks.ts';
import { type KnownFact, known } from '../../support/facts.ts';
import { role } from '../../support/iam.ts';
import { nodeRoleArn, nodeRoleGiven } from '../../support/node-roles.ts';
import { allow, deny, goneRole, roleFacts } from '../../support/policies.ts';
import { hidden, hiddenReason } from '../../support/subjects.ts';
import { testRule } from '../../support/test-rule.ts';

const payments = { region: 'eu-west-1', name: 'payments' };
const cni = 'arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy';
const assignAddresses = allow(['ec2:AssignPrivateIpAddresses', 'ec2:CreateNetworkInterface']);
const standard = inCluster({});
const autoMode = { computeConfig: { enabled: true } };

testRule(nodeRoleNoCniPolicy, {
  compliant: {
    'a node role without the permissions of the CNI': nodeRoleGiven([
      ...standard,
      ...roleFacts(nodeRoleArn, { inline: { Describe: [allow(['ec2:Describe*'])] } }),
    ]),
    'permissions of the CNI among others, which another rule reports': nodeRoleGiven([
      ...standard,
      ...roleFacts(nodeRoleArn, { inline: { Network: [allow(['ec2:*'])] } }),
    ]),
    'permissions of the CNI that a Deny takes away': nodeRoleGiven([
      ...standard,
      ...roleFacts(nodeRoleArn, {
        attached: { [cni]: [assignAddresses] },
        inline: { No: [deny(['ec2:Assign*'])] },
      }),
    ]),
    'a role whose policies are gone': nodeRoleGiven([...standard, ...goneRole(nodeRoleArn)]),
  },
  nonCompliant: {
    'the policy of the CNI': {
      given: nodeRoleGiven([
        ...standard,
        ...roleFacts(nodeRoleArn, { attached: { [cni]: [assignAddresses] } }),
      ]),
      reports: [
        {
          message: `Nodes of payments hold the permissions of the CNI through ${nodeRoleArn}.`,
          evidence: {
            roleArn: nodeRoleArn,
            statements: [
              {
                policy: 'AmazonEKS_CNI_Policy',
                statement: {
                  Effect: 'Allow',
                  Action: ['ec2:AssignPrivateIpAddresses', 'ec2:CreateNetworkInterface'],
                  Resource: '*',
                },
              },
            ],
          },
          command: `aws iam detach-role-policy --role-name node --policy-arn ${cni}`,
        },
      ],
    },
    'its IPv6 statements, written by hand': {
      given: nodeRoleGiven([
        ...standard,
        ...roleFacts(nodeRoleArn, { inline: { Cni: [allow(['ec2:AssignIpv6Addresses'])] } }),
      ]),
      reports: [
        {
          message: `Nodes of payments hold the permissions of the CNI through ${nodeRoleArn}.`,
          evidence: {
            roleArn: nodeRoleArn,
            statements: [
              {
                policy: 'inline Cni',
                statement: {
                  Effect: 'Allow',
                  Action: 'ec2:AssignIpv6Addresses',
                  Resource: '*',
                },
              },
            ],
          },
        },
      ],
    },
    'the policy on Auto Mode with a node group beside it': {
      given: nodeRoleGiven([
        ...inCluster(autoMode, 'workers'),
        ...roleFacts(nodeRoleArn, { inline: { Cni: [allow(['ec2:AssignIpv6Addresses'])] } }),
      ]),
      reports: [
        {
          message: `Nodes of payments hold the permissions of the CNI through ${nodeRoleArn}.`,
          evidence: {
            roleArn: nodeRoleArn,
            statements: [
              {
                policy: 'inline Cni',
                statement: {
                  Effect: 'Allow',
                  Action: 'ec2:AssignIpv6Addresses',
                  Resource: '*',
                },
              },
            ],
          },
        },
      ],
    },
  },
  notApplicable: {
    'Auto Mode alone': {
      given: nodeRoleGiven([
        ...inCluster(autoMode),
        ...roleFacts(nodeRoleArn, { attached: { [cni]: [assignAddresses] } }),
      ]),
      because: 'Auto Mode needs no CNI on its nodes',
    },
  },
  insufficientData: {
    'Auto Mode where a cluster without it could not be looked through': {
      given: {
        subject: { role: role(nodeRoleArn), clusters: [payments], hidden },
        known: { facts: inCluster(autoMode) },
      },
      because: hiddenReason,
    },
    'a cluster that was not read': {
      given: nodeRoleGiven(roleFacts(nodeRoleArn, {})),
      because: 'cluster eu-west-1 payments: not read yet',
    },
    'a policy whose document was not read': {
      given: nodeRoleGiven([
        ...standard,
        ...roleFacts(nodeRoleArn, { attached: { [cni]: 'unread' } }),
      ]),
      because: `managed-policy iam ${cni}: not read yet`,
    },
  },
});

function inCluster(
  differences: Partial<Cluster>,
  ...nodegroups: readonly string[]
): readonly KnownFact[] {
  return [
    known(factKeys.cluster(payments), cluster(differences)),
    known(factKeys.nodegroups(payments), nodegroups),
  ];
}
