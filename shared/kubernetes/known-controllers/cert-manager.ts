import { type KnownController, read, rule, source } from './known-controller.ts';

const repository = 'cert-manager/cert-manager';
const templates = 'deploy/charts/cert-manager/templates';
const acme = 'acme.cert-manager.io';
const leases = 'coordination.k8s.io';
const cainjectorLeases =
  'cert-manager-cainjector-leader-election cert-manager-cainjector-leader-election-core';
const issuers = 'issuers clusterissuers';

export const certManager: KnownController = {
  name: 'cert-manager',
  sources: [
    source(repository, '038260fb556b3eeb3dea64e8a963c284c76a770e', `${templates}/rbac.yaml`),
    source(
      repository,
      '00fd12e835fe7a2cba07da1aba9569ac02a45c99',
      `${templates}/cainjector-rbac.yaml`,
    ),
    source(
      repository,
      '0236f0836e7a06614f2038fad36f891415daa86f',
      `${templates}/webhook-rbac.yaml`,
    ),
  ],
  version: '1.4 to 1.19',
  accounts: [
    {
      names: ['cert-manager'],
      namespaces: ['cert-manager'],
      cluster: [
        rule('update patch', 'cert-manager.io', `${issuers} issuers/status clusterissuers/status`),
        rule(read, 'cert-manager.io', `${issuers} certificates certificaterequests`),
        rule(
          'update patch',
          'cert-manager.io',
          'certificates certificates/status certificaterequests certificaterequests/status',
        ),
        rule('create delete', 'cert-manager.io', 'certificates certificaterequests'),
        rule(
          'update',
          'cert-manager.io',
          'certificates/finalizers certificaterequests/finalizers issuers/finalizers clusterissuers/finalizers',
        ),
        rule(`${read} create delete update patch`, acme, 'orders challenges'),
        rule('update patch', acme, 'orders/status challenges/status'),
        rule('update', acme, 'orders/finalizers challenges/finalizers'),
        rule(`${read} create update delete patch`, 'core', 'secrets'),
        rule('create patch', 'core', 'events'),
        rule(`${read} create delete`, 'core', 'pods services'),
        rule(`${read} create delete update`, 'networking.k8s.io', 'ingresses'),
        rule('update', 'networking.k8s.io', 'ingresses/finalizers'),
        rule(`${read} create delete update`, 'gateway.networking.k8s.io', 'httproutes'),
        rule(read, 'gateway.networking.k8s.io', 'gateways listenersets'),
        rule(
          'update',
          'gateway.networking.k8s.io',
          'gateways/finalizers httproutes/finalizers listenersets/finalizers',
        ),
        rule('create', 'route.openshift.io', 'routes/custom-host'),
        rule('approve', 'cert-manager.io', 'signers'),
        rule(`${read} update`, 'certificates.k8s.io', 'certificatesigningrequests'),
        rule('update patch', 'certificates.k8s.io', 'certificatesigningrequests/status'),
        rule(
          'sign',
          'certificates.k8s.io',
          'signers',
          'issuers.cert-manager.io/* clusterissuers.cert-manager.io/*',
        ),
        rule('create', 'authorization.k8s.io', 'subjectaccessreviews'),
      ],
      own: [rule('create', 'core', 'serviceaccounts/token', 'cert-manager')],
      elsewhere: {
        'kube-system': [
          rule('get update patch', leases, 'leases', 'cert-manager-controller'),
          rule('create', leases, 'leases'),
        ],
      },
    },
    {
      names: ['cert-manager-cainjector'],
      namespaces: ['cert-manager'],
      cluster: [
        rule(read, 'cert-manager.io', 'certificates'),
        rule(read, 'core', 'secrets'),
        rule('get create update patch', 'core', 'events'),
        rule(
          `${read} update patch`,
          'admissionregistration.k8s.io',
          'validatingwebhookconfigurations mutatingwebhookconfigurations',
        ),
        // UNVERIFIED: patch, of 1.10 and later, whose text was not at hand.
        rule(`${read} update patch`, 'apiregistration.k8s.io', 'apiservices'),
        rule(`${read} update patch`, 'apiextensions.k8s.io', 'customresourcedefinitions'),
        rule(`${read} update`, 'auditregistration.k8s.io', 'auditsinks'),
      ],
      elsewhere: {
        'kube-system': [
          rule('get update patch', `core ${leases}`, 'configmaps leases', cainjectorLeases),
          rule('create', 'core', 'configmaps'),
          rule('create', leases, 'leases'),
        ],
      },
    },
    {
      names: ['cert-manager-webhook'],
      namespaces: ['cert-manager'],
      cluster: [rule('create', 'authorization.k8s.io', 'subjectaccessreviews')],
      own: [
        rule(`${read} update`, 'core', 'secrets', 'cert-manager-webhook-ca'),
        rule('create', 'core', 'secrets'),
      ],
    },
  ],
};
