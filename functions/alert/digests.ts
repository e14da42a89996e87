import { deliveryId, unreadListId } from '../../shared/findings/identity.ts';
import { dayNumberOf, remindersDue } from '../../shared/findings/reminders.ts';
import type { Finding, OwedFinding, OwedTransition } from '../../shared/model/finding.ts';
import type { Run } from '../../shared/model/run.ts';
import { isAtLeast } from '../../shared/model/severity.ts';
import { everythingToTell } from '../../shared/report/telling.ts';
import type { AlertPorts } from './alert-ports.ts';
import { only, settle, transitionIds } from './owed.ts';

/** One message for each sweep that has ended, or for the first of a day, with all that waited for it. */
export async function sendDigests(
  ports: AlertPorts,
  owed: readonly OwedFinding[],
  quiet: ReadonlySet<string>,
): Promise<number> {
  let waiting = only(
    owed,
    ({ delivery }, { id }) => delivery === 'digest' || (delivery === 'now' && quiet.has(id)),
  );
  let sent = 0;
  for (const run of await ports.runs.owed()) {
    const told = await toldBy(ports, run, waiting);
    if (told !== undefined) {
      await sendDigest(ports, run, told, quiet);
      sent += 1;
      await settle(ports, told.moved);
      const settled = new Set(transitionIds(told.moved));
      waiting = only(waiting, ({ id }) => !settled.has(id));
    }
    await ports.runs.settle(run.runId);
  }
  return sent;
}

/** What was not read is listed when it has changed since the last digest, and else only counted. */
async function sendDigest(
  ports: AlertPorts,
  run: Run,
  { moved, again }: Told,
  quiet: ReadonlySet<string>,
): Promise<void> {
  const { runs, sink, account, homeRegion, settings } = ports;
  const listId = run.summary && unreadListId(run.summary);
  const unreadAsBefore = listId !== undefined && listId === (await runs.toldUnread());
  await sink.publish({
    kind: 'digest',
    account,
    run,
    told: everythingToTell(moved, again).map((telling) =>
      quiet.has(telling.finding.id) ? { ...telling, quiet: true } : telling,
    ),
    homeRegion,
    minimumSeverity: settings.minimumSeverity,
    unreadAsBefore,
    // A repeat after a crash may know by then what this one tells first: it says less, and is another message.
    deliveryId: deliveryId([
      run.runId,
      ...transitionIds(moved),
      `unread as before: ${unreadAsBefore}`,
    ]),
  });
  if (listId !== undefined && !unreadAsBefore) await runs.tellUnread(listId);
}

interface Told {
  readonly moved: readonly OwedFinding[];
  /** Open findings that are told again. */
  readonly again: readonly Finding[];
}

/** What a sweep has to tell; undefined where it is silent. */
async function toldBy(
  ports: AlertPorts,
  run: Run,
  waiting: readonly OwedFinding[],
): Promise<Told | undefined> {
  const mustBeSaid = isWorthSaying(run);
  const lastSweep = (await ports.runs.previous(run.runId))?.startedAt;
  if (!mustBeSaid && isLater(ports, run, lastSweep)) return undefined;
  const moved = run.status === 'complete' ? only(waiting, belongsTo(run, ports)) : [];
  const again = await toldAgain(ports, run, lastSweep);
  return mustBeSaid || moved.length + again.length > 0 ? { moved, again } : undefined;
}

/** Whether what such a sweep has to tell waits for the first of the next day. */
function isLater({ settings }: AlertPorts, run: Run, lastSweep: number | undefined): boolean {
  if (settings.digest !== 'daily') return false;
  return run.scope !== undefined || isSameDay(run.startedAt, lastSweep);
}

function isSameDay(time: number, other: number | undefined): boolean {
  return other !== undefined && dayNumberOf(time) === dayNumberOf(other);
}

async function toldAgain(
  { findings, settings: { reminders } }: AlertPorts,
  { announce, scope, status, startedAt: now }: Run,
  lastSweep: number | undefined,
): Promise<readonly Finding[]> {
  if (announce === 'open') return (await findings.all()).filter((each) => each.status === 'open');
  const isDue = scope === undefined && status === 'complete' && Object.keys(reminders).length > 0;
  return isDue ? remindersDue(await findings.all(), reminders, { lastSweep, now }) : [];
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
  { settings }: AlertPorts,
): (transition: OwedTransition) => boolean {
  return ({ at, severity }) =>
    at <= finishedAt && (scope === undefined || isAtLeast(severity, settings.minimumSeverity));
}
