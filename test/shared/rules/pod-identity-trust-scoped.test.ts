import type { Json } from '../../../shared/model/json.ts';
import type { Statement } from '../../../shared/model/policy-document.ts';
import { podIdentityTrustScoped } from '../../../shared/rules/pod-identity-trust-scoped.ts';
import { association, ledgerRole, onlyAssociations } from '../../support/associations.ts';
import type { KnownFact } from '../../support/facts.ts';
import { condition, role } from '../../support/iam.ts';
import { allow, type RoleSketch, roleFacts, trusting } from '../../support/policies.ts';
import { type Given, testRule } from '../../support/test-rule.ts';

const eks = { Service: ['pods.eks.amazonaws.com'] };
const both = ['sts:AssumeRole', 'sts:TagSession'];
const documented = trusting(eks, both);
const cluster = 'arn:aws:eks:eu-west-1:012345678901:cluster/payments';
const narrow: RoleSketch = { inline: { Read: [allow(['s3:GetObject'], ['arn:aws:s3:::l/*'])] } };
const admin: RoleSketch = { inline: { All: [allow(['*'])] } };
const byAccount = trusting(
  eks,
  both,
  condition('StringEquals', 'aws:SourceAccount', '012345678901'),
);
const byOrganization = trusting(eks, both, condition('StringEquals', 'aws:SourceOrgID', 'o-1'));
const deniesOthers: Statement = {
  ...documented,
  effect: 'Deny',
  conditions: [condition('StringNotEquals', 'aws:RequestTag/kubernetes-namespace', 'payments')],
};

const documentedJson = {
  Effect: 'Allow',
  Principal: { Service: 'pods.eks.amazonaws.com' },
  Action: both,
};

testRule(podIdentityTrustScoped, {
  compliant: {
    'a trust in one namespace of one cluster': given(
      trusting(
        eks,
        both,
        condition('StringEquals', 'aws:RequestTag/eks-cluster-arn', cluster),
        condition('StringEquals', 'aws:RequestTag/kubernetes-namespace', 'payments'),
      ),
      admin,
    ),
    'a trust in one service account by request tags (prowler iam_role_cross_service_confused_deputy_prevention)':
      given(
        trusting(
          eks,
          both,
          condition('StringLike', 'aws:RequestTag/kubernetes-service-account', 'ledger-*'),
        ),
        admin,
      ),
    'a trust in one cluster by the ARN of the source': given(
      trusting(eks, both, condition('ArnLike', 'aws:SourceArn', cluster)),
      admin,
    ),
    'a trust in the own account, for a role that can do little': given(byAccount, narrow),
    'a trust in the own organization, for a role that can do little': given(byOrganization, narrow),
    'a trust that a Deny holds to one namespace': given(documented, admin, [deniesOthers]),
  },
  nonCompliant: {
    'the trust policy that AWS documents, which is LOW unless the role is privileged': {
      given: given(documented, narrow),
      reports: [open(documentedJson)],
    },
    'the same, for a role that one association hands out': {
      given: given(documented, narrow, [], onlyAssociations(association())),
      reports: [open(documentedJson, {}, [cluster, 'payments', 'ledger'])],
    },
    'the same, for a role that two associations hand out': {
      given: given(
        documented,
        narrow,
        [],
        onlyAssociations(
          association(),
          association({ associationId: 'a-2', serviceAccount: 'audit' }),
        ),
      ),
      reports: [open(documentedJson)],
    },
    'the same, for a privileged role': {
      given: given(documented, admin),
      reports: [
        open(documentedJson, {
          message: `Any Pod Identity association of the account may hand out ${ledgerRole}, which can do a great deal.`,
          severity: 'MEDIUM',
        }),
      ],
    },
    'a trust in every namespace': {
      given: given(
        trusting(eks, both, condition('StringLike', 'aws:RequestTag/kubernetes-namespace', '*')),
        narrow,
      ),
      reports: [
        open({
          ...documentedJson,
          Condition: { StringLike: { 'aws:RequestTag/kubernetes-namespace': '*' } },
        }),
      ],
    },
    'a trust in the own account, for a privileged role': {
      given: given(byAccount, admin),
      reports: [
        open(
          {
            ...documentedJson,
            Condition: { StringEquals: { 'aws:SourceAccount': '012345678901' } },
          },
          {
            message: `Any Pod Identity association of the account may hand out ${ledgerRole}, which can do a great deal.`,
            severity: 'MEDIUM',
          },
        ),
      ],
    },
    'a trust in the own organization, for a privileged role': {
      given: given(byOrganization, admin),
      reports: [
        open(
          { ...documentedJson, Condition: { StringEquals: { 'aws:SourceOrgID': 'o-1' } } },
          {
            message: `Any Pod Identity association of the account may hand out ${ledgerRole}, which can do a great deal.`,
            severity: 'MEDIUM',
          },
        ),
      ],
    },
    'a privileged role under a condition that nobody can decide': {
      given: given(
        trusting(eks, both, condition('StringEquals', 'aws:ResourceTag/open', 'yes')),
        admin,
      ),
      reports: [
        open(
          {
            ...documentedJson,
            Condition: { StringEquals: { 'aws:ResourceTag/open': 'yes' } },
          },
          {
            message: `Any Pod Identity association of the account may hand out ${ledgerRole}, which can do a great deal, if StringEquals aws:ResourceTag/open yes allows it.`,
          },
        ),
      ],
    },
  },
  notApplicable: {
    'a trust in another service': {
      given: given(trusting({ Service: ['ec2.amazonaws.com'] }), admin),
      because: 'it does not let Pod Identity in',
    },
    'a Deny of Pod Identity': {
      given: given({ ...documented, effect: 'Deny' }, admin),
      because: 'it does not let Pod Identity in',
    },
    'a trust in Pod Identity that does not let it assume the role': {
      given: given(trusting(eks, ['sts:TagSession']), admin),
      because: 'it does not let Pod Identity in',
    },
  },
  insufficientData: {
    'policies that were not read': {
      given: {
        subject: { role: role(ledgerRole), statement: documented },
        known: { facts: roleFacts(ledgerRole, { trust: [documented] }).slice(0, 2) },
      },
      because: `role-policies iam ${ledgerRole}: not read yet`,
      reports: [open(documentedJson)],
    },
    'a trust in the own account, policies unread': {
      given: {
        subject: { role: role(ledgerRole), statement: byAccount },
        known: { facts: roleFacts(ledgerRole, { trust: [byAccount] }).slice(0, 2) },
      },
      because: `role-policies iam ${ledgerRole}: not read yet`,
    },
    'a trust policy that was not read again': {
      given: {
        subject: { role: role(ledgerRole), statement: documented },
        known: { facts: roleFacts(ledgerRole, {}) },
      },
      because: `trust-policy iam ${ledgerRole}: not read yet`,
    },
  },
});

function given(
  statement: Statement,
  sketch: RoleSketch,
  others: readonly Statement[] = [],
  facts: readonly KnownFact[] = [],
): Given<'trustStatement'> {
  return {
    subject: { role: role(ledgerRole), statement },
    known: {
      facts: [...roleFacts(ledgerRole, { ...sketch, trust: [statement, ...others] }), ...facts],
    },
  };
}

function open(
  statement: { readonly [key: string]: Json },
  differences: { readonly message?: string; readonly severity?: 'MEDIUM' } = {},
  [clusterArn, namespace, serviceAccount]: readonly string[] = [
    'CLUSTER_ARN',
    'NAMESPACE',
    'SERVICE_ACCOUNT',
  ],
) {
  const tags = {
    'aws:RequestTag/eks-cluster-arn': clusterArn,
    'aws:RequestTag/kubernetes-namespace': namespace,
    'aws:RequestTag/kubernetes-service-account': serviceAccount,
  };
  const { Condition = {}, ...rest } = statement;
  const conditions = Condition as Record<string, Record<string, Json>>;
  const document = {
    Version: '2012-10-17',
    Statement: [
      {
        ...rest,
        Condition: { ...conditions, StringEquals: { ...conditions['StringEquals'], ...tags } },
      },
    ],
  };
  return {
    message: `Any Pod Identity association of the account may hand out ${ledgerRole}.`,
    evidence: { roleArn: ledgerRole, statement },
    fingerprint: { roleArn: ledgerRole, statement },
    command: `aws iam update-assume-role-policy --role-name ledger --policy-document '${JSON.stringify(document)}'`,
    ...differences,
  };
}
