import pLimit from 'p-limit';
import { grantPower } from '../../shared/access/grant-power.ts';
import { deliveryId } from '../../shared/findings/identity.ts';
import type { Account } from '../../shared/model/account.ts';
import type { DigestAlert } from '../../shared/model/alert.ts';
import type { OwedFinding, OwedTransition } from '../../shared/model/finding.ts';
import type { Run } from '../../shared/model/run.ts';
import { isAtLeast, type Severity } from '../../shared/model/severity.ts';
import type { AlertSink } from '../../shared/ports/alert-sink.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { FindingStore } from '../../shared/ports/finding-store.ts';
import type { Heartbeats } from '../../shared/ports/heartbeats.ts';
import type { Metrics } from '../../shared/ports/metrics.ts';
import type { ObservationStore } from '../../shared/ports/observation-store.ts';
import type { RunStore } from '../../shared/ports/run-store.ts';
import { everythingToTell, tellings } from '../../shared/report/telling.ts';
import { reportAges } from './ages.ts';

export interface AlertPorts {
  readonly account: Account;
  /** Findings below it are counted in digests, not told. */
  readonly minimumSeverity: Severity;
  readonly findings: FindingStore;
  readonly runs: RunStore;
  readonly observations: ObservationStore;
  readonly heartbeats: Heartbeats;
  readonly sink: AlertSink;
  readonly metrics: Metrics;
  readonly clock: Clock;
}

/**
 * Sends what is owed and only then forgets it: a crash in between sends the same message again, under the same
 * delivery id, and loses nothing. Returns how many messages were published.
 */
export async function deliverOwed(ports: AlertPorts): Promise<number> {
  const owed = await ports.findings.owed();
  await reportAges(ports, owed);
  const changes = await sendChanges(ports, owed);
  const observations = await sendObservations(ports);
  const digests = await sendDigests(ports, owed);
  const sent = changes + observations + digests;
  ports.metrics.count('AlertsSent', sent);
  return sent;
}

/** A message for each change that people should hear of at once. */
async function sendChanges(ports: AlertPorts, owed: readonly OwedFinding[]): Promise<number> {
  const urgent = only(owed, ({ delivery }) => delivery === 'now');
  const groups = new Set(urgent.flatMap((item) => item.owed.map(({ group }) => group)));
  for (const group of groups) {
    const told = only(urgent, (transition) => transition.group === group);
    await ports.sink.publish({
      kind: 'change',
      account: ports.account,
      told: tellings(told),
      deliveryId: deliveryId(transitionIds(told)),
    });
    await settle(ports, told);
  }
  return groups.size;
}

/** A message for each: nothing ties one to another, and none of them is a finding. */
async function sendObservations({ account, observations, sink }: AlertPorts): Promise<number> {
  const owed = await observations.owed();
  for (const observation of owed) {
    const { id, grant } = observation;
    const power = grantPower(grant);
    await sink.publish({
      kind: 'observation',
      account,
      observation,
      ...(power !== undefined && { power }),
      deliveryId: deliveryId([id]),
    });
    await observations.settle(id);
  }
  return owed.length;
}

/** One message for each sweep that has ended, with all that waited for it. */
async function sendDigests(ports: AlertPorts, owed: readonly OwedFinding[]): Promise<number> {
  let waiting = only(owed, ({ delivery }) => delivery === 'digest');
  let sent = 0;
  for (const run of await ports.runs.owed()) {
    const told = run.status === 'complete' ? only(waiting, belongsTo(run, ports)) : [];
    if (told.length > 0 || isWorthSaying(run)) {
      await ports.sink.publish(await digestOf(ports, run, told));
      sent += 1;
    }
    await settle(ports, told);
    await ports.runs.settle(run.runId);
    const settled = new Set(transitionIds(told));
    waiting = only(waiting, ({ id }) => !settled.has(id));
  }
  return sent;
}

async function digestOf(
  ports: AlertPorts,
  run: Run,
  owed: readonly OwedFinding[],
): Promise<DigestAlert> {
  const { account, findings, minimumSeverity } = ports;
  const all = run.announce === 'open' ? await findings.all() : [];
  const open = all.filter(({ status }) => status === 'open');
  return {
    kind: 'digest',
    account,
    run,
    told: everythingToTell(owed, open),
    minimumSeverity,
    deliveryId: deliveryId([run.runId, ...transitionIds(owed)]),
  };
}

/**
 * A first look is told even when it found nothing, so that silence afterwards can be trusted. That a scoped sweep
 * failed is said by the alarm on the function's errors: what it was to read waits for the next.
 */
function isWorthSaying({ baseline, announce, status, scope, summary }: Run): boolean {
  const isAsked = baseline || announce !== undefined || summary?.endingWaivers !== undefined;
  return isAsked || (status === 'failed' && scope === undefined);
}

/** What is only counted waits for the next look at the account: scoped sweeps may follow each other within minutes. */
function belongsTo(
  { finishedAt = 0, scope }: Run,
  { minimumSeverity }: AlertPorts,
): (transition: OwedTransition) => boolean {
  return ({ at, severity }) =>
    at <= finishedAt && (scope === undefined || isAtLeast(severity, minimumSeverity));
}

/** The findings that owe such a transition, with no other. */
function only(
  owed: readonly OwedFinding[],
  isMeant: (transition: OwedTransition) => boolean,
): readonly OwedFinding[] {
  return owed
    .map(({ finding, owed: transitions }) => ({ finding, owed: transitions.filter(isMeant) }))
    .filter(({ owed: transitions }) => transitions.length > 0);
}

function transitionIds(owed: readonly OwedFinding[]): readonly string[] {
  return owed.flatMap((item) => item.owed.map(({ id }) => id));
}

/** Many at once: a first look may tell thousands, and the function has a minute. */
async function settle({ findings }: AlertPorts, told: readonly OwedFinding[]): Promise<void> {
  await pLimit(25).map(told, ({ finding, owed }) =>
    findings.settle(
      finding.id,
      owed.map(({ id }) => id),
    ),
  );
}
