import { globalRegion } from '../model/account.ts';
import type { FindingContent } from '../model/finding.ts';
import { isObject, type Json, memberOf } from '../model/json.ts';
import { kubernetesTypes } from '../model/kubernetes-types.ts';
import { snapshotPaths } from './snapshot-path.ts';

/** Where in a snapshot that stands which a finding is about. */
export interface FindingPlace {
  /** Relative to the snapshot folder. */
  readonly path: string;
  /** The name of its element, in files that have such; otherwise it is the document. */
  readonly item?: string;
}

export type LocatedFinding = Pick<
  FindingContent,
  'id' | 'region' | 'clusterName' | 'resource' | 'subject' | 'evidence'
>;

/** Undefined for what no file of a snapshot holds, such as a waiver. */
export function findingPlace(finding: LocatedFinding): FindingPlace | undefined {
  const { region, clusterName, resource } = finding;
  const { type, id } = resource;
  if (clusterName !== undefined) return placeInCluster(finding, { region, name: clusterName });
  if (type === 'AWS::IAM::OIDCProvider') return { path: snapshotPaths.oidcProviders(), item: id };
  if (type.startsWith('AWS::IAM::')) return { path: snapshotPaths.iam(), item: id };
  if (type !== 'AWS::::Account') return undefined;
  return { path: region === globalRegion ? 'account.json' : snapshotPaths.trails() };
}

type Cluster = Parameters<typeof snapshotPaths.cluster>[0];

function placeInCluster(finding: LocatedFinding, cluster: Cluster): FindingPlace | undefined {
  const { type, id } = finding.resource;
  const own = id.replace(`${cluster.name}/`, '');
  switch (type) {
    case 'AWS::EKS::Cluster':
      return { path: snapshotPaths.cluster(cluster) };
    case 'AWS::EKS::AccessEntry':
      return { path: snapshotPaths.accessEntries(cluster), item: id };
    case 'AWS::EKS::PodIdentityAssociation':
      return { path: snapshotPaths.podIdentityAssociations(cluster), item: own };
    case 'AWS::EKS::Nodegroup':
      return { path: snapshotPaths.nodegroups(cluster), item: own };
    case 'AWS::EKS::FargateProfile':
      return { path: snapshotPaths.fargateProfiles(cluster), item: own };
    case 'AWS::EKS::IdentityProviderConfig':
      return { path: snapshotPaths.identityProviderConfigs(cluster), item: own };
    case 'AWS::EKS::Capability':
      return { path: snapshotPaths.capabilities(cluster), item: own };
    default:
      return placeOfObject(finding, cluster);
  }
}

/** Of whom a binding binds, the binding: no object need stand behind a user or a group. */
function placeOfObject(finding: LocatedFinding, cluster: Cluster): FindingPlace | undefined {
  const { type, id } = finding.resource;
  const [, kind] = /^Kubernetes::(.+)$/.exec(type) ?? [];
  if (kind === undefined) return undefined;
  const [, bindingKind, binding] = /^(\w+) (\S+)/.exec(firstBinding(finding.evidence) ?? '') ?? [];
  if (bindingKind === undefined || binding === undefined) return objectPlace(kind, id, cluster);
  return objectPlace(bindingKind, binding, cluster);
}

function objectPlace(kind: string, item: string, cluster: Cluster): FindingPlace | undefined {
  const plural = pluralOf(kind.toLowerCase());
  const type = kubernetesTypes.find((known) => known === plural);
  return type && { path: snapshotPaths[type](cluster), item };
}

/** As the API server makes the plural of a kind where nobody says another. */
function pluralOf(kind: string): string {
  if (kind.endsWith('s')) return `${kind}es`;
  return kind.endsWith('y') ? `${kind.slice(0, -1)}ies` : `${kind}s`;
}

function firstBinding(json: Json): string | undefined {
  const binding = memberOf(json, 'binding');
  if (typeof binding === 'string') return binding;
  const inside = Array.isArray(json) ? json : isObject(json) ? Object.values(json) : [];
  for (const value of inside) {
    const found = firstBinding(value);
    if (found !== undefined) return found;
  }
  return undefined;
}
