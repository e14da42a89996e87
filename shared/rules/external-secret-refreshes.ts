import { kubectlPatch } from '../access/kubectl.ts';
import { defineRule, notApplicable } from './rule.ts';

export const externalSecretRefreshes = defineRule({
  id: 'external-secret-refreshes',
  subject: 'externalSecret',
  severity: 'LOW',
  title: 'A copied secret is never fetched again',
  requires:
    'Where the configuration switches this rule on by name, an ExternalSecret is refreshed: its interval is not 0 and its policy is Periodic. Whether the Secrets Store CSI driver rotates shows in no object that is read.',
  because:
    'When the secret is rotated, the copy in the cluster goes on holding the old one until it stops working, or for as long as the old one works.',
  remedy:
    'Set refreshPolicy to Periodic and refreshInterval to less than the time between rotations.',
  references: ['https://external-secrets.io/latest/api/externalsecret/'],
  controls: { owasp: ['K08'] },

  *check({ secret }, facts) {
    // Only who knows that the source rotates can say whether a copy has to follow.
    if (facts.config().rules['external-secret-refreshes']?.enabled !== true) {
      return notApplicable('it is judged only where the configuration enables the rule');
    }
    const { kind, namespace, name, refreshInterval = '1h', refreshPolicy = 'Periodic' } = secret;
    if (kind === 'PushSecret') return notApplicable('it copies nothing into the cluster');
    if (refreshPolicy === 'Periodic' && !isZero(refreshInterval)) return undefined;
    const where = namespace === undefined ? name : `${namespace}/${name}`;
    yield {
      message: `${kind} ${where} is fetched once and never again.`,
      evidence: { kind, name: where, refreshInterval, refreshPolicy },
      command: kubectlPatch(resources[kind], secret, patches[kind]),
    };
    return undefined;
  },
});

/** A duration of Go: https://pkg.go.dev/time#ParseDuration */
function isZero(duration: string): boolean {
  return !/[1-9]/.test(duration);
}

const periodic = { refreshPolicy: 'Periodic', refreshInterval: '1h' };

const resources = {
  ExternalSecret: 'externalsecrets.external-secrets.io',
  ClusterExternalSecret: 'clusterexternalsecrets.external-secrets.io',
} as const;

const patches = {
  ExternalSecret: { spec: periodic },
  ClusterExternalSecret: { spec: { externalSecretSpec: periodic } },
} as const;
