import { factKeys } from '../../../shared/model/fact-key.ts';
import type { FluxDecryption, FluxReconciler } from '../../../shared/model/flux.ts';
import { fluxDecryptionOwnIdentity } from '../../../shared/rules/flux-decryption-own-identity.ts';
import { type KnownFact, known } from '../../support/facts.ts';
import {
  controller,
  fluxKnown,
  kustomization,
  payments,
  withTenant,
} from '../../support/operators.ts';
import { testRule } from '../../support/test-rule.ts';

const reports = [
  {
    message:
      'Kustomization team-a-web/app of team-a is decrypted with the identity of kustomize-controller.',
    evidence: { namespace: 'team-a-web', name: 'app', tenant: 'team-a', provider: 'sops' },
    command: `kubectl patch kustomizations.kustomize.toolkit.fluxcd.io app --namespace team-a-web --type merge --patch '{"spec":{"decryption":{"serviceAccountName":"SERVICE_ACCOUNT"}}}'`,
  },
] as const;

testRule(fluxDecryptionOwnIdentity, {
  compliant: {
    'a service account': given(decrypting({ serviceAccountName: 'sops' })),
    'a key in a Secret': given(decrypting({ secretRef: 'age' })),
    'a default of the controller': given(
      decrypting(),
      fluxKnown(controller('kustomize-controller', '--default-decryption-service-account=sops')),
    ),
    'a default of Flux Operator': given(decrypting(), instanceThat(true)),
  },
  nonCompliant: {
    'the identity of the controller': {
      given: given(decrypting(), fluxKnown(controller('kustomize-controller'))),
      reports,
    },
    'Flux Operator that keeps no identities apart': {
      given: given(decrypting(), instanceThat(false)),
      reports,
    },
  },
  notApplicable: {
    'nothing to decrypt': {
      given: given(kustomization({ namespace: 'team-a-web' })),
      because: 'it decrypts nothing',
    },
    'a namespace of no tenant': {
      given: given(kustomization({ decryption: { provider: 'sops' } })),
      because: 'its namespace belongs to no tenant',
    },
  },
});

function decrypting(decryption: Partial<FluxDecryption> = {}): FluxReconciler {
  return kustomization({
    namespace: 'team-a-web',
    decryption: { provider: 'sops', ...decryption },
  });
}

function instanceThat(multitenantWorkloadIdentity: boolean): readonly KnownFact[] {
  return [
    known(factKeys.fluxDeployments(payments), []),
    known(factKeys.fluxInstances(payments), [
      {
        namespace: 'flux-system',
        name: 'flux',
        multitenant: true,
        objectLevelWorkloadIdentity: true,
        multitenantWorkloadIdentity,
      },
    ]),
  ];
}

function given(reconciler: FluxReconciler, facts: readonly KnownFact[] = []) {
  return {
    subject: { cluster: payments, reconciler },
    known: { facts, config: withTenant },
  };
}
