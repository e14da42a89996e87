import { describe, expect, test } from 'vitest';
import { assess } from '../../../shared/assess/assess.ts';
import type { AssociatedAccessPolicy } from '../../../shared/model/access-entry.ts';
import { createEstate } from '../../../shared/model/estate.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import { catalogue } from '../../../shared/rules/index.ts';
import { type AccountSketch, accountFacts, roleNamed, userNamed } from '../../support/accounts.ts';
import { plainConfig } from '../../support/config.ts';
import { namespaces, policy, wholeCluster } from '../../support/eks.ts';
import { sampleAccount } from '../../support/estate.ts';
import { known } from '../../support/facts.ts';
import { condition } from '../../support/iam.ts';
import { allow, type RoleSketch, trusting } from '../../support/policies.ts';

/** What other tools report, by their own account or their users', and we do not: judged by the whole catalogue. */
interface FalseAlarm {
  readonly estate: AccountSketch;
  /** The rules that look at it, each with its subject: they have to be sure that nothing is wrong. */
  readonly cleared: Readonly<Record<string, string>>;
}

const app = roleNamed('app');
const node = roleNamed('node');
const payments = { region: 'eu-west-1', name: 'payments' };
const inPods = [
  trusting({ Service: ['pods.eks.amazonaws.com'] }, ['sts:AssumeRole', 'sts:TagSession']),
];
const inEc2 = [trusting({ Service: ['ec2.amazonaws.com'] })];
const issuer = 'oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF';
const provider = `arn:aws:iam::012345678901:oidc-provider/${issuer}`;
const root = { AWS: ['arn:aws:iam::012345678901:root'] };
const worker = 'arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy';
const serviceLinked =
  'arn:aws:iam::012345678901:role/aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS';

function workload(...may: RoleSketch['trust'] & {}): AccountSketch {
  return {
    roles: { [app]: { trust: inPods, inline: { Work: may } } },
    clusters: { payments: { associations: { 'shop/app': app } } },
  };
}

const permissionRules = [
  'workload-role-no-admin',
  'workload-role-no-service-wildcard',
  'workload-role-no-privilege-escalation',
  'workload-role-no-cluster-access-grant',
  'workload-role-secrets-scoped',
  'workload-role-kms-scoped',
  'workload-role-assume-scoped',
  'workload-role-pass-role-scoped',
];

function by(rules: readonly string[], subject: string): Readonly<Record<string, string>> {
  return Object.fromEntries(rules.map((rule) => [rule, subject]));
}

const falseAlarms: Readonly<Record<string, FalseAlarm>> = {
  'prowler#5731: a user that may make access keys for itself alone': {
    estate: {
      users: {
        [userNamed('ann')]: {
          may: [allow(['iam:CreateAccessKey'], ['arn:aws:iam::012345678901:user/${aws:username}'])],
        },
      },
      clusters: { payments: {} },
    },
    cleared: { 'grantor-declared': userNamed('ann') },
  },
  'prowler#2770: an action that no policy contains': {
    estate: workload(allow(['iam:GetUser', 'iam:ListAccessKeys'])),
    cleared: by(permissionRules, app),
  },
  'prowler#478 and cloudsplaining: actions that take no resource but *': {
    estate: workload(
      allow(['secretsmanager:ListSecrets', 'secretsmanager:BatchGetSecretValue']),
      allow(['sts:GetCallerIdentity', 'ec2:DescribeInstances', 's3:ListAllMyBuckets']),
      allow(['secretsmanager:GetSecretValue'], ['arn:aws:secretsmanager:*:*:secret:shop/*']),
    ),
    cleared: by(permissionRules, app),
  },
  'cloudsplaining#278: keys that a condition keeps to one service': {
    estate: workload(
      allow(
        ['kms:Decrypt'],
        ['*'],
        condition('StringEquals', 'kms:ViaService', 's3.eu-west-1.amazonaws.com'),
      ),
    ),
    cleared: { 'workload-role-kms-scoped': app },
  },
  'prowler iam_policy_allows_privilege_escalation: PassRole of a role that can do no more': {
    estate: {
      roles: {
        [app]: {
          trust: inPods,
          inline: {
            Karpenter: [
              allow(
                ['iam:PassRole'],
                [node],
                condition('StringEquals', 'iam:PassedToService', 'ec2.amazonaws.com'),
              ),
              allow(['ec2:RunInstances', 'ec2:CreateFleet', 'ec2:CreateLaunchTemplate']),
            ],
          },
        },
        [node]: { trust: inEc2, attached: { [worker]: [allow(['ec2:DescribeInstances'])] } },
      },
      clusters: { payments: { associations: { 'kube-system/karpenter': app } } },
    },
    cleared: by(['workload-role-no-privilege-escalation', 'workload-role-pass-role-scoped'], app),
  },
  'prowler#2248 and #2314: a service-linked role': {
    estate: {
      roles: {
        [serviceLinked]: {
          trust: [trusting({ Service: ['eks.amazonaws.com'] })],
          inline: { All: [allow(['*'])] },
        },
      },
      clusters: { payments: { entries: { [serviceLinked]: [] } } },
    },
    cleared: { 'access-entry-principal-exists': serviceLinked },
  },
  'prowler#2810: a node role, which trusts EC2 without a condition': {
    estate: {
      roles: {
        [node]: { trust: inEc2, attached: { [worker]: [allow(['ec2:DescribeInstances'])] } },
      },
      clusters: { payments: {} },
      more: nodegroupOf(node),
    },
    cleared: by(
      ['node-role-only-node-policies', 'node-role-no-cni-policy', 'node-role-no-workload-assume'],
      node,
    ),
  },
  'prowler#4745: a cluster role, which trusts EKS without a condition': {
    estate: {
      roles: {
        [roleNamed('control-plane')]: {
          trust: [trusting({ Service: ['eks.amazonaws.com'] })],
          attached: {
            'arn:aws:iam::aws:policy/AmazonEKSClusterPolicy': [allow(['ec2:Describe*'])],
          },
        },
      },
      clusters: { payments: { roleArn: roleNamed('control-plane') } },
    },
    cleared: {
      'cluster-role-only-cluster-policies': 'arn:aws:eks:eu-west-1:012345678901:cluster/payments',
    },
  },
  'prowler iam_role_cross_service_confused_deputy_prevention: Pod Identity held by its tags': {
    estate: {
      roles: {
        [app]: {
          trust: [
            trusting(
              { Service: ['pods.eks.amazonaws.com'] },
              ['sts:AssumeRole', 'sts:TagSession'],
              condition('StringEquals', 'aws:RequestTag/kubernetes-namespace', 'shop'),
            ),
          ],
          inline: { All: [allow(['*'])] },
        },
      },
      clusters: { payments: { associations: { 'shop/app': app } } },
    },
    cleared: { 'pod-identity-can-work': 'shop/app' },
  },
  'cloudfox#77: service accounts given as an array': {
    estate: irsa(
      condition(
        'StringEquals',
        `${issuer}:sub`,
        'system:serviceaccount:shop:app',
        'system:serviceaccount:shop:api',
      ),
    ),
    cleared: irsaRules(),
  },
  'MKAT: a condition that ignores case': {
    estate: irsa(
      condition('StringEqualsIgnoreCase', `${issuer}:sub`, 'system:serviceaccount:shop:app'),
    ),
    cleared: irsaRules(),
  },
  'kubesplaining KUBE-CLOUD-IRSA-ADMIN-ROLE-001: a role that is only named like an administrator': {
    estate: {
      roles: {
        [roleNamed('AdministratorAccess')]: {
          trust: inPods,
          inline: { Read: [allow(['s3:GetObject'], ['arn:aws:s3:::books/*'])] },
        },
      },
      clusters: { payments: { associations: { 'shop/app': roleNamed('AdministratorAccess') } } },
    },
    cleared: by(permissionRules, roleNamed('AdministratorAccess')),
  },
  'Elastic "EKS Access Entry Granted Cluster Admin Policy": cluster admin of one namespace': {
    estate: entry(policy('AmazonEKSClusterAdminPolicy', namespaces('shop'))),
    cleared: entryRules(),
  },
  'kubesplaining ACCESSENTRY-OVERBROAD: a view of the whole cluster': {
    estate: entry(policy('AmazonEKSViewPolicy', wholeCluster)),
    cleared: entryRules(),
  },
  'prowler iam_no_custom_policy_permissive_role_assumption: roles of one family': {
    estate: workload(allow(['sts:AssumeRole'], ['arn:aws:iam::012345678901:role/shop-*'])),
    cleared: { 'workload-role-assume-scoped': app },
  },
  'hardeneks check_endpoint_public_access and Security Hub EKS.1: an endpoint open to one office': {
    estate: {
      clusters: {
        payments: { endpointPublicAccess: true, publicAccessCidrs: ['198.51.100.0/24'] },
      },
    },
    cleared: {
      'cluster-endpoint-not-public': 'arn:aws:eks:eu-west-1:012345678901:cluster/payments',
    },
  },
  'prowler eks_control_plane_logging_all_types_enabled: two of five logs, the two that tell who did what':
    {
      estate: { clusters: { payments: { enabledLogTypes: ['audit', 'authenticator'] } } },
      cleared: {
        'cluster-audit-log-enabled': 'arn:aws:eks:eu-west-1:012345678901:cluster/payments',
      },
    },
  'steampipe-mod-aws-compliance#870: Secrets under the key that EKS brings': {
    estate: { clusters: { payments: {} } },
    cleared: {
      'cluster-secrets-encrypted': 'arn:aws:eks:eu-west-1:012345678901:cluster/payments',
    },
  },
  'prowler#2792: a trust in the account that asks for one principal': {
    estate: {
      roles: {
        [app]: {
          trust: [
            trusting(root, ['sts:AssumeRole'], condition('ArnEquals', 'aws:PrincipalArn', node)),
          ],
        },
        [node]: { trust: inEc2 },
      },
      clusters: {
        payments: { entries: { [app]: [policy('AmazonEKSAdminPolicy', namespaces('shop'))] } },
      },
    },
    cleared: { 'access-entry-principal-trust-narrow': app },
  },
};

describe('what other tools cry wolf about', () => {
  test.each(Object.entries(falseAlarms))('%s', (_, { estate, cleared }) => {
    const { verdicts } = assess({
      catalogue,
      estate: createEstate(sampleAccount, new Map(accountFacts(estate))),
      config: plainConfig,
      today: '2026-11-26',
    });
    const judged = Object.entries(cleared).map(([ruleId, subject]) => {
      const verdict = verdicts.find((one) => one.ruleId === ruleId && one.subject === subject);
      return [ruleId, verdict?.verdict, verdict?.reason];
    });
    for (const [, verdict] of judged) {
      expect(['COMPLIANT', 'NOT_APPLICABLE'], JSON.stringify(judged)).toContain(verdict);
    }
  });
});

function entry(...policies: readonly AssociatedAccessPolicy[]): AccountSketch {
  return {
    roles: { [app]: { trust: [trusting(root)] } },
    clusters: { payments: { entries: { [app]: policies } } },
  };
}

function entryRules(): Readonly<Record<string, string>> {
  return by(
    [
      'access-entry-no-cluster-admin',
      'access-entry-no-admin-equivalent',
      'access-entry-no-cluster-wide-secrets',
      'access-entry-namespaces-narrow',
    ],
    app,
  );
}

function irsa(subject: ReturnType<typeof condition>): AccountSketch {
  const audience = condition('StringEquals', `${issuer}:aud`, 'sts.amazonaws.com');
  return {
    roles: {
      [app]: {
        trust: [
          {
            ...trusting(
              { Federated: [provider] },
              ['sts:AssumeRoleWithWebIdentity'],
              audience,
              subject,
            ),
            sid: 'App',
          },
        ],
      },
    },
    clusters: { payments: { oidcIssuer: `https://${issuer}` } },
    more: [
      known(factKeys.oidcProviders(), [provider]),
      known(factKeys.oidcProvider(provider), {
        arn: provider,
        issuer,
        clientIds: ['sts.amazonaws.com'],
      }),
    ],
  };
}

function irsaRules(): Readonly<Record<string, string>> {
  return by(
    [
      'irsa-trust-subject-required',
      'irsa-trust-namespace-fixed',
      'irsa-trust-service-account-fixed',
      'irsa-trust-audience-required',
      'irsa-trust-can-match',
    ],
    `${app}#App`,
  );
}

function nodegroupOf(nodeRole: string) {
  return [
    known(factKeys.nodegroups(payments), ['workers']),
    known(factKeys.nodegroup(payments, 'workers'), {
      name: 'workers',
      arn: 'arn:aws:eks:eu-west-1:012345678901:nodegroup/payments/workers/1',
      status: 'ACTIVE',
      nodeRole,
      autoScalingGroups: [],
    }),
  ];
}
