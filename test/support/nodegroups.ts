import type { MetadataOptions, Nodegroup } from '../../shared/model/cluster-parts.ts';
import { factKeys } from '../../shared/model/fact-key.ts';
import type { InstanceMetadataDefaults } from '../../shared/model/region-facts.ts';
import { known } from './facts.ts';
import type { Given } from './test-rule.ts';

const payments = { region: 'eu-west-1', name: 'payments' };

/** The node group `workers` of payments, on Amazon Linux 2 with a launch template of its owner. */
export function nodegroup(differences: Partial<Nodegroup> = {}): Given<'nodegroup'>['subject'] {
  return {
    cluster: payments,
    nodegroup: {
      name: 'workers',
      arn: 'arn:aws:eks:eu-west-1:012345678901:nodegroup/payments/workers/1',
      status: 'ACTIVE',
      nodeRole: 'arn:aws:iam::012345678901:role/node',
      amiType: 'AL2_x86_64',
      launchTemplate: { id: 'lt-1', name: 'workers', version: '3' },
      autoScalingGroups: ['eks-workers'],
      ...differences,
    },
  };
}

/** That node group with these metadata options, and what the account sets where they are silent. */
export function withMetadata(
  options: MetadataOptions,
  differences: Partial<Nodegroup> = {},
  defaults?: InstanceMetadataDefaults,
): Given<'nodegroup'> {
  return {
    subject: nodegroup(differences),
    known: {
      facts: [
        known(factKeys.metadataOptions(payments, 'workers'), options),
        ...(defaults === undefined
          ? []
          : [known(factKeys.instanceMetadataDefaults('eu-west-1'), defaults)]),
      ],
    },
  };
}
