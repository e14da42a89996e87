import { factKeys } from '../../../shared/model/fact-key.ts';
import { nodeRoleNoWorkloadAssume } from '../../../shared/rules/node-role-no-workload-assume.ts';
import { known } from '../../support/facts.ts';
import { condition } from '../../support/iam.ts';
import { nodeRoleArn, nodeRoleGiven } from '../../support/node-roles.ts';
import { allow, deny, goneRole, roleFacts, trusting } from '../../support/policies.ts';
import { testRule } from '../../support/test-rule.ts';

const api = 'arn:aws:iam::012345678901:role/api';
const batch = 'arn:aws:iam::012345678901:role/batch';
const list = known(factKeys.roles(), [api, batch, nodeRoleArn]);
const root = { AWS: ['arn:aws:iam::012345678901:root'] };
const inService = { trust: [trusting({ Service: ['pods.eks.amazonaws.com'] })] };
const inNodes = { trust: [trusting({ AWS: [nodeRoleArn] })] };
const inAccount = { trust: [trusting(root)] };
const nodesTrusted = roleFacts(nodeRoleArn, {
  trust: [trusting({ Service: ['ec2.amazonaws.com'] })],
});
const assuming = roleFacts(nodeRoleArn, {
  trust: [trusting({ Service: ['ec2.amazonaws.com'] })],
  inline: { Assume: [allow(['sts:AssumeRole'])] },
});

testRule(nodeRoleNoWorkloadAssume, {
  compliant: {
    'roles of workloads that trust Pod Identity': nodeRoleGiven([
      list,
      ...assuming,
      ...roleFacts(api, inService),
      ...roleFacts(batch, inService),
    ]),
    'a role that trusts the account, where the node role may assume nothing': nodeRoleGiven([
      list,
      ...nodesTrusted,
      ...roleFacts(api, inService),
      ...roleFacts(batch, inAccount),
    ]),
    'a role that trusts the nodes, where the node role is denied it': nodeRoleGiven([
      list,
      ...roleFacts(nodeRoleArn, {
        trust: [trusting({ Service: ['ec2.amazonaws.com'] })],
        inline: { No: [deny(['sts:AssumeRole'])] },
      }),
      ...roleFacts(api, inService),
      ...roleFacts(batch, inNodes),
    ]),
    'a role that asks for a second factor, which no session of a role has': nodeRoleGiven([
      list,
      ...assuming,
      ...roleFacts(api, inService),
      ...roleFacts(batch, {
        trust: [
          trusting(
            root,
            ['sts:AssumeRole'],
            condition('Bool', 'aws:MultiFactorAuthPresent', 'true'),
          ),
        ],
      }),
    ]),
    'a node role that is gone': nodeRoleGiven([list, ...goneRole(nodeRoleArn)]),
  },
  nonCompliant: {
    'a role that trusts the nodes by name, as kube2iam has it': {
      given: nodeRoleGiven([
        list,
        ...nodesTrusted,
        ...roleFacts(api, inService),
        ...roleFacts(batch, inNodes),
      ]),
      reports: [
        {
          message: `Nodes of payments may assume ${batch} through ${nodeRoleArn}.`,
          evidence: { roleArn: nodeRoleArn, roles: [batch] },
        },
      ],
    },
    'a role that trusts the account under a condition': {
      given: nodeRoleGiven([
        list,
        ...assuming,
        ...roleFacts(api, inService),
        ...roleFacts(batch, {
          trust: [
            trusting(root, ['sts:AssumeRole'], condition('StringEquals', 'sts:ExternalId', 'x')),
          ],
        }),
      ]),
      reports: [
        {
          message: `Nodes of payments may assume ${batch} through ${nodeRoleArn}, if StringEquals sts:ExternalId x allows it.`,
          evidence: {
            roleArn: nodeRoleArn,
            roles: [batch],
            dependsOn: ['StringEquals sts:ExternalId x'],
          },
          severity: 'MEDIUM',
        },
      ],
    },
    'two roles that trust the account, one of them under a condition': {
      given: nodeRoleGiven([
        list,
        ...assuming,
        ...roleFacts(api, inAccount),
        ...roleFacts(batch, {
          trust: [
            trusting(root, ['sts:AssumeRole'], condition('StringEquals', 'sts:ExternalId', 'x')),
          ],
        }),
      ]),
      reports: [
        {
          message: `Nodes of payments may assume 2 roles through ${nodeRoleArn}.`,
          evidence: { roleArn: nodeRoleArn, roles: [api, batch] },
        },
      ],
    },
  },
  insufficientData: {
    'a trust policy that was not read beside one that trusts the nodes': {
      given: nodeRoleGiven([
        list,
        ...nodesTrusted,
        ...roleFacts(api, {}),
        ...roleFacts(batch, inNodes),
      ]),
      because: `trust-policy iam ${api}: not read yet`,
      reports: [
        {
          message: `Nodes of payments may assume ${batch} through ${nodeRoleArn}.`,
          evidence: { roleArn: nodeRoleArn, roles: [batch] },
        },
      ],
    },
    'a list of roles that was not read': {
      given: nodeRoleGiven(nodesTrusted),
      because: 'roles iam: not read yet',
    },
  },
});
