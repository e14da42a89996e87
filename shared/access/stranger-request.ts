import { contextOf } from '../iam/context.ts';
import { decide } from '../iam/decide.ts';
import type { Context, Decision } from '../iam/decision.ts';
import type { Holder, KnownKeys } from './holder.ts';

/** A request about a resource that no policy names, in one Region. */
export interface StrangerRequest {
  readonly action: string;
  readonly resource: string;
  readonly region: string;
  /** What more is known of it, by condition key. */
  readonly keys?: KnownKeys;
}

/** Whether the holder may do it, which it may then to every such resource. */
export function decideOnStranger(holder: Holder, request: StrangerRequest): Decision {
  const { action, resource, region, keys = {} } = request;
  const context = contextOf({
    'aws:RequestedRegion': region,
    'aws:ResourceAccount': holder.account.accountId,
    ...holder.keys,
    ...keys,
  });
  return decide(holder.compiled, { action, resource, context: aboutStranger(holder, context) });
}

/**
 * A resource that nobody named has none of the tags, and no text the encryption context, that a condition asks for.
 * And whatever value a variable in a resource has, it is one text: it names one resource, and so another one.
 */
function aboutStranger({ variables }: Holder, context: Context): Context {
  return {
    value(key) {
      const value = context.value(key);
      if (value !== 'unknown') return value;
      if (ofOneResource.test(key)) return [];
      return variables().has(key) ? ['some text'] : value;
    },
  };
}

/** Such as `aws:resourcetag/team`, `ssm:resourcetag/team` and `kms:encryptioncontext:purpose`. */
const ofOneResource = /:resourcetag\/|^kms:encryptioncontext:/;
