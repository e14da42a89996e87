import type { Account } from '../model/account.ts';
import { parseIamArn } from '../model/arn.ts';
import type { ClusterRef } from '../model/cluster.ts';
import { isAsStrong } from '../model/power.ts';
import { type Ability, ask, surest } from './ability.ts';
import { accessPolicyArn } from './access-policy-arn.ts';
import { type AccessPolicyPowers, accessPolicyPowers } from './access-policy-powers.ts';
import type { Actor, Chosen } from './actor.ts';
import type { Facts } from './facts.ts';

/** The most that an actor may give an access entry by an access policy. */
export interface Association {
  readonly gain: 'cluster-admin' | 'secrets';
  /** As `AmazonEKSClusterAdminPolicy over the whole cluster`. */
  readonly grant: string;
  readonly ability: Ability;
}

/**
 * What the actor may give the entry of a principal: cluster admin or as good as, the Secrets of the whole cluster, or
 * nothing that matters here. Policies that AWS keeps for its own services are left out.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelastickubernetesservice.html
 */
export function associationFor(
  facts: Facts,
  actor: Actor,
  cluster: ClusterRef,
  principalArn: string,
): Association | undefined {
  const resource = entryArn(facts.account, actor, cluster, principalArn);
  const entry = entryKeys(cluster, principalArn);
  for (const gain of ['cluster-admin', 'secrets'] as const) {
    const found = surest(attempts(facts, actor, resource, entry, gain));
    if (found !== undefined) return { gain, ...found };
  }
  return undefined;
}

/** What a request about an entry of type STANDARD says of it, and where. */
export function entryKeys({ name, region }: ClusterRef, principalArn: string): Chosen {
  return {
    'aws:requestedregion': region,
    'eks:clustername': name,
    'eks:accessentrytype': 'STANDARD',
    'eks:principalarn': principalArn,
  };
}

/** Its last part is EKS's to choose, so it is a text that no policy spells. */
export function entryArn(
  { partition, accountId }: Account,
  actor: Actor,
  { region, name }: ClusterRef,
  principalArn: string,
): string {
  const principal = parseIamArn(principalArn);
  const owner = `${principal?.kind}/${principal?.accountId}/${principal?.name}`;
  return `arn:${partition}:eks:${region}:${accountId}:access-entry/${name}/${owner}/${actor.stranger()}`;
}

type Attempt = Pick<Association, 'grant' | 'ability'>;

function* attempts(
  { account, config }: Facts,
  actor: Actor,
  resource: string,
  entry: Chosen,
  gain: Association['gain'],
): Generator<Attempt> {
  for (const powers of forAnyone()) {
    const policyArn = accessPolicyArn(account.partition, powers.name);
    for (const scope of scopesFor(powers, gain, config().sensitiveNamespaces)) {
      const chosen = { ...entry, 'eks:policyarn': policyArn, ...scope.keys };
      const ability = ask(actor, 'eks:AssociateAccessPolicy', resource, chosen);
      if (ability !== undefined) yield { grant: `${powers.name} over ${scope.text}`, ability };
    }
  }
}

function forAnyone(): readonly AccessPolicyPowers[] {
  return [...accessPolicyPowers.values()].filter(({ madeFor }) =>
    ['anyone', 'backup'].includes(madeFor),
  );
}

interface Scope {
  readonly text: string;
  readonly keys: Chosen;
}

const wholeCluster: Scope = {
  text: 'the whole cluster',
  keys: { 'eks:accessscope': 'cluster', 'eks:namespaces': [] },
};

function scopesFor(
  powers: AccessPolicyPowers,
  gain: Association['gain'],
  sensitive: readonly string[],
): readonly Scope[] {
  if (gain === 'secrets') return powers.cluster === 'secrets' ? [wholeCluster] : [];
  if (!isAsStrong(powers.cluster ?? 'none', 'cluster-admin-equivalent')) return [];
  return rulesNamespace(powers) ? [wholeCluster, ...sensitive.map(namespaceScope)] : [wholeCluster];
}

/** Whoever rules a sensitive namespace can become cluster admin through what runs there. */
function rulesNamespace({ namespace }: AccessPolicyPowers): boolean {
  return isAsStrong(namespace ?? 'none', 'secrets');
}

function namespaceScope(pattern: string): Scope {
  return {
    text: `namespace ${pattern}`,
    keys: { 'eks:accessscope': 'namespace', 'eks:namespaces': [pattern] },
  };
}
