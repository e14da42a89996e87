import { nodegroupRemoteAccessRestricted } from '../../../shared/rules/nodegroup-remote-access-restricted.ts';
import { nodegroup } from '../../support/nodegroups.ts';
import { testRule } from '../../support/test-rule.ts';

const key = { ec2SshKey: 'admin' };

testRule(nodegroupRemoteAccessRestricted, {
  compliant: {
    'a key that one security group may use': {
      subject: nodegroup({ remoteAccess: { ...key, sourceSecurityGroups: ['sg-1'] } }),
      known: {},
    },
  },
  nonCompliant: {
    'a key and no security group': {
      given: {
        subject: nodegroup({ remoteAccess: { ...key, sourceSecurityGroups: [] } }),
        known: {},
      },
      reports: [openPort(22)],
    },
    'a key and no security group, on Windows': {
      given: {
        subject: nodegroup({
          amiType: 'WINDOWS_CORE_2022_x86_64',
          remoteAccess: { ...key, sourceSecurityGroups: [] },
        }),
        known: {},
      },
      reports: [openPort(3389)],
    },
  },
  notApplicable: {
    'a node group without remote access': {
      given: { subject: nodegroup(), known: {} },
      because: 'it has no SSH key',
    },
    'remote access without a key': {
      given: { subject: nodegroup({ remoteAccess: { sourceSecurityGroups: [] } }), known: {} },
      because: 'it has no SSH key',
    },
  },
});

function openPort(port: number) {
  return {
    message: `Port ${port} of the nodes of workers in payments, eu-west-1, is open to the whole internet for the key admin.`,
    evidence: { ec2SshKey: 'admin', sourceSecurityGroups: [], port },
  };
}
