import { whyExternalSecretsShared } from '../access/sharing.ts';
import type { SecretStoreCondition } from '../model/secrets-operators.ts';
import { defineRule, notApplicable } from './rule.ts';

export const secretStoreConditionsRequired = defineRule({
  id: 'secret-store-conditions-required',
  subject: 'secretStore',
  severity: 'MEDIUM',
  title: 'Every namespace may fetch secrets through a store',
  requires:
    'A ClusterSecretStore has conditions, and none of them matches every namespace. HIGH where there are tenants or somebody who is no cluster admin may write ExternalSecrets.',
  because:
    'Whoever may create an ExternalSecret in any namespace fetches every secret that the store can read, or writes there with a PushSecret.',
  remedy:
    'List in spec.conditions the namespaces that need the store, or give each namespace a SecretStore of its own.',
  references: [
    'https://external-secrets.io/latest/api/clustersecretstore/',
    'https://external-secrets.io/latest/guides/multi-tenancy/',
  ],
  controls: { owasp: ['K03', 'K08'], mitre: ['T1552.007'] },

  *check({ cluster, store }, facts) {
    const { kind, name, conditions } = store;
    if (kind === 'SecretStore') return notApplicable('it serves its own namespace alone');
    const open = conditions.filter(matchesAll);
    if (conditions.length > 0 && open.length === 0) return undefined;
    const shared = whyExternalSecretsShared(facts, cluster);
    yield {
      message: `Every namespace may use ClusterSecretStore ${name}${shared === undefined ? '' : `, and ${shared}`}.`,
      severity: shared === undefined ? 'MEDIUM' : 'HIGH',
      evidence: {
        name,
        conditions: conditions.length === 0 ? 'none' : 'one matches every namespace',
      },
    };
    return undefined;
  },
});

/** One of the three is enough, and an expression matches anywhere in the name. */
function matchesAll({ namespaceSelector, namespaceRegexes }: SecretStoreCondition): boolean {
  const selectsAll =
    namespaceSelector !== undefined &&
    Object.keys(namespaceSelector.matchLabels).length === 0 &&
    namespaceSelector.matchExpressions.length === 0;
  return selectsAll || namespaceRegexes.some((regex) => /^\^?(\.[*+]?)*\$?$/.test(regex));
}
