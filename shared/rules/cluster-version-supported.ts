import { updateClusterVersion } from '../access/remedy-commands.ts';
import { factKeys } from '../model/fact-key.ts';
import { defineRule, undecided } from './rule.ts';

export const clusterVersionSupported = defineRule({
  id: 'cluster-version-supported',
  subject: 'cluster',
  severity: 'MEDIUM',
  title: 'Kubernetes version is past its standard support',
  requires: 'The Kubernetes version of the cluster is in standard support by EKS.',
  because:
    'A version in extended support gets security fixes for money and a while; after that EKS upgrades the cluster by itself, at a time of its own choosing.',
  remedy: 'Upgrade one minor version at a time, add-ons and nodes after the control plane.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html',
    'https://docs.aws.amazon.com/eks/latest/APIReference/API_DescribeClusterVersions.html',
  ],
  controls: { cis: ['5.1.1'], owasp: ['K10'], securityHub: ['EKS.2'] },

  *check(cluster, facts) {
    const { name, region, version } = cluster;
    if (version === undefined) return undecided('the cluster does not say its version');
    const offered = facts.get(factKeys.clusterVersions(region)) ?? [];
    const status = offered.find((one) => one.version === version)?.versionStatus;
    if (status === 'STANDARD_SUPPORT') return undefined;
    const words = status === undefined ? undefined : statusWords.get(status);
    if (words === undefined) {
      return undecided(`EKS does not say how it supports ${version}: ${status ?? 'not listed'}`);
    }
    yield {
      message: `${name} in ${region} runs Kubernetes ${version}, which ${words}.`,
      evidence: { version, versionStatus: `${status}` },
      ...(status === 'UNSUPPORTED' && { severity: 'HIGH' as const }),
      command: updateClusterVersion(cluster, version),
    };
    return undefined;
  },
});

const statusWords: ReadonlyMap<string, string> = new Map([
  ['EXTENDED_SUPPORT', 'is in extended support'],
  ['UNSUPPORTED', 'EKS no longer supports'],
]);
