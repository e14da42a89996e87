import type { AccessScope, AssociatedAccessPolicy } from '../../shared/model/access-entry.ts';
import type { Cluster } from '../../shared/model/cluster.ts';
import { factKeys } from '../../shared/model/fact-key.ts';
import type { Subjects } from '../../shared/rules/rule.ts';
import { type Known, known as knownFact } from './facts.ts';
import type { Given } from './test-rule.ts';

export const ci = 'arn:aws:iam::012345678901:role/ci';

/** A cluster named payments in eu-west-1, well kept unless said otherwise. */
export function cluster(differences: Partial<Cluster> = {}): Cluster {
  return {
    region: 'eu-west-1',
    name: 'payments',
    arn: 'arn:aws:eks:eu-west-1:012345678901:cluster/payments',
    status: 'ACTIVE',
    authenticationMode: 'API',
    endpointPublicAccess: false,
    endpointPrivateAccess: true,
    publicAccessCidrs: [],
    encryptionKeyArns: [],
    ...differences,
  };
}

/** The entry of a principal in that cluster, made at 12:00 on 2026-11-01. */
export function accessEntry(
  principalArn: string,
  differences: { readonly createdAt?: undefined } = {},
): Subjects['accessEntry'] {
  const createdAt = { createdAt: Date.UTC(2026, 10, 1, 12) };
  return {
    cluster: { region: 'eu-west-1', name: 'payments' },
    entry: {
      principalArn,
      type: 'STANDARD',
      kubernetesGroups: [],
      ...('createdAt' in differences ? {} : createdAt),
    },
  };
}

/** An entry that holds these access policies, all else that a rule may ask being unread unless given. */
export function entryWith(
  principalArn: string,
  accessPolicies: readonly AssociatedAccessPolicy[],
  known: Known = {},
): Given<'accessEntry'> {
  const subject = accessEntry(principalArn);
  const key = factKeys.accessPolicies(subject.cluster, principalArn);
  const facts = [knownFact(key, accessPolicies), ...(known.facts ?? [])];
  return { subject, known: { ...known, facts } };
}

export const wholeCluster: AccessScope = { type: 'cluster', namespaces: [] };

export function namespaces(...names: readonly string[]): AccessScope {
  return { type: 'namespace', namespaces: names };
}

export function policy(name: string, accessScope: AccessScope): AssociatedAccessPolicy {
  return { policyArn: `arn:aws:eks::aws:cluster-access-policy/${name}`, accessScope };
}
