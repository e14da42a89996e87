import { type Layer, layerOf } from './compiled-policy.ts';
import type { Decision, NamedPolicy, Permissions, Request } from './decision.ts';
import { type PrincipalKeys, principalKeys, withKeys } from './principal-keys.ts';
import { questionOf, tallyOf } from './tally.ts';
import { conclude } from './verdict.ts';

/** The policies of one principal, ready to be asked. */
export interface CompiledPermissions {
  /** What a request of this principal says of it. */
  readonly keys: PrincipalKeys;
  readonly identity: Layer;
  /** The boundary and the session policies, where there are any: each has to allow. */
  readonly bounds: readonly Layer[];
  /** SCPs and RCPs by level: each has to allow. */
  readonly levels: readonly Layer[];
}

export function compilePermissions(permissions: Permissions): CompiledPermissions {
  const { principalArn, identity, boundary, session = [] } = permissions;
  const { serviceControl = [], resourceControl = [] } = permissions;
  return {
    keys: principalKeys(principalArn),
    identity: layerOf(identity),
    bounds: layersOf([boundary === undefined ? [] : [boundary], session]),
    levels: layersOf([...serviceControl, ...resourceControl]),
  };
}

/**
 * Whether the principal may make the request, by its own policies: what a policy of the resource adds is not asked.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function decide(compiled: CompiledPermissions, request: Request): Decision {
  const context = withKeys(request.context, compiled.keys);
  const question = questionOf(request.action, request.resource, context);
  const identity = tallyOf(compiled.identity, question);
  const { bounds, levels } = compiled;
  if (bounds.length + levels.length === 0) {
    return conclude([{ grants: [identity], limits: [] }], [identity], question);
  }
  const limits = [...bounds, ...levels].map((layer) => tallyOf(layer, question));
  return conclude([{ grants: [identity], limits }], [identity, ...limits], question);
}

function layersOf(layers: readonly (readonly NamedPolicy[])[]): readonly Layer[] {
  return layers.filter((policies) => policies.length > 0).map(layerOf);
}
