import type { Account } from '../../shared/model/account.ts';
import type { FindingStore } from '../../shared/ports/finding-store.ts';
import type { Heartbeats } from '../../shared/ports/heartbeats.ts';
import type { ObservationStore } from '../../shared/ports/observation-store.ts';
import type { RunStore } from '../../shared/ports/run-store.ts';
import { dynamoFindings } from '../adapters/dynamo-findings.ts';
import { dynamoHeartbeats } from '../adapters/dynamo-heartbeats.ts';
import { dynamoObservations } from '../adapters/dynamo-observations.ts';
import { dynamoRuns } from '../adapters/dynamo-runs.ts';
import { requireEnv } from '../adapters/environment.ts';

/** What every function of a deployment knows. */
export interface Deployment {
  readonly account: Account;
  readonly table: string;
  readonly findings: FindingStore;
  readonly runs: RunStore;
  readonly observations: ObservationStore;
  readonly heartbeats: Heartbeats;
}

export function deployment(): Deployment {
  const account = { accountId: requireEnv('ACCOUNT_ID'), partition: requireEnv('PARTITION') };
  const table = requireEnv('TABLE');
  const state = { table, accountId: account.accountId };
  return {
    account,
    table,
    findings: dynamoFindings(state),
    runs: dynamoRuns(state),
    observations: dynamoObservations(state),
    heartbeats: dynamoHeartbeats(state),
  };
}
