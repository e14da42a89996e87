import { factKeys } from '../../../shared/model/fact-key.ts';
import { podIdentityCanWork } from '../../../shared/rules/pod-identity-can-work.ts';
import { associationGiven, ledgerRole } from '../../support/associations.ts';
import { cluster } from '../../support/eks.ts';
import { denied, known } from '../../support/facts.ts';
import { condition } from '../../support/iam.ts';
import { payments } from '../../support/operators.ts';
import { goneRole, roleFacts, trusting } from '../../support/policies.ts';
import { testRule } from '../../support/test-rule.ts';

const eks = { Service: ['pods.eks.amazonaws.com'] };
const both = ['sts:AssumeRole', 'sts:TagSession'];
const evidence = { roleArn: ledgerRole, namespace: 'payments', serviceAccount: 'ledger' };
const who = 'service account payments/ledger of payments in eu-west-1';

const works = roleFacts(ledgerRole, { trust: [trusting(eks, both)] });
const noDaemonSet = known(factKeys.podIdentityAgents(payments), []);

testRule(podIdentityCanWork, {
  compliant: {
    'an agent that is a DaemonSet': associationGiven({}, [
      ...works,
      known(factKeys.podIdentityAgents(payments), [
        { namespace: 'kube-system', name: 'eks-pod-identity-agent' },
      ]),
    ]),
    'an agent that is an add-on': associationGiven({}, [
      ...works,
      noDaemonSet,
      known(factKeys.cluster(payments), cluster()),
      known(factKeys.addons(payments), ['eks-pod-identity-agent']),
    ]),
    'an agent that Auto Mode brings': associationGiven({}, [
      ...works,
      noDaemonSet,
      known(factKeys.cluster(payments), cluster({ computeConfig: { enabled: true } })),
    ]),
    'the trust policy that AWS documents': associationGiven(
      {},
      roleFacts(ledgerRole, { trust: [trusting(eks, both)] }),
    ),
    'a trust in this very service account by its tags': associationGiven(
      {},
      roleFacts(ledgerRole, {
        trust: [
          trusting(
            eks,
            both,
            condition('StringEquals', 'aws:RequestTag/kubernetes-namespace', 'payments'),
            condition('StringEquals', 'aws:RequestTag/kubernetes-service-account', 'ledger'),
            condition(
              'StringEquals',
              'aws:RequestTag/eks-cluster-arn',
              'arn:aws:eks:eu-west-1:012345678901:cluster/payments',
            ),
          ),
        ],
      }),
    ),
    'a trust without TagSession where session tags are off': associationGiven(
      { disableSessionTags: true },
      roleFacts(ledgerRole, { trust: [trusting(eks)] }),
    ),
    'a condition on what nobody knows beforehand': associationGiven(
      {},
      roleFacts(ledgerRole, {
        trust: [trusting(eks, both, condition('StringEquals', 'aws:SourceOrgID', 'o-1'))],
      }),
    ),
  },
  nonCompliant: {
    'a cluster without an agent': {
      given: associationGiven({}, [
        ...works,
        noDaemonSet,
        known(factKeys.cluster(payments), cluster({ computeConfig: { enabled: false } })),
        known(factKeys.addons(payments), ['vpc-cni']),
      ]),
      reports: [
        {
          key: 'agent',
          message: `No Pod Identity agent runs, so ${who} gets no credentials.`,
          evidence: { namespace: 'payments', serviceAccount: 'ledger' },
          command:
            'aws eks create-addon --cluster-name payments --addon-name eks-pod-identity-agent --region eu-west-1',
        },
      ],
    },
    'a role that is gone': {
      given: associationGiven({}, goneRole(ledgerRole)),
      reports: [
        {
          key: 'missing',
          message: `${ledgerRole} does not exist, so ${who} gets no credentials.`,
          evidence,
          command:
            'aws eks delete-pod-identity-association --cluster-name payments --association-id a-1 --region eu-west-1',
        },
      ],
    },
    'a trust without TagSession': {
      given: associationGiven({}, roleFacts(ledgerRole, { trust: [trusting(eks)] })),
      reports: [
        {
          key: 'refused',
          message: `The trust policy of ${ledgerRole} refuses sts:TagSession to EKS, so ${who} gets no credentials.`,
          evidence: { ...evidence, refused: ['sts:TagSession'] },
          command: `aws iam update-assume-role-policy --role-name ledger --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"pods.eks.amazonaws.com"},"Action":["sts:AssumeRole","sts:TagSession"]}]}'`,
        },
      ],
    },
    'a trust held to a cluster, without TagSession, which keeps its condition': {
      given: associationGiven(
        {},
        roleFacts(ledgerRole, {
          trust: [
            trusting(
              eks,
              ['sts:AssumeRole'],
              condition('StringEquals', 'aws:SourceAccount', '012345678901'),
            ),
          ],
        }),
      ),
      reports: [
        {
          key: 'refused',
          message: `The trust policy of ${ledgerRole} refuses sts:TagSession to EKS, so ${who} gets no credentials.`,
          evidence: { ...evidence, refused: ['sts:TagSession'] },
          command: `aws iam update-assume-role-policy --role-name ledger --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"pods.eks.amazonaws.com"},"Action":["sts:AssumeRole","sts:TagSession"],"Condition":{"StringEquals":{"aws:SourceAccount":"012345678901"}}}]}'`,
        },
      ],
    },
    'a trust in another namespace': {
      given: associationGiven(
        {},
        roleFacts(ledgerRole, {
          trust: [
            trusting(
              eks,
              both,
              condition('StringEquals', 'aws:RequestTag/kubernetes-namespace', 'web'),
            ),
          ],
        }),
      ),
      reports: [
        {
          key: 'refused',
          message: `The trust policy of ${ledgerRole} refuses sts:AssumeRole and sts:TagSession to EKS, so ${who} gets no credentials.`,
          evidence: { ...evidence, refused: ['sts:AssumeRole', 'sts:TagSession'] },
          command: `aws iam update-assume-role-policy --role-name ledger --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"pods.eks.amazonaws.com"},"Action":["sts:AssumeRole","sts:TagSession"],"Condition":{"StringEquals":{"aws:RequestTag/kubernetes-namespace":"web"}}},{"Effect":"Allow","Principal":{"Service":"pods.eks.amazonaws.com"},"Action":["sts:AssumeRole","sts:TagSession"],"Condition":{"StringEquals":{"aws:RequestTag/eks-cluster-arn":"arn:aws:eks:eu-west-1:012345678901:cluster/payments","aws:RequestTag/kubernetes-namespace":"payments","aws:RequestTag/kubernetes-service-account":"ledger"}}}]}'`,
        },
      ],
    },
    'a trust by tags where session tags are off': {
      given: associationGiven(
        { disableSessionTags: true },
        roleFacts(ledgerRole, {
          trust: [
            trusting(
              eks,
              both,
              condition('StringEquals', 'aws:RequestTag/kubernetes-namespace', 'payments'),
            ),
          ],
        }),
      ),
      reports: [
        {
          key: 'refused',
          message: `The trust policy of ${ledgerRole} refuses sts:AssumeRole to EKS, so ${who} gets no credentials.`,
          evidence: { ...evidence, refused: ['sts:AssumeRole'] },
          command: `aws iam update-assume-role-policy --role-name ledger --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"pods.eks.amazonaws.com"},"Action":["sts:AssumeRole","sts:TagSession"],"Condition":{"StringEquals":{"aws:RequestTag/kubernetes-namespace":"payments"}}},{"Effect":"Allow","Principal":{"Service":"pods.eks.amazonaws.com"},"Action":"sts:AssumeRole","Condition":{"StringEquals":{"aws:SourceAccount":"012345678901"}}}]}'`,
        },
      ],
    },
  },
  insufficientData: {
    'a cluster that refused to say whether there is an agent': {
      given: associationGiven({}, [...works, denied(factKeys.podIdentityAgents(payments))]),
      because: 'k8s-daemonsets eu-west-1/payments: AccessDenied',
    },
    'a role that was not read': {
      given: associationGiven({}, []),
      because: `role iam ${ledgerRole}: not read yet`,
    },
    'a trust policy that was not read': {
      given: associationGiven({}, roleFacts(ledgerRole, {})),
      because: `trust-policy iam ${ledgerRole}: not read yet`,
    },
  },
});
