import pLimit from 'p-limit';
import { deliveryId } from '../../shared/findings/identity.ts';
import type { Account } from '../../shared/model/account.ts';
import type { OwedFinding, OwedTransition } from '../../shared/model/finding.ts';
import type { Run } from '../../shared/model/run.ts';
import type { Severity } from '../../shared/model/severity.ts';
import type { AlertSink } from '../../shared/ports/alert-sink.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { FindingStore } from '../../shared/ports/finding-store.ts';
import type { Metrics } from '../../shared/ports/metrics.ts';
import type { RunStore } from '../../shared/ports/run-store.ts';
import { changeAlert } from '../../shared/report/alert.ts';
import { digest } from '../../shared/report/digest.ts';

export interface AlertPorts {
  readonly account: Account;
  /** Findings below it are counted in digests, not told. */
  readonly minimumSeverity: Severity;
  readonly findings: FindingStore;
  readonly runs: RunStore;
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
  reportAge(ports, owed);
  const changes = await sendChanges(ports, owed);
  const digests = await sendDigests(ports, owed);
  ports.metrics.count('AlertsSent', changes + digests);
  return changes + digests;
}

/** A message for each change that people should hear of at once. */
async function sendChanges(ports: AlertPorts, owed: readonly OwedFinding[]): Promise<number> {
  const urgent = only(owed, ({ delivery }) => delivery === 'now');
  const groups = new Set(urgent.flatMap((item) => item.owed.map(({ group }) => group)));
  for (const group of groups) {
    const told = only(urgent, (transition) => transition.group === group);
    const { account } = ports;
    await ports.sink.publish(
      changeAlert({ account, owed: told, deliveryId: deliveryId(transitionIds(told)) }),
    );
    await settle(ports, told);
  }
  return groups.size;
}

/** One message for each sweep that has ended, with all that waited for it. */
async function sendDigests(ports: AlertPorts, owed: readonly OwedFinding[]): Promise<number> {
  let waiting = only(owed, ({ delivery }) => delivery === 'digest');
  let sent = 0;
  for (const run of await ports.runs.owed()) {
    const told = run.status === 'complete' ? only(waiting, endedBefore(run)) : [];
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

async function digestOf(ports: AlertPorts, run: Run, owed: readonly OwedFinding[]) {
  const { account, findings, minimumSeverity } = ports;
  const all = run.announce === 'open' ? await findings.all() : [];
  return digest({
    account,
    run,
    owed,
    open: all.filter(({ status }) => status === 'open'),
    minimumSeverity,
    deliveryId: deliveryId([run.runId]),
  });
}

/** A first look is told even when it found nothing, so that silence afterwards can be trusted. */
function isWorthSaying({ baseline, announce, status }: Run): boolean {
  return baseline || announce !== undefined || status === 'failed';
}

function endedBefore({ finishedAt = 0 }: Run): (transition: OwedTransition) => boolean {
  return ({ at }) => at <= finishedAt;
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

/** Seconds that the oldest urgent transition has waited: the alarm on it says that nobody is being told. */
function reportAge({ metrics, clock }: AlertPorts, owed: readonly OwedFinding[]): void {
  const urgent = owed.flatMap((item) => item.owed).filter(({ delivery }) => delivery === 'now');
  const now = clock();
  const oldest = Math.min(now, ...urgent.map(({ at }) => at));
  metrics.count('OldestOwedAlertAge', (now - oldest) / 1000);
}
