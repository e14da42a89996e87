import { factKeys } from '../../../shared/model/fact-key.ts';
import type { KubernetesCluster } from '../../../shared/model/kubernetes-cluster.ts';
import type { Statement } from '../../../shared/model/policy-document.ts';
import { irsaTrustServiceAccountExists } from '../../../shared/rules/irsa-trust-service-account-exists.ts';
import { cluster } from '../../support/eks.ts';
import { denied, type KnownFact, known } from '../../support/facts.ts';
import { condition, everyone } from '../../support/iam.ts';
import {
  forSts,
  irsa,
  irsaJson,
  issuer,
  otherIssuer,
  reader,
  sub,
  trusting,
  writer,
} from '../../support/irsa.ts';
import { payments, rbacKnown } from '../../support/operators.ts';
import { clusterRole, clusterRoleBinding, group, roleBinding, rule } from '../../support/rbac.ts';
import { testRule } from '../../support/test-rule.ts';

const named = irsa(forSts, condition('StringEquals', sub, reader));
const namedJson = irsaJson({
  StringEquals: { [`${issuer}:aud`]: 'sts.amazonaws.com', [sub]: reader },
});
const makesAccounts = clusterRole('makes', rule('create', 'serviceaccounts'));
const makesBoth = clusterRole('makes-both', rule('create', 'serviceaccounts,namespaces'));
const paymentsExists: Partial<KubernetesCluster> = {
  namespaces: [{ name: 'payments', labels: {} }],
};
const message = `${writer.arn} may be assumed by service account payments/reader of payments in eu-west-1, which does not exist`;
const shows = {
  evidence: {
    roleArn: writer.arn,
    statement: namedJson,
    missing: ['eu-west-1/payments payments/reader'],
  },
  fingerprint: {
    roleArn: writer.arn,
    statement: namedJson,
    missing: ['eu-west-1/payments payments/reader'],
  },
};

testRule(irsaTrustServiceAccountExists, {
  compliant: {
    'a service account that exists': given(named, inside({}, 'payments/reader')),
    'a pattern, which need not match anything yet': given(
      irsa(forSts, condition('StringLike', sub, 'system:serviceaccount:payments:*')),
      inside({}),
    ),
    'a pattern that a shorter name also meets': given(
      irsa(forSts, condition('StringLike', sub, 'system:serviceaccount:pay*:reader')),
      inside({}),
    ),
  },
  nonCompliant: {
    'a service account that is gone': {
      given: given(named, inside(paymentsExists)),
      reports: [{ message: `${message}.`, severity: 'LOW', ...shows }],
    },
    'one of the same name in another namespace': {
      given: given(named, inside(paymentsExists, 'web/reader')),
      reports: [{ message: `${message}.`, severity: 'LOW', ...shows }],
    },
    'one that somebody may create': {
      given: given(
        named,
        inside({
          ...paymentsExists,
          clusterRoles: [makesAccounts],
          roleBindings: [roleBinding('payments/devs', 'ClusterRole makes', group('devs'))],
        }),
      ),
      reports: [
        {
          message: `${message}, and group:devs, no cluster admin, may create it.`,
          severity: 'HIGH',
          ...shows,
        },
      ],
    },
    'one in a namespace that is gone, which they may not create': {
      given: given(
        named,
        inside({
          clusterRoles: [makesAccounts],
          clusterRoleBindings: [clusterRoleBinding('devs', 'makes', group('devs'))],
        }),
      ),
      reports: [{ message: `${message}.`, severity: 'LOW', ...shows }],
    },
    'one in a namespace that is gone, which they may': {
      given: given(
        named,
        inside({
          clusterRoles: [makesBoth],
          clusterRoleBindings: [clusterRoleBinding('devs', 'makes-both', group('devs'))],
        }),
      ),
      reports: [
        {
          message: `${message}, and group:devs, no cluster admin, may create it.`,
          severity: 'HIGH',
          ...shows,
        },
      ],
    },
    'two that are gone beside one that is not': {
      given: given(
        irsa(
          condition(
            'StringEquals',
            sub,
            'system:serviceaccount:web:b',
            'system:serviceaccount:web:a',
            reader,
          ),
        ),
        inside({}, 'payments/reader'),
      ),
      reports: [
        {
          message: `${writer.arn} may be assumed by service account web/a of payments in eu-west-1 and web/b of payments in eu-west-1, which do not exist.`,
          severity: 'LOW',
          evidence: {
            roleArn: writer.arn,
            statement: irsaJson({
              StringEquals: {
                [sub]: ['system:serviceaccount:web:b', 'system:serviceaccount:web:a', reader],
              },
            }),
            missing: ['eu-west-1/payments web/a', 'eu-west-1/payments web/b'],
          },
          fingerprint: {
            roleArn: writer.arn,
            statement: irsaJson({
              StringEquals: {
                [sub]: [reader, 'system:serviceaccount:web:a', 'system:serviceaccount:web:b'],
              },
            }),
            missing: ['eu-west-1/payments web/a', 'eu-west-1/payments web/b'],
          },
        },
      ],
    },
  },
  notApplicable: {
    'a cluster that nobody looked into': {
      given: given(named, clusters()),
      because: 'what is inside its cluster was not read',
    },
    'a cluster that nobody watches': {
      given: given(named, [
        known(factKeys.clusters('eu-west-1'), ['payments']),
        known(factKeys.cluster(payments), cluster({ oidcIssuer: `https://${otherIssuer}` })),
      ]),
      because: 'what is inside its cluster was not read',
    },
    everybody: {
      given: given({ ...named, principals: everyone }, inside({}, 'payments/reader')),
      because: 'it is about everybody and names no cluster',
    },
    'another cluster': {
      given: given(irsa(condition('StringEquals', `${otherIssuer}:sub`, reader)), inside({})),
      because: `tokens of ${issuer} carry no ${otherIssuer}:sub`,
    },
  },
  insufficientData: {
    'a role whose trust policy was not read': {
      given: {
        subject: { role: writer, statement: named },
        known: { facts: inside(paymentsExists) },
      },
      because: `trust-policy iam ${writer.arn}: not read yet`,
    },
    'clusters that were not read': {
      given: given(named, []),
      because: 'clusters eu-west-1: not read yet',
    },
    'a cluster that refused to say what is inside': {
      given: given(named, [...clusters(), denied(factKeys.serviceAccounts(payments))]),
      because: 'k8s-serviceaccounts eu-west-1/payments: AccessDenied',
    },
    'who may create it, which was not read': {
      given: given(named, [...clusters(), known(factKeys.serviceAccounts(payments), [])]),
      because: 'k8s-roles eu-west-1/payments: not read yet',
      reports: [{ message: `${message}.`, severity: 'LOW', ...shows }],
    },
  },
});

function clusters(): readonly KnownFact[] {
  return [
    known(factKeys.clusters('eu-west-1'), ['payments']),
    known(factKeys.cluster(payments), cluster({ oidcIssuer: `https://${issuer}` })),
  ];
}

function inside(
  objects: Partial<KubernetesCluster>,
  ...accounts: readonly string[]
): readonly KnownFact[] {
  return [...rbacKnown(objects, ...accounts), ...clusters()];
}

function given(statement: Statement, facts: readonly KnownFact[]) {
  return trusting(statement, [], { facts });
}
