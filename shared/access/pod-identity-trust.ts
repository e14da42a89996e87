import { statementJson } from '../iam/statement-json.ts';
import { podIdentityService } from '../iam/workload-trust.ts';
import type { Json } from '../model/json.ts';
import type { Condition, PolicyDocument, Statement } from '../model/policy-document.ts';

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
  { clusterArn, namespace, serviceAccount }: PodIdentityUse,
): Json {
  const tags: readonly Condition[] = [
    equals('eks-cluster-arn', clusterArn),
    equals('kubernetes-namespace', namespace),
    equals('kubernetes-service-account', serviceAccount),
  ];
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

/** A trust policy that lets EKS Pod Identity in as well. https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html */
export function withPodIdentity({ version = '2012-10-17', statements }: PolicyDocument): Json {
  const statement: Statement = {
    effect: 'Allow',
    principals: { negated: false, everyone: false, byType: { Service: [podIdentityService] } },
    actions: { negated: false, values: ['sts:AssumeRole', 'sts:TagSession'] },
    conditions: [],
  };
  return { Version: version, Statement: [...statements, statement].map(statementJson) };
}

function equals(tag: string, value: string): Condition {
  return { operator: 'StringEquals', key: `aws:RequestTag/${tag}`, values: [value] };
}
