import { metadataOf } from '../access/nodegroup-metadata.ts';
import { createLaunchTemplateVersion } from '../access/remedy-commands.ts';
import { defineRule, notApplicable, undecided } from './rule.ts';

export const nodegroupImdsV2Required = defineRule({
  id: 'nodegroup-imds-v2-required',
  subject: 'nodegroup',
  severity: 'HIGH',
  title: 'Nodes hand out their credentials without a token',
  requires:
    'The launch template of a node group, its own or the one EKS made, requires tokens for instance metadata (IMDSv2), or the account or AMI does where it is silent.',
  because:
    'With IMDSv1 one request that a workload can be tricked into making returns the credentials of the node role.',
  remedy:
    'Make a launch template version with HttpTokens=required and update the node group to it; nothing current still needs IMDSv1.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html',
  ],
  controls: { mitre: ['T1552.005'], securityHub: ['EC2.8', 'EC2.170'] },

  *check({ cluster, nodegroup }, facts) {
    const metadata = metadataOf(cluster, nodegroup, facts);
    if (!metadata.reachable) return notApplicable('its nodes have no metadata service');
    const { httpTokens } = metadata;
    if (httpTokens === undefined) {
      return undecided('neither launch template, account nor AMI says whether tokens are required');
    }
    if (httpTokens === 'required') return undefined;
    yield {
      message: `Nodes of ${nodegroup.name} in ${cluster.name}, ${cluster.region}, answer IMDSv1: their credentials are had without a token.`,
      evidence: { httpTokens, launchTemplate: nodegroup.launchTemplate?.id ?? 'made by EKS' },
      ...createLaunchTemplateVersion(cluster, nodegroup, { HttpTokens: 'required' }),
    };
    return undefined;
  },
});
