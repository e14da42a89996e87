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
    const faults = Map.groupBy(mappings.faults, ({ key, message }) => `${key}: ${message}`);
    for (const [fault, places] of faults) {
      yield {
        message: `aws-auth of ${cluster.name} in ${cluster.region}, ${fault}${entriesText(places)}.`,
        evidence: { fault },
        key: fault,
      };
    }
    return undefined;
  },
});

/** As people count, from 1. */
function entriesText(faults: readonly AwsAuthFault[]): string {
  const places = faults.flatMap(({ place }) => (place === undefined ? [] : [place + 1]));
  return places.length === 0 ? '' : ` (entry ${places.join(', ')})`;
}
