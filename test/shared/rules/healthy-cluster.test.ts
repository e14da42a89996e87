import { expect, test } from 'vitest';
import { assess } from '../../../shared/assess/assess.ts';
import { knownControllers } from '../../../shared/kubernetes/known-controllers.ts';
import type { Cluster } from '../../../shared/model/cluster.ts';
import type { DeclaredPrincipal } from '../../../shared/model/config.ts';
import { createEstate } from '../../../shared/model/estate.ts';
import type { FindingContent } from '../../../shared/model/finding.ts';
import { compareText, memberOf } from '../../../shared/model/json.ts';
import { catalogue } from '../../../shared/rules/index.ts';
import { plainConfig } from '../../support/config.ts';
import { sampleAccount } from '../../support/estate.ts';
import { healthyCluster } from '../../support/healthy-cluster.ts';

/** What the whole catalogue says of a cluster with every controller that is known, and whose LOW it is. */
function judged(
  clusterAdmins: readonly DeclaredPrincipal[] = [],
  differences: Partial<Cluster> = {},
) {
  const assessment = assess({
    catalogue,
    estate: createEstate(sampleAccount, new Map(healthyCluster(differences))),
    config: { ...plainConfig, clusterAdmins },
    today: '2026-11-26',
  });
  return { ...assessment, told: assessment.findings.map(inShort).toSorted() };
}

function inShort({ severity, ruleId, subject, evidence }: FindingContent): string {
  return `${controllerOf(evidence)}: ${severity} ${ruleId} ${subject}`;
}

function controllerOf(evidence: FindingContent['evidence']) {
  return memberOf(memberOf(evidence, 'published'), 'controller');
}

function byText(a: unknown, b: unknown): number {
  return compareText(String(a), String(b));
}

const declared = [
  'system:serviceaccount:argocd:argocd-application-controller',
  'system:serviceaccount:flux-system:helm-controller',
  'system:serviceaccount:flux-system:kustomize-controller',
].map((principal) => ({ kind: 'exact' as const, principal }));

const oneForEach = [
  'AWS Load Balancer Controller: LOW role-no-secrets-read system:serviceaccount:kube-system:aws-load-balancer-controller',
  'Amazon EBS CSI driver: LOW role-no-persistent-volume-create system:serviceaccount:kube-system:ebs-csi-controller-sa',
  'Amazon EFS CSI driver: LOW role-no-persistent-volume-create system:serviceaccount:kube-system:efs-csi-controller-sa',
  'Argo CD: LOW binding-no-cluster-admin system:serviceaccount:argocd:argocd-server',
  'CloudWatch agent: LOW binding-no-cluster-admin system:serviceaccount:amazon-cloudwatch:cloudwatch-agent',
  'Cluster Autoscaler: LOW role-no-workload-create-in-sensitive system:serviceaccount:kube-system:cluster-autoscaler',
  'External Secrets Operator: LOW binding-no-cluster-admin system:serviceaccount:external-secrets:external-secrets',
  'Flux: LOW binding-no-cluster-admin system:serviceaccount:flux-system:source-controller',
  'Karpenter: LOW role-no-secrets-read system:serviceaccount:kube-system:karpenter',
  'Prometheus: LOW binding-no-cluster-admin system:serviceaccount:monitoring:kube-prometheus-stack-operator',
  'cert-manager: LOW binding-no-cluster-admin system:serviceaccount:cert-manager:cert-manager',
];

test('a healthy cluster is told of each known controller once, as LOW, and of nothing else', () => {
  expect(judged(declared).told).toEqual(oneForEach);
});

test('as MEDIUM beside it of those that are cluster admin, until they are declared', () => {
  const { told } = judged();
  expect(told.filter((each) => !oneForEach.includes(each))).toEqual([
    'Argo CD: MEDIUM binding-no-cluster-admin system:serviceaccount:argocd:argocd-application-controller',
    'Flux: MEDIUM binding-no-cluster-admin system:serviceaccount:flux-system:helm-controller',
    'Flux: MEDIUM binding-no-cluster-admin system:serviceaccount:flux-system:kustomize-controller',
  ]);
  expect(told).toHaveLength(oneForEach.length + 3);
});

test('each of them still once where the mode honours aws-auth, which more of them can write', () => {
  const { findings } = judged(declared, { authenticationMode: 'API_AND_CONFIG_MAP' });
  const about = findings.map(({ severity, evidence }) => [severity, controllerOf(evidence)]);
  const ofMode = ['LOW', undefined];
  const controllers = oneForEach.map((told) => ['LOW', told.replace(/: .*/, '')]);
  expect(about.toSorted(byText)).toEqual([ofMode, ...controllers].toSorted(byText));
});

test('only controllers that hold nothing rules warn of are not told of', () => {
  const silent = knownControllers.filter(
    ({ name }) => !oneForEach.some((told) => told.startsWith(`${name}: `)),
  );
  expect(silent.map(({ name }) => name)).toEqual(['ExternalDNS', 'metrics-server']);
});

test('all of it was read but the trails of the account', () => {
  const { verdicts, gaps } = judged();
  expect(gaps).toEqual([]);
  const undecided = verdicts
    .filter(({ verdict }) => verdict === 'INSUFFICIENT_DATA')
    .map(({ ruleId }) => ruleId);
  expect(new Set(undecided)).toEqual(new Set(['trail-logging']));
});
