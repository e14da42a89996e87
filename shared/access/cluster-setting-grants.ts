import { clusterArn } from '../model/cluster.ts';
import { ask } from './ability.ts';
import type { ClusterScene, FoundGrant } from './cluster-grant.ts';
import { argoCdArnsAt } from './cluster-parts-at.ts';

/** Whoever runs the provider says what its tokens say, so it may be any user or group that bindings name. */
export function* onIdentityProvider(scene: ClusterScene): Generator<FoundGrant> {
  const { facts, actor, ref } = scene;
  const ability = ask(
    actor,
    'eks:AssociateIdentityProviderConfig',
    clusterArn(facts.account, ref),
    {
      'aws:requestedregion': ref.region,
      'eks:issuerurl': `https://${actor.stranger()}`,
      'eks:clientid': actor.stranger(),
    },
  );
  if (ability !== undefined) yield { gain: 'cluster-admin', ability };
}

/**
 * The mode goes one way only: to entries beside aws-auth, then to entries alone.
 * https://docs.aws.amazon.com/eks/latest/userguide/setting-up-access-entries.html
 */
export function* onAuthenticationMode(scene: ClusterScene): Generator<FoundGrant> {
  const { facts, actor, ref, cluster } = scene;
  if (cluster?.authenticationMode === 'API') return;
  const next = cluster?.authenticationMode === 'API_AND_CONFIG_MAP' ? 'API' : 'API_AND_CONFIG_MAP';
  const ability = ask(actor, 'eks:UpdateClusterConfig', clusterArn(facts.account, ref), {
    'aws:requestedregion': ref.region,
    'eks:authenticationmode': next,
  });
  if (ability !== undefined) yield { gain: 'step', ability };
}

/** What Argo CD may do in the cluster its administrators do through it. */
export function* onArgoCd({ facts, actor, ref }: ClusterScene): Generator<FoundGrant> {
  for (const arn of argoCdArnsAt(facts, ref)) {
    const chosen = { 'aws:requestedregion': ref.region };
    const ability = ask(actor, 'eks:UpdateCapability', arn, chosen);
    if (ability !== undefined) yield { gain: 'access', ability, through: arn };
  }
}
