import { metadataOf } from '../access/nodegroup-metadata.ts';
import { createLaunchTemplateVersion } from '../access/remedy-commands.ts';
import { defineRule, notApplicable, undecided } from './rule.ts';

export const nodegroupImdsHopLimitOne = defineRule({
  id: 'nodegroup-imds-hop-limit-one',
  subject: 'nodegroup',
  severity: 'MEDIUM',
  title: 'Pods reach the credentials of their node',
  requires:
    'The metadata hop limit of a node group is 1, so that pods with a network of their own cannot reach it. Waive it where a component still reads instance metadata from a pod.',
  because:
    'A hop limit of 2 lets every pod fetch the credentials of the node role, whatever role its own service account has.',
  remedy:
    'Make a launch template version with HttpPutResponseHopLimit=1, after giving components that use the node role an identity of their own, or host networking.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html',
  ],
  controls: { mitre: ['T1552.005'] },

  *check({ cluster, nodegroup }, facts) {
    const metadata = metadataOf(cluster, nodegroup, facts);
    if (!metadata.reachable) return notApplicable('its nodes have no metadata service');
    const { httpPutResponseHopLimit } = metadata;
    if (httpPutResponseHopLimit === undefined) {
      return undecided('neither launch template, account nor AMI says how many hops are allowed');
    }
    if (httpPutResponseHopLimit === 1) return undefined;
    yield {
      message: `Pods on nodes of ${nodegroup.name} in ${cluster.name}, ${cluster.region}, reach the metadata of their node: the hop limit is ${httpPutResponseHopLimit}.`,
      evidence: {
        httpPutResponseHopLimit,
        launchTemplate: nodegroup.launchTemplate?.id ?? 'made by EKS',
      },
      ...createLaunchTemplateVersion(cluster, nodegroup, { HttpPutResponseHopLimit: 1 }),
    };
    return undefined;
  },
});
