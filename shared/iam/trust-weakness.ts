import type { Decision } from './decision.ts';

/** Somebody beyond those a trust policy ought to name, who may assume its role. */
export type TrustWeakness = {
  /** `allowed` or `conditional`; it names the statement. */
  readonly decision: Decision;
  /** A caller that passes: an ARN, a service, or the subject of a token. */
  readonly caller: string;
} & (
  | { readonly kind: 'anybody'; readonly by: 'account' | 'token' }
  | { readonly kind: 'account'; readonly accountId: string }
  | {
      readonly kind: 'any-token' | 'some-tokens';
      /** The Federated principal, as the statement has it or would have it. */
      readonly provider: string;
      readonly issuer: string;
    }
  | { readonly kind: 'service'; readonly service: string }
);

/** Whether it is known that they pass, rather than that they may. */
export function isSure({ decision }: TrustWeakness): boolean {
  return decision.outcome === 'allowed';
}
