import { observationsOf } from '../../shared/assess/observations.ts';
import { createEstate, type Estate, mergeFacts } from '../../shared/model/estate.ts';
import type { AccessChangePorts } from './access-change.ts';
import type { DoneTask } from './read.ts';

/** Milliseconds that a grant waits for its removal, or a removal for the grant that it overtook. */
const wait = 900_000;

/** Tells what only events show: a grant that is in no reading, before or now, or that its own beneficiary made. */
export async function observe(
  { account, catalogue, config, clock, observations }: AccessChangePorts,
  before: Estate,
  done: readonly DoneTask[],
): Promise<void> {
  const grants = done.flatMap((task) => task.grants);
  if (grants.length === 0) return;
  for (const grant of grants) await observations.remember(grant, wait);
  const facts = done.map((task) => task.facts).reduce(mergeFacts, before.facts);
  const looks = [before, createEstate(account, facts)];
  for (const grantId of new Set(grants.map((grant) => grant.grantId))) {
    const events = await observations.about(grantId);
    const observed = observationsOf({ account, catalogue, config, events, looks, at: clock() });
    for (const observation of observed) await observations.record(observation);
  }
}
