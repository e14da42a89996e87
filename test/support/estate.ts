import type { AccessEntry, AssociatedAccessPolicy } from '../../shared/model/access-entry.ts';
import type { Account } from '../../shared/model/account.ts';
import { type Cluster, type ClusterRef, clusterArn } from '../../shared/model/cluster.ts';
import { createEstate, type Estate, type FactMap } from '../../shared/model/estate.ts';
import { type Fact, present } from '../../shared/model/fact.ts';
import { type FactKey, factKeys } from '../../shared/model/fact-key.ts';

export const sampleAccount: Account = { accountId: '012345678901', partition: 'aws' };

export const prodRef: ClusterRef = { region: 'eu-west-1', name: 'prod' };

export function roleArn(name: string): string {
  return `arn:aws:iam::${sampleAccount.accountId}:role/${name}`;
}

/** An entry as facts want it: what it is, and the access policies it holds. */
export interface EntrySketch {
  readonly kubernetesGroups?: readonly string[];
  readonly accessPolicies?: readonly AssociatedAccessPolicy[];
}

/** Access entries by the name of their role, of clusters by name, in eu-west-1. */
export type EstateSketch = Readonly<Record<string, Readonly<Record<string, EntrySketch>>>>;

export const clusterAdmin: AssociatedAccessPolicy = {
  policyArn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy',
  accessScope: { type: 'cluster', namespaces: [] },
};

export const adminView: AssociatedAccessPolicy = {
  policyArn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSAdminViewPolicy',
  accessScope: { type: 'cluster', namespaces: [] },
};

/** Facts of an estate in which everything was read at one moment, IAM and trails left out. */
export function sketchFacts(sketch: EstateSketch, readAt = 1): FactMap {
  const facts: [FactKey<unknown>, Fact<unknown>][] = [];
  const names = Object.keys(sketch);
  facts.push([factKeys.clusters('eu-west-1'), present(names, readAt)]);
  for (const [name, entries] of Object.entries(sketch)) {
    const ref = { region: 'eu-west-1', name };
    facts.push([factKeys.cluster(ref), present(apiCluster(ref), readAt)]);
    const arns = Object.keys(entries).map(roleArn);
    facts.push([factKeys.accessEntries(ref), present(arns, readAt)]);
    for (const [role, entry] of Object.entries(entries)) {
      facts.push(...entryFacts(ref, roleArn(role), entry, readAt));
    }
  }
  return new Map(facts);
}

export function sketchEstate(sketch: EstateSketch, more: FactMap = new Map()): Estate {
  return createEstate(sampleAccount, new Map([...sketchFacts(sketch), ...more]));
}

export function entryFacts(
  ref: ClusterRef,
  principalArn: string,
  { kubernetesGroups = [], accessPolicies = [] }: EntrySketch,
  readAt: number,
): [FactKey<unknown>, Fact<unknown>][] {
  const entry: AccessEntry = { principalArn, type: 'STANDARD', kubernetesGroups };
  return [
    [factKeys.accessEntry(ref, principalArn), present(entry, readAt)],
    [factKeys.accessPolicies(ref, principalArn), present(accessPolicies, readAt)],
  ];
}

export function apiCluster(ref: ClusterRef): Cluster {
  return {
    ...ref,
    arn: clusterArn(sampleAccount, ref),
    status: 'ACTIVE',
    authenticationMode: 'API',
    endpointPublicAccess: false,
    endpointPrivateAccess: true,
    publicAccessCidrs: [],
    encryptionKeyArns: [],
  };
}
