import { asEksGives } from '../../support/kubernetes/certificates.ts';

/** For one server, which is trusted by one authority (PEM), and for whoever has the token. */
export function kubeconfig(server: string, authority: string, token = ''): string {
  return JSON.stringify({
    ...{ apiVersion: 'v1', kind: 'Config', 'current-context': 'here' },
    clusters: [
      { name: 'here', cluster: { server, 'certificate-authority-data': asEksGives(authority) } },
    ],
    users: [{ name: 'here', user: token === '' ? {} : { token } }],
    contexts: [{ name: 'here', context: { cluster: 'here', user: 'here' } }],
  });
}
