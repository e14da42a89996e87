import type { WorkloadIdentity } from '../../model/access-map.ts';
import type { ClusterRef } from '../../model/cluster.ts';
import type { Json } from '../../model/json.ts';
import type { ReportedFinding } from '../report.ts';
import { listIn, memberOf, textIn, textsIn } from './evidence-members.ts';
import { principalName } from './principal-name.ts';

/** One thing that somebody passes on the way to what they get. */
interface Step {
  readonly kind: string;
  readonly name: string;
  /** The whole name. */
  readonly title?: string;
  /** The class that colours it. */
  readonly power?: string;
}

export type Path = readonly Step[];

/** A role handed to pods of a cluster. */
export interface ClusterWorkload {
  readonly cluster: ClusterRef;
  readonly workload: WorkloadIdentity;
}

type Evidence = Readonly<Record<string, Json>>;

/** What leads to it by what the evidence names, where that is not a grant of the cluster. */
export function evidencePaths(
  finding: ReportedFinding,
  workloads: readonly ClusterWorkload[],
): readonly Path[] {
  const { evidence, accountId } = finding;
  const arn = roleIn(finding);
  if (arn === undefined) return endpointPaths(finding);
  const role: Step = { kind: 'who', name: principalName(arn, accountId), title: arn };
  const asRole: Step = { ...role, kind: 'IAM role' };
  const named = [
    ...tokenPaths(evidence, asRole),
    ...associationPaths(evidence, asRole, accountId),
    ...wayPaths(evidence, role),
  ];
  return named.length > 0 ? named : workloadPaths(evidence, asRole, workloads);
}

/** The principal of IAM that a finding is about. */
export function roleIn({ evidence }: Pick<ReportedFinding, 'evidence'>): string | undefined {
  return textIn(evidence, 'roleArn') ?? textIn(evidence, 'principalArn');
}

/** Whoever runs these pods has the role, and with it what its policies allow. */
function workloadPaths(
  evidence: Evidence,
  role: Step,
  workloads: readonly ClusterWorkload[],
): readonly Path[] {
  const policies = listIn(evidence, 'statements').flatMap((item) => textIn(item, 'policy') ?? []);
  const by = [...new Set(policies)].slice(0, 3).join(', ');
  return workloads.map(({ cluster, workload }) => [
    { kind: `pods in ${cluster.name}`, name: workload.serviceAccount },
    { kind: 'by', name: workload.by },
    role,
    ...(by === '' ? [] : [{ kind: 'by its', name: by }]),
  ]);
}

function endpointPaths({ evidence, clusterName }: ReportedFinding): readonly Path[] {
  const cidrs = textsIn(evidence, 'publicAccessCidrs');
  if (cidrs.length === 0 || clusterName === undefined) return [];
  return [
    [
      { kind: 'anybody in', name: cidrs.join(', ') },
      { kind: 'by', name: 'the public endpoint' },
      { kind: 'cluster', name: clusterName },
    ],
  ];
}

/** Service accounts that a trust statement lets in by their token. */
function tokenPaths(evidence: Evidence, role: Step): readonly Path[] {
  const sid = textIn(memberOf(evidence, 'statement'), 'Sid');
  return listIn(evidence, 'tokens').map((token) => [
    { kind: 'token of', name: textIn(token, 'sub') ?? textIn(token, 'iss') ?? 'anybody' },
    { kind: 'trust statement', name: sid ?? 'without a Sid' },
    role,
  ]);
}

function associationPaths(evidence: Evidence, role: Step, accountId: string): readonly Path[] {
  const [namespace, account] = [textIn(evidence, 'namespace'), textIn(evidence, 'serviceAccount')];
  if (namespace === undefined || account === undefined) return [];
  const target = textIn(evidence, 'targetRoleArn');
  return [
    [
      { kind: 'pods of', name: `${namespace}/${account}` },
      { kind: 'by', name: 'Pod Identity' },
      role,
      ...(target === undefined
        ? []
        : [{ kind: 'goes on to', name: principalName(target, accountId), title: target }]),
    ],
  ];
}

function wayPaths(evidence: Evidence, role: Step): readonly Path[] {
  return listIn(evidence, 'ways').flatMap((way) => {
    const [name, clusters] = [textIn(way, 'way'), textsIn(way, 'clusters')];
    if (name === undefined || clusters.length === 0) return [];
    return [[role, { kind: 'way', name }, { kind: 'cluster', name: clusters.join(', ') }]];
  });
}
