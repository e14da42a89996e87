import type { Looks } from '../../shared/ports/looks.ts';
import type { ScopedSweeps } from '../../shared/ports/scoped-sweeps.ts';
import type { SweepRequest } from '../../shared/ports/sweep-request.ts';
import { requireEnv } from '../adapters/environment.ts';
import { lambdaSweepRequest } from '../adapters/lambda-sweep-request.ts';
import { sqsLooks } from '../adapters/sqs-looks.ts';
import { wakingSweeps } from '../adapters/waking-sweeps.ts';

export interface FollowUps {
  readonly wholeSweep: SweepRequest;
  /** Asking wakes the sweep function. */
  readonly scopedSweeps: ScopedSweeps;
  readonly looks: Looks;
}

/** What the function that hears of changes leaves to be done later: by itself, or by the sweep. */
export function followUps(store: ScopedSweeps): FollowUps {
  const wholeSweep = lambdaSweepRequest(requireEnv('SWEEP_FUNCTION_NAME'));
  return {
    wholeSweep,
    scopedSweeps: wakingSweeps(store, wholeSweep),
    looks: sqsLooks(requireEnv('CHANGES_QUEUE_URL')),
  };
}
