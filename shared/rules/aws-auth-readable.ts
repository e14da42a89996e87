import type { AwsAuthFault } from '../model/aws-auth.ts';
import { defineRule } from './rule.ts';

export const awsAuthReadable = defineRule({
  id: 'aws-auth-readable',
  subject: 'awsAuth',
  severity: 'MEDIUM',
  title: 'Part of aws-auth is dropped without a word',
  requires:
    'Keys of aws-auth are called mapRoles, mapUsers and mapAccounts, and everything under them is as the authenticator reads it.',
  because:
    'What it cannot read it leaves out and only logs: people are locked out, and whoever mends the text one day opens the cluster to all that stood there.',
  remedy: 'Mend the text; eksctl create iamidentitymapping writes lines that are read.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html',
    'https://github.com/kubernetes-sigs/aws-iam-authenticator/blob/master/pkg/mapper/configmap/configmap.go',
  ],
  controls: { owasp: ['K03'] },

  *check({ cluster, awsAuth: { mappings } }) {
    for (const [where, faults] of Map.groupBy(mappings.faults, placeText)) {
      const messages = faults.map(({ message }) => message);
      yield {
        message: `${where} in aws-auth of ${cluster.name} in ${cluster.region}: ${messages.join('; ')}.`,
        evidence: { where, faults: messages },
        key: where,
      };
    }
    return undefined;
  },
});

/** As people count, from 1. */
function placeText({ key, place }: AwsAuthFault): string {
  return place === undefined ? key : `entry ${place + 1} of ${key}`;
}
