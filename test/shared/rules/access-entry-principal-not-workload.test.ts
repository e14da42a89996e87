import { factKeys } from '../../../shared/model/fact-key.ts';
import type { Json } from '../../../shared/model/json.ts';
import type { Statement } from '../../../shared/model/policy-document.ts';
import type { Violation } from '../../../shared/model/violation.ts';
import { accessEntryPrincipalNotWorkload } from '../../../shared/rules/access-entry-principal-not-workload.ts';
import { accessEntry, ci, entryWith, namespaces, policy, wholeCluster } from '../../support/eks.ts';
import { gone, type Known } from '../../support/facts.ts';
import { condition } from '../../support/iam.ts';
import { allow, roleFacts, trusting } from '../../support/policies.ts';
import { type Given, testRule } from '../../support/test-rule.ts';

const ledger = 'arn:aws:iam::012345678901:role/ledger';
const people = 'arn:aws:iam::012345678901:role/people';
const root = 'arn:aws:iam::012345678901:root';
const provider =
  'arn:aws:iam::012345678901:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF';
const admin = policy('AmazonEKSClusterAdminPolicy', wholeCluster);
const future = policy('AmazonEKSFuturePolicy', wholeCluster);
const byIrsa = trusting({ Federated: [provider] }, ['sts:AssumeRoleWithWebIdentity']);
const byPods = trusting({ Service: ['pods.eks.amazonaws.com'] }, [
  'sts:AssumeRole',
  'sts:TagSession',
]);
const byLedger = trusting({ AWS: [ledger] });
const byPeople = trusting({ AWS: [people, root] });
const ledgerByCondition = trusting(
  { AWS: [root] },
  ['sts:AssumeRole'],
  condition('ArnEquals', 'aws:PrincipalArn', ledger),
);
const isWorkload = roleFacts(ledger, { trust: [byPods] });

testRule(accessEntryPrincipalNotWorkload, {
  compliant: {
    'a role that people assume': trustedAdmin([byPeople], {
      facts: roleFacts(people, { trust: [trusting({ AWS: [root] })] }),
    }),
    'a role of Argo CD that is declared': trustedAdmin([byIrsa], {
      config: { clusterAdmins: [{ kind: 'exact', principal: ci }] },
    }),
    'a capability of EKS, which is no workload': trustedAdmin([
      trusting({ Service: ['capabilities.eks.amazonaws.com'] }),
    ]),
    'a role of workloads that a Deny keeps out': trustedAdmin(
      [byLedger, { ...byLedger, effect: 'Deny' }],
      { facts: isWorkload },
    ),
    'a role of workloads that may assume it by a trust in the account, but no policy of its own':
      trustedAdmin([ledgerByCondition], { facts: isWorkload }),
    'a role named in a Deny alone': trustedAdmin([byPeople, { ...byLedger, effect: 'Deny' }], {
      facts: roleFacts(people, { trust: [] }),
    }),
    'a named role that is gone': trustedAdmin([byLedger], {
      facts: [gone(factKeys.trustPolicy(ledger))],
    }),
    'itself and roles of other accounts and partitions, named': trustedAdmin([
      trusting({
        AWS: [
          ci,
          'arn:aws:iam::444455556666:role/ledger',
          'arn:aws-cn:iam::012345678901:role/ledger',
        ],
      }),
    ]),
    'a policy of unknown power on a role that people assume': entryWith(ci, [future], {
      trustPolicies: { [ci]: [trusting({ AWS: [root] })] },
    }),
  },
  nonCompliant: {
    'a role of IRSA': {
      given: trustedAdmin([byIrsa]),
      reports: [isWorkloads(['irsa'], 'cluster-admin', 'is cluster admin of')],
    },
    'a role of IRSA and Pod Identity with admin over one namespace': {
      given: entryWith(ci, [policy('AmazonEKSAdminPolicy', namespaces('web', 'jobs'))], {
        trustPolicies: { [ci]: [byPods, byIrsa] },
      }),
      reports: [
        isWorkloads(
          ['irsa', 'pod-identity'],
          'namespace-admin',
          'is admin of namespace jobs, web of',
        ),
      ],
    },
    'a role that a role of workloads may assume': {
      given: trustedAdmin([byLedger], { facts: isWorkload }),
      reports: [
        mayBecome({
          Statement: [
            { Effect: 'Allow', Principal: { AWS: 'PRINCIPAL_ARN' }, Action: 'sts:AssumeRole' },
          ],
        }),
      ],
    },
    'a role that a role of workloads may assume by a trust in the account and its own policy': {
      given: trustedAdmin([ledgerByCondition], {
        facts: roleFacts(ledger, {
          trust: [byPods],
          inline: { Chain: [allow(['sts:AssumeRole'], [ci])] },
        }),
      }),
      reports: [
        {
          ...mayBecome({
            Statement: [
              {
                Effect: 'Allow',
                Principal: { AWS: root },
                Action: 'sts:AssumeRole',
                Condition: { ArnEquals: { 'aws:PrincipalArn': 'PRINCIPAL_ARN' } },
              },
            ],
          }),
          evidence: {
            principalArn: ci,
            level: 'cluster-admin',
            workloadRole: ledger,
            statements: [
              {
                policy: 'inline Chain',
                statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: ci },
              },
              {
                policy: 'trust policy',
                statement: {
                  Effect: 'Allow',
                  Principal: { AWS: root },
                  Action: 'sts:AssumeRole',
                  Condition: { ArnEquals: { 'aws:PrincipalArn': ledger } },
                },
              },
            ],
          },
        },
      ],
    },
    'a role that a role of workloads may perhaps assume': {
      given: trustedAdmin(
        [
          trusting(
            { AWS: [ledger] },
            ['sts:AssumeRole'],
            condition('Bool', 'aws:ViaAWSService', 'false'),
          ),
        ],
        { facts: isWorkload },
      ),
      reports: [
        {
          key: ledger,
          message: `${ledger}, a role of workloads, may assume ${ci}, which is cluster admin of payments in eu-west-1, if Bool aws:ViaAWSService false allows it.`,
          severity: 'LOW',
          evidence: {
            principalArn: ci,
            level: 'cluster-admin',
            workloadRole: ledger,
            statements: [
              {
                policy: 'trust policy',
                statement: {
                  Effect: 'Allow',
                  Principal: { AWS: ledger },
                  Action: 'sts:AssumeRole',
                  Condition: { Bool: { 'aws:ViaAWSService': 'false' } },
                },
              },
            ],
          },
          command: `aws iam update-assume-role-policy --role-name ci --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"PRINCIPAL_ARN"},"Action":"sts:AssumeRole","Condition":{"Bool":{"aws:ViaAWSService":"false"}}}]}'`,
        },
      ],
    },
  },
  notApplicable: {
    'a role of workloads that may only view': {
      given: entryWith(ci, [policy('AmazonEKSViewPolicy', wholeCluster)]),
      because: 'its access policies give less than namespace-admin',
    },
    'a role of workloads without access policies': {
      given: entryWith(ci, []),
      because: 'its access policies give less than namespace-admin',
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
    'a role of workloads with a policy of unknown power': {
      given: entryWith(ci, [future], { trustPolicies: { [ci]: [byIrsa] } }),
      because: `what ${future.policyArn} allows is not known`,
    },
    'a role of workloads beside a named role that was not read': {
      given: trustedAdmin([byIrsa, byPeople]),
      because: `trust-policy iam ${people}: not read yet`,
      reports: [isWorkloads(['irsa'], 'cluster-admin', 'is cluster admin of')],
    },
    'a role of workloads whose own policies were not read': {
      given: trustedAdmin([byLedger], { trustPolicies: { [ledger]: [byPods] } }),
      because: `role-policies iam ${ledger}: not read yet`,
      reports: [
        mayBecome({
          Statement: [
            { Effect: 'Allow', Principal: { AWS: 'PRINCIPAL_ARN' }, Action: 'sts:AssumeRole' },
          ],
        }),
      ],
    },
  },
});

function trustedAdmin(trust: readonly Statement[], known: Known = {}): Given<'accessEntry'> {
  return entryWith(ci, [admin], {
    ...known,
    trustPolicies: { [ci]: trust, ...known.trustPolicies },
  });
}

function isWorkloads(ways: readonly string[], level: string, text: string): Violation {
  return {
    key: 'itself',
    message: `${ci}, a role of workloads, ${text} payments in eu-west-1.`,
    evidence: { principalArn: ci, level, ways },
    command: `aws eks delete-access-entry --cluster-name payments --principal-arn ${ci} --region eu-west-1`,
  };
}

/** Ledger may, by the one statement that names it; the remedy is what the trust policy should hold. */
function mayBecome(remedy: { readonly Statement: Json }): Violation {
  const document = JSON.stringify({ Version: '2012-10-17', ...remedy });
  return {
    key: ledger,
    message: `${ledger}, a role of workloads, may assume ${ci}, which is cluster admin of payments in eu-west-1.`,
    evidence: {
      principalArn: ci,
      level: 'cluster-admin',
      workloadRole: ledger,
      statements: [
        {
          policy: 'trust policy',
          statement: { Effect: 'Allow', Principal: { AWS: ledger }, Action: 'sts:AssumeRole' },
        },
      ],
    },
    command: `aws iam update-assume-role-policy --role-name ci --policy-document '${document}'`,
  };
}
