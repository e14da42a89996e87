import { naming } from './principal.ts';
import {
  list,
  type Naming,
  type RawDocument,
  type RawPermissions,
  type RawRequest,
  type RawTrust,
  type World,
} from './raw.ts';
import { effects, isAbout } from './statement.ts';

/** A Deny anywhere, or else an Allow in every layer that there is. */
export function naivelyAllowed(
  permissions: RawPermissions,
  request: RawRequest,
  world: World,
): boolean {
  const { identity, boundary, session = [], levels = [] } = permissions;
  const limits = [boundary === undefined ? [] : [boundary], session, ...levels];
  const layers = [identity, ...limits.filter((layer) => layer.length > 0)];
  const applying = layers.map((layer) =>
    layer.flatMap((document) => effects(document, request, world)),
  );
  if (applying.flat().includes('Deny')) return false;
  return applying.every((layer) => layer.includes('Allow'));
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics-single-account.html */
export function naivelyAssumes(
  { trust, roleArn, caller, action }: RawTrust,
  world: World,
): boolean {
  const request = { action, resource: roleArn };
  const trusted = { Allow: new Set<Naming>(), Deny: new Set<Naming>() };
  for (const [index, statement] of list(trust.Statement).entries()) {
    const applies = isAbout(trust, statement, index, request, world);
    const ways = naming(statement, caller, roleArn, (what) => world.coin(`${index} ${what}`));
    if (applies) for (const way of ways) trusted[statement.Effect].add(way);
  }
  if (caller.type !== 'AWS') return trusted.Deny.size === 0 && trusted.Allow.size > 0;
  const { identity, boundary, session = [], levels = [] } = caller.permissions;
  const own = (documents: readonly RawDocument[]) =>
    documents.flatMap((document) => effects(document, request, world));
  const says = {
    identity: own(identity),
    bounds: [boundary === undefined ? [] : [boundary], session]
      .filter((x) => x.length > 0)
      .map(own),
    levels: levels.filter((level) => level.length > 0).map(own),
  };
  const everything = [says.identity, ...says.bounds, ...says.levels];
  if (trusted.Deny.size > 0 || everything.flat().includes('Deny')) return false;
  const [allowing, bounded, levelled] = [[says.identity], says.bounds, says.levels].map((layers) =>
    layers.every((layer) => layer.includes('Allow')),
  );
  const sides = allowing === true && bounded === true && levelled === true;
  const near = accountOf(roleArn) === accountOf(caller.arn);
  return [...trusted.Allow].some((way) => {
    if (!near || way === 'account') return sides;
    return way === 'role' ? bounded === true && levelled === true : levelled === true;
  });
}

function accountOf(arn: string): string {
  return arn.split(':')[4] ?? '';
}
