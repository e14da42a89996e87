import { factKeys } from '../model/fact-key.ts';
import { ask } from './ability.ts';
import { candidateResources } from './candidate-resources.ts';
import type { ClusterScene, FoundGrant } from './cluster-grant.ts';
import { iamRequest } from './escalation-scene.ts';
import { unread } from './facts.ts';

/** A provider is worth something once a role trusts it, so it is one step only. */
export function* onNewProvider({ facts, actor }: ClusterScene): Generator<FoundGrant> {
  const { account } = facts;
  const action = 'iam:CreateOpenIDConnectProvider';
  const kind = { account, region: '', service: 'iam', type: 'oidc-provider' };
  for (const arn of candidateResources(actor, [action], kind)) {
    const ability = ask(actor, action, arn, iamRequest(account, undefined));
    if (ability !== undefined) yield { gain: 'step', ability };
  }
}

/** Changes what IAM believes of the tokens of the cluster. */
export function* onProviderOfCluster(
  { facts, actor, cluster }: ClusterScene,
  action: string,
): Generator<FoundGrant> {
  const { partition, accountId } = facts.account;
  if (cluster?.oidcIssuer === undefined) return;
  const issuer = cluster.oidcIssuer.replace(/^https:\/\//, '');
  const arn = `arn:${partition}:iam::${accountId}:oidc-provider/${issuer}`;
  const ability = ask(actor, action, arn, iamRequest(facts.account, undefined));
  if (ability === undefined) return;
  const provider = facts.orIncomplete(() => facts.get(factKeys.oidcProvider(arn)));
  if (provider !== unread && provider !== undefined) yield { gain: 'step', ability, through: arn };
}
