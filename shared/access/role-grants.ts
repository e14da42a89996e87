import { isServiceLinkedRole, parseIamArn } from '../model/arn.ts';
import { clusterArn } from '../model/cluster.ts';
import { factKeys } from '../model/fact-key.ts';
import { type Ability, ask, sumOf, surest } from './ability.ts';
import type { Chosen } from './actor.ts';
import { assumeAbility } from './assume-ability.ts';
import type { ClusterScene, FoundGrant, GrantGain } from './cluster-grant.ts';
import { iamRequest } from './escalation-scene.ts';
import { type Facts, unread } from './facts.ts';
import { clusterText, mappedAdmins } from './mapped-admins.ts';
import type { PassablePrizes } from './passable-prizes.ts';

/** What handing each kind of role into the cluster is worth, nothing where it says nothing. */
export type Worth = Readonly<Partial<Record<keyof PassablePrizes, GrantGain>>>;

/** Hands a role into the cluster by an action on the cluster itself. */
export function* onClusterWithRole(
  scene: ClusterScene,
  action: string,
  service: string,
  worth: Worth,
): Generator<FoundGrant> {
  const use = ask(scene.actor, action, clusterArn(scene.facts.account, scene.ref), at(scene));
  yield* handingOver(scene, use, service, worth);
}

/** Hands a role to something that is there already, given by its ARN. */
export function* onPartWithRole(
  scene: ClusterScene,
  action: string,
  arns: readonly string[],
  service: string,
  worth: Worth,
): Generator<FoundGrant> {
  const uses = arns.flatMap((arn) => {
    const ability = ask(scene.actor, action, arn, at(scene));
    return ability === undefined ? [] : [{ ability }];
  });
  yield* handingOver(scene, surest(uses)?.ability, service, worth);
}

function* handingOver(
  scene: ClusterScene,
  use: Ability | undefined,
  service: string,
  worth: Worth,
): Generator<FoundGrant> {
  if (use === undefined) return;
  const prizes = scene.passable(service);
  for (const kind of ['admin', 'stronger', 'any'] as const) {
    const role = prizes[kind];
    const gain = worth[kind];
    if (gain === undefined || role === undefined) continue;
    yield { gain, ability: sumOf([use, role.ability]), through: role.arn };
    return;
  }
}

/** Becomes a role that is cluster admin by its access entry: by its trust policy as it is, or as the actor rewrites it. */
export function* onMappedRole(
  scene: ClusterScene,
  how: 'assume' | 'rewrite',
): Generator<FoundGrant> {
  const { facts, actor, ref } = scene;
  const becomes = how === 'assume' ? assumable : rewritable;
  for (const [arn, clusters] of mappedAdmins(facts)) {
    const isHere = clusters.has(clusterText(ref)) && arn !== actor.arn && isOwnRole(facts, arn);
    const ability = isHere && mightBecome(scene, arn, how) ? becomes(scene, arn) : undefined;
    if (ability !== undefined) yield { gain: 'cluster-admin', ability, through: arn };
  }
}

/** Cheap first: most entries are of roles that the actor's policies are not about. */
function mightBecome({ actor }: ClusterScene, arn: string, how: 'assume' | 'rewrite'): boolean {
  const action = how === 'assume' ? 'sts:AssumeRole' : 'iam:UpdateAssumeRolePolicy';
  return ask(actor, action, arn) !== undefined;
}

function assumable({ facts, actor }: ClusterScene, arn: string): Ability | undefined {
  return assumeAbility(facts, actor, arn);
}

function rewritable({ facts, actor }: ClusterScene, arn: string): Ability | undefined {
  const policies = facts.orIncomplete(() => facts.get(factKeys.rolePolicies(arn)));
  if (policies === unread || policies === undefined) return undefined;
  return ask(
    actor,
    'iam:UpdateAssumeRolePolicy',
    arn,
    iamRequest(facts.account, policies.boundary),
  );
}

function isOwnRole({ account }: Facts, arn: string): boolean {
  const role = parseIamArn(arn);
  return role?.kind === 'role' && role.accountId === account.accountId && !isServiceLinkedRole(arn);
}

function at({ ref }: ClusterScene): Chosen {
  return { 'aws:requestedregion': ref.region };
}
