import { expect, test } from 'vitest';
import { assess } from '../../../shared/assess/assess.ts';
import { createEstate } from '../../../shared/model/estate.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import { catalogue } from '../../../shared/rules/index.ts';
import { type AccountSketch, accountFacts, roleNamed } from '../../support/accounts.ts';
import { plainConfig } from '../../support/config.ts';
import { sampleAccount } from '../../support/estate.ts';
import { known } from '../../support/facts.ts';
import { condition, role } from '../../support/iam.ts';
import { forSts, irsa, issuer, provider, sub } from '../../support/irsa.ts';
import { allow, type RoleSketch, trusting } from '../../support/policies.ts';

const payments = { region: 'eu-west-1', name: 'payments' };
const node = roleNamed('node');
const release = roleNamed('release');
const app = roleNamed('app');
const admin = roleNamed('admin');
const june = Date.UTC(2026, 5, 1);
const may = Date.UTC(2026, 4, 1);

/** What has one cause is one finding: by the whole catalogue, the findings of each estate, and what each absorbed. */
const causes: Readonly<
  Record<string, readonly [AccountSketch, Readonly<Record<string, readonly string[]>>]>
> = {
  'an entry of a role that was made again, and that nobody uses therefore': [
    {
      roles: { [release]: { trust: [] } },
      clusters: { payments: { entries: { [release]: [] } } },
      more: [
        known(factKeys.role(release), role(release, june)),
        known(factKeys.roleLastUsed(release), {}),
        known(factKeys.nodegroups(payments), []),
        known(factKeys.fargateProfiles(payments), []),
        known(factKeys.accessEntry(payments, release), {
          principalArn: release,
          type: 'STANDARD',
          kubernetesGroups: [],
          createdAt: may,
        }),
      ],
    },
    { 'access-entry-principal-exists': ['access-entry-principal-used'] },
  ],
  'a workload that may do everything in IAM': [
    onPods({ Everything: [allow(['iam:*'])] }),
    {
      'workload-role-no-privilege-escalation': [
        'workload-role-no-cluster-access-grant',
        'workload-role-no-service-wildcard',
      ],
    },
  ],
  'a workload that may do everything in EKS': [
    onPods({ Everything: [allow(['eks:*'])] }),
    {
      'workload-role-no-cluster-access-grant': [
        'grantor-conditions-narrow',
        'workload-role-no-service-wildcard',
      ],
    },
  ],
  'a workload that may do everything in IAM and, by another statement, in S3': [
    onPods({ Everything: [allow(['iam:*']), allow(['s3:*'])] }),
    {
      'workload-role-no-privilege-escalation': ['workload-role-no-cluster-access-grant'],
      'workload-role-no-service-wildcard': [],
    },
  ],
  'a workload that may pass a stronger role to a service that runs what it says': [
    onPods({
      Functions: [allow(['iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction'])],
    }),
    { 'workload-role-no-privilege-escalation': ['workload-role-pass-role-scoped'] },
  ],
  'a role whose only trust lets nobody in, and that nobody uses therefore': [
    unusedTrusting(irsa(forSts, condition('StringEquals', sub, 'system:serviceaccount:shop:*'))),
    { 'irsa-trust-can-match': ['workload-role-used'] },
  ],
  'a role that nobody uses, although one of its trusts lets a workload in': [
    unusedTrusting(
      irsa(forSts, condition('StringEquals', sub, 'system:serviceaccount:shop:*')),
      irsa(forSts, condition('StringEquals', sub, 'system:serviceaccount:shop:app')),
    ),
    { 'irsa-trust-can-match': [], 'workload-role-used': [] },
  ],
  'nodes that may do everything in EC2, the work of the CNI included': [
    onNodes({ inline: { Network: [allow(['ec2:*'])] } }),
    { 'node-role-only-node-policies': [] },
  ],
  'nodes that hold what the CNI needs for IPv6': [
    onNodes({ inline: { Cni: [allow(['ec2:AssignIpv6Addresses'])] } }),
    { 'node-role-no-cni-policy': [] },
  ],
};

test.each(Object.entries(causes))('%s', (_, [sketch, expected]) => {
  const { findings } = assess({
    catalogue,
    estate: createEstate(sampleAccount, new Map(accountFacts(sketch))),
    config: plainConfig,
    today: '2026-11-26',
  });
  const found = findings.map(({ ruleId, absorbed = [] }) => [
    ruleId,
    absorbed.map((other) => other.ruleId),
  ]);
  expect(Object.fromEntries(found)).toEqual(expected);
});

function onPods(inline: RoleSketch['inline'] & {}): AccountSketch {
  return {
    roles: {
      [app]: {
        trust: [
          trusting(
            { Service: ['pods.eks.amazonaws.com'] },
            ['sts:AssumeRole', 'sts:TagSession'],
            condition('StringEquals', 'aws:RequestTag/kubernetes-namespace', 'shop'),
            condition('StringEquals', 'aws:RequestTag/kubernetes-service-account', 'app'),
            condition('StringEquals', 'aws:SourceAccount', '012345678901'),
          ),
        ],
        inline,
      },
      [admin]: {
        trust: [trusting({ Service: ['lambda.amazonaws.com'] })],
        inline: { All: [allow(['*'])] },
      },
    },
    clusters: { payments: { associations: { 'shop/app': app } } },
  };
}

function unusedTrusting(...trust: RoleSketch['trust'] & {}): AccountSketch {
  return {
    roles: { [app]: { trust } },
    clusters: { payments: { oidcIssuer: `https://${issuer}` } },
    more: [
      known(factKeys.role(app), role(app, may)),
      known(factKeys.roleLastUsed(app), {}),
      known(factKeys.oidcProviders(), [provider]),
      known(factKeys.oidcProvider(provider), {
        arn: provider,
        issuer,
        clientIds: ['sts.amazonaws.com'],
      }),
    ],
  };
}

function onNodes(policies: RoleSketch): AccountSketch {
  return {
    roles: { [node]: { trust: [trusting({ Service: ['ec2.amazonaws.com'] })], ...policies } },
    clusters: { payments: {} },
    more: [
      known(factKeys.nodegroups(payments), ['workers']),
      known(factKeys.nodegroup(payments, 'workers'), {
        name: 'workers',
        arn: 'arn:aws:eks:eu-west-1:012345678901:nodegroup/payments/workers/1',
        status: 'ACTIVE',
        nodeRole: node,
        autoScalingGroups: [],
      }),
    ],
  };
}
