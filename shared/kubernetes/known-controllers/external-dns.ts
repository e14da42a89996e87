import { type KnownController, read, rule, source } from './known-controller.ts';

const gateway = 'gateway.networking.k8s.io';

/** Sources that read other products' objects are left out: whoever turns one on adds to what it reads. */
export const externalDns: KnownController = {
  name: 'ExternalDNS',
  sources: [
    source(
      'kubernetes-sigs/external-dns',
      '0491b827a30e5d31ad45e1d26dca95dac1bd4974',
      'charts/external-dns/templates/clusterrole.yaml',
    ),
  ],
  version: 'chart 1.x',
  accounts: [
    {
      names: ['external-dns'],
      namespaces: ['external-dns', 'kube-system', 'default'],
      cluster: [
        rule('list watch', 'core', 'nodes'),
        rule(read, 'core', 'pods services endpoints namespaces'),
        rule(read, 'extensions networking.k8s.io', 'ingresses'),
        // UNVERIFIED: later charts read endpoint slices in the place of endpoints; the text was not at hand.
        rule(read, 'discovery.k8s.io', 'endpointslices'),
        rule(read, 'externaldns.k8s.io', 'dnsendpoints'),
        rule('*', 'externaldns.k8s.io', 'dnsendpoints/status'),
        rule(read, gateway, 'gateways httproutes grpcroutes tlsroutes tcproutes udproutes'),
        rule(read, 'networking.istio.io', 'gateways virtualservices'),
      ],
    },
  ],
};
