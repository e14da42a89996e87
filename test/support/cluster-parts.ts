import type { Cluster, ClusterRef } from '../../shared/model/cluster.ts';
import type { Capability, FargateProfile, Nodegroup } from '../../shared/model/cluster-parts.ts';
import { factKeys } from '../../shared/model/fact-key.ts';
import { cluster } from './eks.ts';
import { type KnownFact, known } from './facts.ts';

const payments: ClusterRef = { region: 'eu-west-1', name: 'payments' };
const arn = 'arn:aws:eks:eu-west-1:012345678901';

/** What the cluster payments is made of: what is given was read, whole; the rest is unread. */
export interface ClusterParts {
  readonly cluster?: Partial<Cluster>;
  readonly nodegroups?: readonly Nodegroup[];
  readonly fargateProfiles?: readonly FargateProfile[];
  readonly capabilities?: readonly Capability[];
}

export function clusterParts(parts: ClusterParts): readonly KnownFact[] {
  const { nodegroups, fargateProfiles, capabilities } = parts;
  return [
    ...(parts.cluster ? [known(factKeys.cluster(payments), cluster(parts.cluster))] : []),
    ...(nodegroups ? [known(factKeys.nodegroups(payments), namesOf(nodegroups))] : []),
    ...(nodegroups ?? []).map((one) => known(factKeys.nodegroup(payments, one.name), one)),
    ...(fargateProfiles
      ? [known(factKeys.fargateProfiles(payments), namesOf(fargateProfiles))]
      : []),
    ...(fargateProfiles ?? []).map((one) =>
      known(factKeys.fargateProfile(payments, one.name), one),
    ),
    ...(capabilities ? [known(factKeys.capabilities(payments), namesOf(capabilities))] : []),
    ...(capabilities ?? []).map((one) => known(factKeys.capability(payments, one.name), one)),
  ];
}

export function capability({ roleArn }: Pick<Capability, 'roleArn'>): Capability {
  const name = 'argocd';
  return {
    name,
    arn: `${arn}:capability/payments/argocd/${name}/1`,
    type: 'ARGOCD',
    roleArn,
    rbacRoleMappings: [],
  };
}

export function nodegroup({ nodeRole }: Pick<Nodegroup, 'nodeRole'>): Nodegroup {
  return {
    name: 'workers',
    arn: `${arn}:nodegroup/payments/workers/1`,
    status: 'ACTIVE',
    ...(nodeRole !== undefined && { nodeRole }),
    autoScalingGroups: [],
  };
}

export function fargateProfile(podExecutionRoleArn: string): FargateProfile {
  return { name: 'jobs', arn: `${arn}:fargateprofile/payments/jobs/1`, podExecutionRoleArn };
}

function namesOf(parts: readonly { readonly name: string }[]): readonly string[] {
  return parts.map(({ name }) => name);
}
