import { defineRule, notApplicable } from './rule.ts';

export const fluxGitTransportSecure = defineRule({
  id: 'flux-git-transport-secure',
  subject: 'fluxSource',
  severity: 'HIGH',
  title: 'Flux fetches a source without encryption',
  requires:
    'A source is fetched by SSH or TLS: no address with http://, and no insecure: true. LOW where the host is a Service inside the cluster.',
  because:
    'Whoever is on the way can change what Flux applies to the cluster, and reads the credentials that it fetches with.',
  remedy: 'Use an address with https:// or ssh://, and remove spec.insecure.',
  references: [
    'https://fluxcd.io/flux/components/source/gitrepositories/#url',
    'https://fluxcd.io/flux/components/source/ocirepositories/#insecure',
  ],
  controls: { mitre: ['T1557', 'T1195.002'] },

  *check({ source }) {
    const address = source.url ?? source.endpoint;
    if (address === undefined) return notApplicable('it has no address of its own');
    if (!source.insecure && !/^http:/i.test(address)) return undefined;
    const { kind, namespace, name } = source;
    const inside = isInsideCluster.test(address);
    yield {
      message: `${kind} ${namespace}/${name} is fetched from ${address} without encryption${inside ? ', inside the cluster' : ''}.`,
      severity: inside ? 'LOW' : 'HIGH',
      evidence: { kind, namespace, name, address, insecure: source.insecure },
    };
    return undefined;
  },
});

/** Names of Services: https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/ */
const isInsideCluster =
  /^(?:[a-z]+:\/\/)?(?:[^/@]*@)?[^/:?#]+\.svc(?:\.cluster\.local)?\.?(?:[/:?#]|$)/i;
