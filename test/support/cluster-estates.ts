import type { AccessEntry, AssociatedAccessPolicy } from '../../shared/model/access-entry.ts';
import type { AwsAuthMappings } from '../../shared/model/aws-auth.ts';
import type { Cluster } from '../../shared/model/cluster.ts';
import { createEstate, type Estate } from '../../shared/model/estate.ts';
import { factKeys } from '../../shared/model/fact-key.ts';
import type { KubernetesCluster } from '../../shared/model/kubernetes-cluster.ts';
import { awsAuth, rbacFacts } from './aws-auth.ts';
import { type KnownFact, known } from './facts.ts';

const payments = { region: 'eu-west-1', name: 'payments' };

/** Who is let into the cluster payments, and what is in it. */
export interface InCluster {
  readonly cluster?: Partial<Cluster>;
  readonly entries?: readonly (Pick<AccessEntry, 'principalArn'> & Partial<EntryWith>)[];
  readonly awsAuth?: Partial<AwsAuthMappings>;
  readonly rbac?: Partial<KubernetesCluster>;
  /** Takes the place of what the others say. */
  readonly facts?: readonly KnownFact[];
}

type EntryWith = AccessEntry & { readonly policies: readonly AssociatedAccessPolicy[] };

/** An estate in which all that decides who may do what in that cluster was read. */
export function clusterEstate(given: InCluster): Estate {
  const entries = given.entries ?? [];
  const arns = entries.map(({ principalArn }) => principalArn);
  return createEstate(
    { accountId: '012345678901', partition: 'aws' },
    new Map([
      ...rbacFacts(given.rbac ?? {}, given.cluster),
      known(factKeys.awsAuth(payments), awsAuth(given.awsAuth ?? {}).awsAuth),
      known(factKeys.accessEntries(payments), arns),
      ...entries.flatMap(({ policies = [], ...entry }) => entryFacts(entry, policies)),
      ...(given.facts ?? []),
    ]),
  );
}

function entryFacts(
  entry: Pick<AccessEntry, 'principalArn'> & Partial<AccessEntry>,
  policies: readonly AssociatedAccessPolicy[],
): readonly KnownFact[] {
  const { principalArn } = entry;
  const whole = { type: 'STANDARD', kubernetesGroups: [], ...entry };
  return [
    known(factKeys.accessEntry(payments, principalArn), whole),
    known(factKeys.accessPolicies(payments, principalArn), policies),
  ];
}
