import type { Json } from '../../../shared/model/json.ts';
import type { Told } from '../cloud-trail-events.ts';
import * as calls from './calls.ts';
import type { Path, PolicyName, Reach, TrustName, World } from './world.ts';
import { valueAt, withValue } from './world.ts';

/** Something that somebody does to the world: one call of an API. */
export type Deed =
  /** Makes the entry of a role, or deletes it. */
  | { readonly kind: 'entry'; readonly cluster: string; readonly role: string }
  | {
      readonly kind: 'groups';
      readonly cluster: string;
      readonly role: string;
      readonly groups: readonly string[];
    }
  | {
      readonly kind: 'policy';
      readonly cluster: string;
      readonly role: string;
      readonly policy: string;
      readonly reach?: Reach;
    }
  /** Makes or deletes the role. */
  | { readonly kind: 'role'; readonly role: string; readonly trust: TrustName }
  | { readonly kind: 'trust'; readonly role: string; readonly trust: TrustName }
  | {
      readonly kind: 'inline';
      readonly role: string;
      readonly name: string;
      readonly document?: PolicyName;
    }
  | {
      readonly kind: 'attached';
      readonly role: string;
      readonly policy: string;
      readonly on: boolean;
    }
  | { readonly kind: 'document'; readonly document: PolicyName }
  | { readonly kind: 'client'; readonly id: string; readonly on: boolean }
  /** Lets the service account act as a role; as none without one. */
  | { readonly kind: 'association'; readonly cluster: string; readonly role?: string }
  /** Makes or deletes the cluster. */
  | { readonly kind: 'cluster'; readonly cluster: string };

/** A call as it came out: what CloudTrail tells of it, and the one value that it wrote, if it succeeded. */
export interface Call {
  readonly told: Told;
  readonly path: Path;
  readonly value?: Json;
}

export interface Done extends Call {
  readonly before: World;
  readonly after: World;
  readonly failed: boolean;
}

/** What becomes of the world; a call that AWS refuses leaves it as it was, and is told of as a failure. */
export function perform(world: World, deed: Deed, at: number): Done {
  const call = callFor(world, deed, at);
  if (refuses(world, deed)) {
    const told = { ...call.told, errorCode: 'InvalidRequestException', responseElements: null };
    return { ...call, told, before: world, after: world, failed: true };
  }
  const after = withValue(world, call.path, call.value);
  return { ...call, before: world, after, failed: false };
}

function callFor(world: World, deed: Deed, at: number): Call {
  switch (deed.kind) {
    case 'entry':
      return calls.entry(world, deed, at);
    case 'groups':
      return calls.groups(world, deed);
    case 'policy':
      return calls.policy(deed);
    case 'role':
      return calls.role(world, deed, at);
    case 'trust':
      return calls.trust(deed);
    case 'inline':
      return calls.inline(deed);
    case 'attached':
      return calls.attached(deed);
    case 'document':
      return calls.document(deed);
    case 'client':
      return calls.client(deed);
    case 'association':
      return calls.association(world, deed, at);
    case 'cluster':
      return calls.cluster(world, deed);
  }
}

/** Calls about what is not there, that take away what nobody has, or delete a role that still has policies. */
function refuses(world: World, deed: Deed): boolean {
  const has = (...path: Path) => valueAt(world, path) !== undefined;
  switch (deed.kind) {
    case 'entry':
      return !has('clusters', deed.cluster);
    case 'groups':
      return !has('clusters', deed.cluster, 'entries', deed.role);
    case 'policy': {
      const entry = ['clusters', deed.cluster, 'entries', deed.role];
      return (
        !has(...entry) || (deed.reach === undefined && !has(...entry, 'policies', deed.policy))
      );
    }
    case 'role': {
      const { inline = {}, attached = {} } = world.roles[deed.role] ?? {};
      return Object.keys(inline).length + Object.keys(attached).length > 0;
    }
    case 'trust':
      return !has('roles', deed.role);
    case 'inline': {
      const role = ['roles', deed.role];
      return !has(...role) || (deed.document === undefined && !has(...role, 'inline', deed.name));
    }
    case 'attached': {
      const role = ['roles', deed.role];
      return !has(...role) || (!deed.on && !has(...role, 'attached', deed.policy));
    }
    case 'association': {
      const cluster = ['clusters', deed.cluster];
      return (
        !has(...cluster) || (deed.role === undefined && !has(...cluster, 'associations', 'app'))
      );
    }
    default:
      return false;
  }
}
