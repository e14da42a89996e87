import type { ClusterRef } from '../../../shared/model/cluster.ts';
import type { CertificateAuthority } from '../../../shared/model/cluster-parts.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import {
  readCertificateAuthority,
  readIdentityProviderConfig,
} from '../../../shared/wire/cluster-trust.ts';
import type { Call } from '../call.ts';
import { at, textAt } from '../parameters.ts';
import { becomes, gone } from '../value-changes.ts';
import type { CataloguedEvent, Effect } from './catalogued-event.ts';
import { type ClusterPart, partCreated, partDeleted } from './cluster-part.ts';
import { effectIn, settlingUpdate } from './of-cluster.ts';

const authority: ClusterPart<CertificateAuthority> = {
  label: 'certificateAuthorityId',
  object: 'certificateAuthority',
  name: 'id',
  key: factKeys.certificateAuthority,
  read: readCertificateAuthority,
};

/** Whose word the API server takes for who somebody is. */
export const clusterTrustEvents: readonly CataloguedEvent[] = [
  {
    eventName: 'AssociateIdentityProviderConfig',
    touches: settlingUpdate,
    effect: effectIn(associated),
  },
  {
    eventName: 'DisassociateIdentityProviderConfig',
    touches: settlingUpdate,
    effect: effectIn(disassociated),
  },
  {
    eventName: 'CreateCertificateAuthority',
    touches: settlingUpdate,
    effect: partCreated(authority),
  },
  {
    eventName: 'ActivateCertificateAuthority',
    touches: settlingUpdate,
    effect: () => ({ underivable: 'when EKS activates it is not in the record' }),
  },
  {
    eventName: 'DeleteCertificateAuthority',
    touches: settlingUpdate,
    effect: partDeleted(authority),
  },
];

/** Everything but its ARN, whose last part EKS chooses. */
function associated(call: Call, cluster: ClusterRef): Effect {
  const underivable = 'the ARN that EKS gives it is not in the record';
  const oidc = at(call.request, 'oidc');
  const name = textAt(oidc, 'identityProviderConfigName');
  if (typeof oidc !== 'object' || oidc === null || name === undefined) return { underivable };
  const parsed = readIdentityProviderConfig(
    { oidc: { ...oidc, identityProviderConfigArn: '' } },
    name,
  );
  if ('error' in parsed) return { underivable };
  const key = factKeys.identityProviderConfig(cluster, name);
  const written = becomes(call.estate, key, parsed.ok).filter(({ path }) => path !== 'arn');
  return { underivable, written };
}

function disassociated(call: Call, cluster: ClusterRef): Effect {
  const name = textAt(call.request, 'identityProviderConfig.name');
  if (name === undefined) return { underivable: 'the record names no identity provider config' };
  return { changes: gone(call.estate, factKeys.identityProviderConfig(cluster, name)) };
}
