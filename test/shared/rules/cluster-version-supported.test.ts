import { factKeys } from '../../../shared/model/fact-key.ts';
import type { ClusterVersion } from '../../../shared/model/region-facts.ts';
import { clusterVersionSupported } from '../../../shared/rules/cluster-version-supported.ts';
import { cluster } from '../../support/eks.ts';
import { denied, known } from '../../support/facts.ts';
import { type Given, testRule } from '../../support/test-rule.ts';

const versions: readonly ClusterVersion[] = [
  { version: '1.35', versionStatus: 'STANDARD_SUPPORT' },
  { version: '1.33', versionStatus: 'EXTENDED_SUPPORT' },
  { version: '1.29', versionStatus: 'UNSUPPORTED' },
  { version: '1.28', versionStatus: 'RETIRED' },
];

testRule(clusterVersionSupported, {
  compliant: { 'a version in standard support': running('1.35') },
  nonCompliant: {
    'a version in extended support': {
      given: running('1.33'),
      reports: [
        {
          message: 'payments in eu-west-1 runs Kubernetes 1.33, which is in extended support.',
          evidence: { version: '1.33', versionStatus: 'EXTENDED_SUPPORT' },
          command:
            'aws eks update-cluster-version --name payments --kubernetes-version 1.34 --region eu-west-1',
        },
      ],
    },
    'a version that nobody supports any more': {
      given: running('1.29'),
      reports: [
        {
          message: 'payments in eu-west-1 runs Kubernetes 1.29, which EKS no longer supports.',
          evidence: { version: '1.29', versionStatus: 'UNSUPPORTED' },
          severity: 'HIGH',
          command:
            'aws eks update-cluster-version --name payments --kubernetes-version 1.30 --region eu-west-1',
        },
      ],
    },
  },
  insufficientData: {
    'a cluster that does not say its version': {
      given: { subject: cluster(), known: {} },
      because: 'the cluster does not say its version',
    },
    'a version that EKS does not list': {
      given: running('1.12'),
      because: 'EKS does not say how it supports 1.12: not listed',
    },
    'a support status of tomorrow': {
      given: running('1.28'),
      because: 'EKS does not say how it supports 1.28: RETIRED',
    },
    'versions that were not read': {
      given: {
        subject: cluster({ version: '1.35' }),
        known: { facts: [denied(factKeys.clusterVersions('eu-west-1'))] },
      },
      because: 'cluster-versions eu-west-1: AccessDenied',
    },
  },
});

function running(version: string): Given<'cluster'> {
  return {
    subject: cluster({ version }),
    known: { facts: [known(factKeys.clusterVersions('eu-west-1'), versions)] },
  };
}
