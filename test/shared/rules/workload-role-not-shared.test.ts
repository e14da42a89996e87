import type { RoleUse } from '../../../shared/access/role-use.ts';
import type { Config } from '../../../shared/model/config.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import type { Statement } from '../../../shared/model/policy-document.ts';
import { workloadRoleNotShared } from '../../../shared/rules/workload-role-not-shared.ts';
import { gone, known } from '../../support/facts.ts';
import { condition, everyone, federated } from '../../support/iam.ts';
import { irsa, otherIssuer, otherProvider, reader, sub, writer } from '../../support/irsa.ts';
import { document } from '../../support/policies.ts';
import { hidden, hiddenReason } from '../../support/subjects.ts';
import { type Given, testRule } from '../../support/test-rule.ts';

const books = 'system:serviceaccount:books:writer';
const tenant = (...namespaces: readonly string[]) => ({ namespaces, principals: [], groups: [] });

testRule(workloadRoleNotShared, {
  compliant: {
    'one service account': given([irsa(condition('StringEquals', sub, reader))]),
    'several of one namespace': given([
      irsa(condition('StringLike', sub, reader, 'system:serviceaccount:payments:w*')),
    ]),
    'the same on several clusters': given([
      irsa(condition('StringEquals', sub, reader)),
      {
        ...irsa(condition('StringEquals', `${otherIssuer}:sub`, reader)),
        principals: federated(otherProvider),
      },
    ]),
    'the same by IRSA and by Pod Identity': given(
      [irsa(condition('StringEquals', sub, reader))],
      [association('payments', 'reader')],
    ),
    'namespaces that a pattern leaves open, which is for irsa-trust-namespace-fixed': given([
      irsa(condition('StringLike', sub, 'system:serviceaccount:*:reader', reader)),
    ]),
    'another namespace that a Deny refuses': given([
      irsa(condition('StringEquals', sub, reader, books)),
      { ...irsa(condition('StringLike', sub, '*:books:*')), effect: 'Deny' },
    ]),
    'everybody, which is for irsa-trust-subject-required': given([
      { ...irsa(condition('StringEquals', sub, reader, books)), principals: everyone },
    ]),
    'a capability': given(
      [],
      [
        {
          kind: 'capability',
          cluster: { region: 'eu-west-1', name: 'payments' },
          capability: 'argo',
        },
        { kind: 'pod-identity' },
      ],
    ),
    'a role whose trust policy is gone since it was listed': {
      subject: { role: writer, uses: [association('payments', 'reader')] },
      known: { facts: [gone(factKeys.trustPolicy(writer.arn))] },
    },
  },
  nonCompliant: {
    'two namespaces in a trust policy': {
      given: given([irsa(condition('StringEquals', sub, reader, books))]),
      reports: [isShared(['books', 'payments'], ['books/writer', 'payments/reader'])],
    },
    'a namespace by IRSA and another by Pod Identity': {
      given: given(
        [irsa(condition('StringLike', sub, 'system:serviceaccount:payments:*'))],
        [association('books', 'writer')],
      ),
      reports: [isShared(['books', 'payments'], ['books/writer', 'payments/*'])],
    },
    'two associations, one of which goes on to it from another role': {
      given: given(
        [],
        [association('books', 'writer'), { ...association('web', 'app'), kind: 'target' }],
      ),
      reports: [isShared(['books', 'web'], ['books/writer', 'web/app'])],
    },
    'two tenants': {
      given: given([], [association('books-eu', 'a'), association('payments', 'b')], {
        books: tenant('books-*'),
        payments: tenant('payments'),
      }),
      reports: [
        { ...isShared(['books-eu', 'payments'], ['books-eu/a', 'payments/b']), severity: 'MEDIUM' },
      ],
    },
    'a tenant and a namespace of none': {
      given: given([], [association('books-eu', 'a'), association('payments', 'b')], {
        books: tenant('books-*'),
      }),
      reports: [isShared(['books-eu', 'payments'], ['books-eu/a', 'payments/b'])],
    },
    'two namespaces that one tenant has among others': {
      given: given([], [association('books-eu', 'a'), association('payments', 'b')], {
        books: tenant('books-*'),
        shop: tenant('books-*', 'payments'),
      }),
      reports: [isShared(['books-eu', 'payments'], ['books-eu/a', 'payments/b'])],
    },
  },
  insufficientData: {
    'a role that may be handed out in a cluster that could not be looked through': {
      given: hiding(given([irsa(condition('StringEquals', sub, reader))])),
      because: hiddenReason,
    },
    'a trust policy that was not read': {
      given: { subject: { role: writer, uses: [association('payments', 'reader')] }, known: {} },
      because: `trust-policy iam ${writer.arn}: not read yet`,
    },
  },
});

function association(namespace: string, serviceAccount: string) {
  const cluster = { region: 'eu-west-1', name: 'payments' };
  return { kind: 'association' as const, cluster, namespace, serviceAccount };
}

function hiding({ subject, known }: Given<'workloadRole'>): Given<'workloadRole'> {
  return { subject: { ...subject, hidden }, known };
}

function given(
  trust: readonly Statement[],
  uses: readonly RoleUse[] = [{ kind: 'irsa' }],
  tenants: Config['tenants'] = {},
): Given<'workloadRole'> {
  return {
    subject: { role: writer, uses },
    known: {
      config: { tenants },
      facts: [known(factKeys.trustPolicy(writer.arn), document(...trust))],
    },
  };
}

function isShared(namespaces: readonly string[], serviceAccounts: readonly string[]) {
  return {
    message: `${writer.arn} serves workloads of ${namespaces.join(' and ')}.`,
    evidence: { roleArn: writer.arn, serviceAccounts },
  };
}
