import type { Severity } from '../../../shared/model/severity.ts';
import type { Violation } from '../../../shared/model/violation.ts';
import { clusterEndpointNotPublic } from '../../../shared/rules/cluster-endpoint-not-public.ts';
import { cluster } from '../../support/eks.ts';
import { type Given, testRule } from '../../support/test-rule.ts';

testRule(clusterEndpointNotPublic, {
  compliant: {
    'a private endpoint alone': { subject: cluster(), known: {} },
    'a private endpoint alone, whatever its blocks still say': {
      subject: cluster({ endpointPublicAccess: false, publicAccessCidrs: ['0.0.0.0/0'] }),
      known: {},
    },
    'one office': open('203.0.113.7/32'),
    'a whole /16': open('198.18.0.0/16'),
    'a whole IPv6 /32': open('2001:db8::/32'),
    'several small blocks apart from each other': open('198.18.0.0/16', '203.0.0.0/16'),
  },
  nonCompliant: {
    'the world': {
      given: open('0.0.0.0/0'),
      reports: [answers('the whole IPv4 internet', 'HIGH', ['0.0.0.0/0'])],
    },
    'an empty list, which the API takes for the world': {
      given: open(),
      reports: [answers('the whole IPv4 internet', 'HIGH', [])],
    },
    'the world in two halves': {
      given: open('128.0.0.0/1', '0.0.0.0/1'),
      reports: [answers('the whole IPv4 internet', 'HIGH', ['0.0.0.0/1', '128.0.0.0/1'])],
    },
    'half the world': {
      given: open('0.0.0.0/1'),
      reports: [answers('at least half of all IPv4 addresses', 'HIGH', ['0.0.0.0/1'])],
    },
    'the IPv6 world': {
      given: open('::/0'),
      reports: [answers('the whole IPv6 internet', 'HIGH', ['::/0'])],
    },
    'a block one bit wider than /16': {
      given: open('198.18.0.0/15'),
      reports: [answers('a range of IPv4 addresses wider than a /16', 'MEDIUM', ['198.18.0.0/15'])],
    },
    'two /16 side by side, which make a /15': {
      given: open('198.19.0.0/16', '198.18.0.0/16'),
      reports: [
        answers('a range of IPv4 addresses wider than a /16', 'MEDIUM', [
          '198.18.0.0/16',
          '198.19.0.0/16',
        ]),
      ],
    },
    'an IPv6 block one bit wider than /32': {
      given: open('2001:db8::/31'),
      reports: [answers('a range of IPv6 addresses wider than a /32', 'MEDIUM', ['2001:db8::/31'])],
    },
  },
  insufficientData: {
    'a block that is none': {
      given: open('203.0.113.7/32', 'office', '203.0.113.300/32'),
      because: 'not a CIDR block in publicAccessCidrs: office, 203.0.113.300/32',
    },
    'a block that is none beside one that is too wide': {
      given: open('198.18.0.0/15', 'office'),
      because: 'not a CIDR block in publicAccessCidrs: office',
      reports: [
        answers('a range of IPv4 addresses wider than a /16', 'MEDIUM', [
          '198.18.0.0/15',
          'office',
        ]),
      ],
    },
  },
});

function open(...publicAccessCidrs: readonly string[]): Given<'cluster'> {
  return { subject: cluster({ endpointPublicAccess: true, publicAccessCidrs }), known: {} };
}

function answers(
  reach: string,
  severity: Severity,
  publicAccessCidrs: readonly string[],
): Violation {
  return {
    message: `The API server of payments in eu-west-1 answers ${reach}.`,
    evidence: { publicAccessCidrs },
    severity,
    command:
      'aws eks update-cluster-config --name payments --resources-vpc-config endpointPublicAccess=false,endpointPrivateAccess=true --region eu-west-1',
  };
}
