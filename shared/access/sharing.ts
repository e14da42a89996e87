import { rulesOf } from '../kubernetes/rbac.ts';
import type { RbacIndex } from '../kubernetes/rbac-index.ts';
import { ruleAllows } from '../kubernetes/rule-allows.ts';
import type { ClusterRef } from '../model/cluster.ts';
import { type PolicyRule, type RbacSubject, subjectName } from '../model/kubernetes.ts';
import { clusterPowers } from './cluster-powers.ts';
import { commonSubjects } from './common-subjects.ts';
import { type Facts, unread } from './facts.ts';
import { perCluster } from './per-cluster.ts';
import { whyTenantsShare } from './tenants-share.ts';

/** A type of objects, as RBAC names it. */
export interface ObjectType {
  readonly apiGroup: string;
  readonly resource: string;
}

/** What Flux applies. */
export const fluxReconcilerTypes = [
  { kind: 'Kustomization', apiGroup: 'kustomize.toolkit.fluxcd.io', resource: 'kustomizations' },
  { kind: 'HelmRelease', apiGroup: 'helm.toolkit.fluxcd.io', resource: 'helmreleases' },
] as const;

/** What makes Flux apply something, or something else than before. */
export const fluxTypes: readonly ObjectType[] = [
  ...fluxReconcilerTypes,
  ...['gitrepositories', 'ocirepositories', 'buckets', 'helmrepositories', 'helmcharts'].map(
    (resource) => ({ apiGroup: 'source.toolkit.fluxcd.io', resource }),
  ),
];

const externalSecretTypes: readonly ObjectType[] = [
  { apiGroup: 'external-secrets.io', resource: 'externalsecrets' },
  { apiGroup: 'external-secrets.io', resource: 'pushsecrets' },
];

/** Why others than cluster admins use Flux, as it goes on after "and"; undefined where they do not. */
export function whyFluxShared(facts: Facts, cluster: ClusterRef): string | undefined {
  return whyShared(facts, cluster, fluxWriter, 'Flux objects');
}

/** The same of External Secrets Operator. */
export function whyExternalSecretsShared(facts: Facts, cluster: ClusterRef): string | undefined {
  return whyShared(facts, cluster, externalSecretWriter, 'ExternalSecrets');
}

/** What is unread counts as shared, for nobody can say that it is not. */
function whyShared(
  facts: Facts,
  cluster: ClusterRef,
  writerIn: (facts: Facts, cluster: ClusterRef) => RbacSubject | undefined,
  what: string,
): string | undefined {
  const tenants = whyTenantsShare(facts, cluster);
  if (tenants !== undefined) return tenants;
  const writer = facts.orIncomplete(() => writerIn(facts, cluster));
  if (writer === unread) return `nobody knows who may write ${what}`;
  return writer && `${subjectName(writer)}, no cluster admin, may write ${what}`;
}

const fluxWriter = perCluster((facts, cluster) => writerOf(facts, cluster, fluxTypes));
const externalSecretWriter = perCluster((facts, cluster) =>
  writerOf(facts, cluster, externalSecretTypes),
);

/** The first who may write one of these somewhere and is no cluster admin. */
function writerOf(
  facts: Facts,
  cluster: ClusterRef,
  types: readonly ObjectType[],
): RbacSubject | undefined {
  const powers = clusterPowers(facts, cluster);
  const common = commonSubjects(powers, facts.config().sensitiveNamespaces);
  return common.find((subject) => writtenBy(powers.index, subject, types).length > 0);
}

/** The rules by which somebody may write objects of these types, each with the namespace that it counts in. */
export function writtenBy(index: RbacIndex, subject: RbacSubject, types: readonly ObjectType[]) {
  return rulesOf(index, subject).filter(({ rule }) => types.some((type) => writes(rule, type)));
}

/** A rule that is narrowed to names lets somebody change those. */
function writes(rule: PolicyRule, { apiGroup, resource }: ObjectType): boolean {
  const [name] = rule.resourceNames;
  return ['create', 'update', 'patch'].some((verb) =>
    ruleAllows(rule, { verb, apiGroup, resource, ...(name !== undefined && { name }) }),
  );
}
