import { defaultDecryptionServiceAccount, defaultOf } from '../access/flux-controllers.ts';
import { kubectlPatch } from '../access/kubectl.ts';
import { tenantsOf } from '../access/tenants-of.ts';
import { defineRule, notApplicable } from './rule.ts';

export const fluxDecryptionOwnIdentity = defineRule({
  id: 'flux-decryption-own-identity',
  subject: 'fluxReconciler',
  severity: 'MEDIUM',
  title: "A tenant's Secrets are decrypted with the key of all",
  requires:
    'A Kustomization of a tenant decrypts with a service account or a Secret of its namespace, or kustomize-controller runs with --default-decryption-service-account.',
  because:
    'The controller decrypts with its own IAM role for whoever asks, so a tenant who gets at an encrypted file of another has it decrypted into their own namespace.',
  remedy:
    'Set spec.decryption.serviceAccountName to a service account whose IAM role may use the key of this tenant alone.',
  references: [
    'https://fluxcd.io/flux/components/kustomize/kustomizations/#decryption',
    'https://fluxcd.io/flux/installation/configuration/multitenancy/',
  ],
  controls: { owasp: ['K08'], mitre: ['T1552.007'] },

  *check({ cluster, reconciler }, facts) {
    const { namespace, name, decryption } = reconciler;
    if (decryption === undefined) return notApplicable('it decrypts nothing');
    const [tenant] = tenantsOf(facts.config(), namespace);
    if (tenant === undefined) return notApplicable('its namespace belongs to no tenant');
    if (decryption.serviceAccountName !== undefined || decryption.secretRef !== undefined) {
      return undefined;
    }
    const own = defaultOf(facts, cluster, 'kustomize-controller', defaultDecryptionServiceAccount);
    if (own !== undefined) return undefined;
    yield {
      message: `Kustomization ${namespace}/${name} of ${tenant} is decrypted with the identity of kustomize-controller.`,
      evidence: { namespace, name, tenant, provider: decryption.provider },
      command: kubectlPatch('kustomizations.kustomize.toolkit.fluxcd.io', reconciler, {
        spec: { decryption: { serviceAccountName: 'SERVICE_ACCOUNT' } },
      }),
    };
    return undefined;
  },
});
