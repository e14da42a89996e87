import type { Assessment } from '../assess/verdict.ts';
import type { Account } from '../model/account.ts';
import type { Change } from '../model/change.ts';
import type { Config } from '../model/config.ts';
import type { FactMap } from '../model/estate.ts';
import type { Clock } from '../ports/clock.ts';
import type { EstateStore } from '../ports/estate-store.ts';
import type { FindingStore } from '../ports/finding-store.ts';
import type { Rule } from '../rules/rule.ts';

/** What judges and where it is kept: the same for every commit of a deployment. */
export interface CommitPorts {
  readonly account: Account;
  readonly estates: EstateStore;
  readonly findings: FindingStore;
  readonly catalogue: readonly Rule[];
  /** Hash of the code that judges: when it moves, what changes is our doing. */
  readonly catalogueHash: string;
  readonly config: Config;
  readonly configHash: string;
  readonly clock: Clock;
  /** The last assessment of this process: verdicts whose facts did not change are taken from it. */
  readonly memory: AssessmentMemory;
}

interface AssessmentMemory {
  last?: Assessment;
}

export interface CommitInput {
  /** What was read. */
  readonly facts: FactMap;
  /** Names the message that these transitions share: an event's id or a run's. */
  readonly group: string;
  /** The events that led here, if any did. */
  readonly changes: readonly Change[];
  /** Told with the digest all the same: events that a sweep has looked up. */
  readonly inDigest?: boolean;
  /** The account's first sweep, while it is under way: its id; `finished` with its last commit of the whole estate. */
  readonly baseline?: { readonly runId: string; readonly finished: boolean };
  /** Only findings of these rules may move. */
  readonly onlyRules?: ReadonlySet<string>;
}
