import { clusterEndpointPrivate } from '../../../shared/rules/cluster-endpoint-private.ts';
import { cluster } from '../../support/eks.ts';
import { testRule } from '../../support/test-rule.ts';

testRule(clusterEndpointPrivate, {
  compliant: {
    'the private endpoint alone': { subject: cluster(), known: {} },
    'a private endpoint beside the public one': {
      subject: cluster({ endpointPublicAccess: true }),
      known: {},
    },
  },
  nonCompliant: {
    'the public endpoint alone': {
      given: {
        subject: cluster({ endpointPublicAccess: true, endpointPrivateAccess: false }),
        known: {},
      },
      reports: [
        {
          message: 'The private endpoint of payments in eu-west-1 is off.',
          evidence: { endpointPrivateAccess: false, endpointPublicAccess: true },
          command:
            'aws eks update-cluster-config --name payments --resources-vpc-config endpointPrivateAccess=true --region eu-west-1',
        },
      ],
    },
  },
});
