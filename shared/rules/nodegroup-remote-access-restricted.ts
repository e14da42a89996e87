import { defineRule, notApplicable } from './rule.ts';

export const nodegroupRemoteAccessRestricted = defineRule({
  id: 'nodegroup-remote-access-restricted',
  subject: 'nodegroup',
  severity: 'HIGH',
  title: 'Nodes take SSH from the whole internet',
  requires:
    'A node group with an SSH key names the security groups that may use it; without any EKS opens port 22, or 3389 on Windows, to 0.0.0.0/0.',
  because:
    'Whoever has the key, or finds a flaw in the SSH server, is on the node and takes its credentials and those of every pod on it.',
  remedy:
    'Make a node group without an SSH key and use Session Manager, or name source security groups. Remote access cannot be changed in place.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/APIReference/API_RemoteAccessConfig.html',
    'https://docs.aws.amazon.com/eks/latest/best-practices/protecting-the-infrastructure.html',
  ],
  controls: { mitre: ['T1133'], securityHub: ['EC2.13', 'EC2.14'] },

  *check({ cluster, nodegroup }) {
    const { name, remoteAccess, amiType = '' } = nodegroup;
    if (remoteAccess?.ec2SshKey === undefined) return notApplicable('it has no SSH key');
    if (remoteAccess.sourceSecurityGroups.length > 0) return undefined;
    const port = amiType.startsWith('WINDOWS_') ? 3389 : 22;
    yield {
      message: `Port ${port} of the nodes of ${name} in ${cluster.name}, ${cluster.region}, is open to the whole internet for the key ${remoteAccess.ec2SshKey}.`,
      evidence: { ec2SshKey: remoteAccess.ec2SshKey, sourceSecurityGroups: [], port },
    };
    return undefined;
  },
});
