import type { Account } from '../../shared/model/account.ts';
import type { Estate } from '../../shared/model/estate.ts';

/** What the parser may ask of: events name things that only the stored estate knows in full. */
export interface Known {
  readonly account: Account;
  /** As it was stored, or an empty one. */
  readonly estate: Estate;
  /** The powerless role of our own whose tag each sweep sets; none while we are not deployed. */
  readonly heartbeatRoleName?: string;
}
