import type { ClusterRef } from '../../shared/model/cluster.ts';
import type { KnownFact } from './facts.ts';
import { role } from './iam.ts';
import type { Given } from './test-rule.ts';

export const nodeRoleArn = 'arn:aws:iam::012345678901:role/node';

const payments: ClusterRef = { region: 'eu-west-1', name: 'payments' };

/** The role of the nodes of payments, or of these clusters. */
export function nodeRoleGiven(
  facts: readonly KnownFact[],
  clusters: readonly ClusterRef[] = [payments],
): Given<'nodeRole'> {
  return { subject: { role: role(nodeRoleArn), clusters }, known: { facts } };
}
