import type { Cluster } from '../../../shared/model/cluster.ts';
import { clusterAuthenticationModeApi } from '../../../shared/rules/cluster-authentication-mode-api.ts';
import { cluster } from '../../support/eks.ts';
import { type Given, testRule } from '../../support/test-rule.ts';

const configMapCommand =
  'aws eks update-cluster-config --name payments --access-config authenticationMode=API_AND_CONFIG_MAP --region eu-west-1';

testRule(clusterAuthenticationModeApi, {
  compliant: {
    'access entries alone': given({ authenticationMode: 'API' }),
    'access entries alone, its creator made admin by an entry that can be seen': given({
      authenticationMode: 'API',
      bootstrapClusterCreatorAdminPermissions: true,
    }),
  },
  nonCompliant: {
    'both access entries and aws-auth': {
      given: given({ authenticationMode: 'API_AND_CONFIG_MAP' }),
      reports: [
        {
          message:
            'payments in eu-west-1 still honours the aws-auth ConfigMap beside its access entries.',
          evidence: { authenticationMode: 'API_AND_CONFIG_MAP' },
          severity: 'LOW',
          command:
            'aws eks update-cluster-config --name payments --access-config authenticationMode=API --region eu-west-1',
        },
      ],
    },
    'aws-auth alone': {
      given: given({
        authenticationMode: 'CONFIG_MAP',
        bootstrapClusterCreatorAdminPermissions: false,
      }),
      reports: [
        {
          message: 'Only the aws-auth ConfigMap says who may enter payments in eu-west-1.',
          evidence: {
            authenticationMode: 'CONFIG_MAP',
            bootstrapClusterCreatorAdminPermissions: false,
          },
          command: configMapCommand,
        },
      ],
    },
    'aws-auth alone, with an admin in no list': {
      given: given({
        authenticationMode: 'CONFIG_MAP',
        bootstrapClusterCreatorAdminPermissions: true,
      }),
      reports: [hiddenAdmin(true)],
    },
    'aws-auth alone, where the flag is absent and its default holds': {
      given: given({ authenticationMode: 'CONFIG_MAP' }),
      reports: [hiddenAdmin(null)],
    },
  },
  insufficientData: {
    'a cluster that shows no mode': {
      given: { subject: withoutMode(), known: {} },
      because: 'the cluster shows no authentication mode',
    },
    'a mode that did not exist when this was written': {
      given: given({ authenticationMode: 'API_V2' }),
      because: 'authentication mode API_V2 is not known',
    },
  },
});

function given(differences: Partial<Cluster>): Given<'cluster'> {
  return { subject: cluster(differences), known: {} };
}

function withoutMode(): Cluster {
  const { authenticationMode: _, ...rest } = cluster();
  return rest;
}

function hiddenAdmin(flag: true | null) {
  return {
    message:
      'Only the aws-auth ConfigMap says who may enter payments in eu-west-1, and whoever created it is cluster admin without being listed.',
    evidence: {
      authenticationMode: 'CONFIG_MAP',
      bootstrapClusterCreatorAdminPermissions: flag,
    },
    severity: 'HIGH',
    command: configMapCommand,
  } as const;
}
