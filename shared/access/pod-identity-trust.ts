import { coversAction } from '../iam/action.ts';
import { statementJson } from '../iam/statement-json.ts';
import { podIdentityService } from '../iam/workload-trust.ts';
import type { Json } from '../model/json.ts';
import type { Condition, PolicyDocument, Statement } from '../model/policy-document.ts';
import type { PodIdentitySession } from './pod-identity-session.ts';

/** Where a role is meant to be used; capitals stand for what only its owner knows. */
export interface PodIdentityUse {
  readonly clusterArn: string;
  readonly namespace: string;
  readonly serviceAccount: string;
}

export const unknownUse: PodIdentityUse = {
  clusterArn: 'CLUSTER_ARN',
  namespace: 'NAMESPACE',
  serviceAccount: 'SERVICE_ACCOUNT',
};

/**
 * A trust policy with one statement held to one service account of one cluster.
 * https://docs.aws.amazon.com/eks/latest/userguide/pod-id-abac.html
 */
export function heldToServiceAccount(
  { version = '2012-10-17', statements }: PolicyDocument,
  offending: Statement,
  use: PodIdentityUse,
): Json {
  const tags = tagConditions(use);
  return {
    Version: version,
    Statement: statements.map((statement) =>
      statementJson(
        statement === offending
          ? { ...statement, conditions: [...statement.conditions, ...tags] }
          : statement,
      ),
    ),
  };
}

/**
 * A trust policy that lets EKS Pod Identity in for one service account. Statements that let it in already are given the
 * actions they lack, with their conditions as they are; where there is none, or it is meant for others, one is added that is
 * held to the service account, or without session tags to the account.
 * https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html
 */
export function withPodIdentity(
  { version = '2012-10-17', statements }: PolicyDocument,
  session: PodIdentitySession,
  refused: readonly string[],
): Json {
  const lacksOnlyTags = !refused.includes('sts:AssumeRole');
  const statement = lacksOnlyTags
    ? statements.map((one) => (letsPodIdentityIn(one) ? withActions(one, refused) : one))
    : [...statements, trustFor(session)];
  return { Version: version, Statement: statement.map(statementJson) };
}

/** Whether it is an Allow statement that names EKS Pod Identity and the action by which it gets a role. */
export function letsPodIdentityIn({ effect, principals, actions }: Statement): boolean {
  return (
    effect === 'Allow' &&
    coversAction(actions, 'sts:AssumeRole') &&
    (principals?.byType['Service'] ?? []).includes(podIdentityService)
  );
}

function withActions(statement: Statement, more: readonly string[]): Statement {
  const values = statement.actions?.values ?? [];
  return { ...statement, actions: { negated: false, values: [...values, ...more] } };
}

function trustFor(session: PodIdentitySession): Statement {
  return {
    effect: 'Allow',
    principals: { negated: false, everyone: false, byType: { Service: [podIdentityService] } },
    actions: {
      negated: false,
      values: session.disableSessionTags
        ? ['sts:AssumeRole']
        : ['sts:AssumeRole', 'sts:TagSession'],
    },
    conditions: session.disableSessionTags
      ? [{ operator: 'StringEquals', key: 'aws:SourceAccount', values: [session.accountId] }]
      : tagConditions(session),
  };
}

function tagConditions({
  clusterArn,
  namespace,
  serviceAccount,
}: PodIdentityUse): readonly Condition[] {
  return [
    equals('eks-cluster-arn', clusterArn),
    equals('kubernetes-namespace', namespace),
    equals('kubernetes-service-account', serviceAccount),
  ];
}

function equals(tag: string, value: string): Condition {
  return { operator: 'StringEquals', key: `aws:RequestTag/${tag}`, values: [value] };
}
