import { compileDocument } from './compiled-document.ts';
import type { Decision, NamedPolicy, Permissions, Request } from './decision.ts';
import { type PrincipalKeys, principalKeys, withKeys } from './principal-keys.ts';
import { type CompiledPolicy, conclude, questionOf, tally } from './verdict.ts';

/** The policies of one principal, ready to be asked. */
export interface CompiledPermissions {
  /** What a request of this principal says of it. */
  readonly keys: PrincipalKeys;
  readonly identity: readonly CompiledPolicy[];
  readonly boundary: readonly CompiledPolicy[];
  readonly session: readonly CompiledPolicy[];
  /** SCPs and RCPs by level; each level has to allow. */
  readonly levels: readonly (readonly CompiledPolicy[])[];
}

export function compilePermissions(permissions: Permissions): CompiledPermissions {
  const { principalArn, identity, boundary, session = [] } = permissions;
  const levels = [...(permissions.serviceControl ?? []), ...(permissions.resourceControl ?? [])];
  return {
    keys: principalKeys(principalArn),
    identity: identity.map(compilePolicy),
    boundary: boundary === undefined ? [] : [compilePolicy(boundary)],
    session: session.map(compilePolicy),
    levels: levels.filter((level) => level.length > 0).map((level) => level.map(compilePolicy)),
  };
}

export function compilePolicy({ name, document }: NamedPolicy): CompiledPolicy {
  return { name, document: compileDocument(document) };
}

/**
 * Whether the principal may make the request, by its own policies: what a policy of the resource adds is not asked.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function decide(compiled: CompiledPermissions, request: Request): Decision {
  const context = withKeys(request.context, compiled.keys);
  const question = questionOf(request.action, request.resource, context);
  const identity = tally(compiled.identity, question);
  const { boundary, session, levels } = compiled;
  const limits = [boundary, session, ...levels]
    .filter((layer) => layer.length > 0)
    .map((layer) => tally(layer, question));
  return conclude([{ grants: [identity], limits }], [identity, ...limits], question);
}
