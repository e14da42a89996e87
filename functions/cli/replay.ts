import { loadFacts } from '../../shared/commit/commit.ts';
import { createEstate, type Estate } from '../../shared/model/estate.ts';
import { accessChange } from '../access-change/access-change.ts';
import { deliverOwed } from '../alert/alert.ts';
import { sweep } from '../sweep/sweep.ts';
import type { Place } from './place.ts';
import { inOrder, queuedEvent } from './queued-event.ts';
import type { RecordedEvent } from './recorded-events.ts';
import { keeping, type ReplayPorts, replayPorts, type Told } from './replay-ports.ts';
import { type ReplayTime, replayTime } from './replay-time.ts';
import { type ReplayedAccount, replayedAccount } from './replayed-account.ts';
import { type ReplayedEvent, understand } from './replayed-event.ts';
import type { Terminal } from './terminal.ts';

/** What became of recorded events, and what was written and sent, in the order of time. */
export interface Replayed extends Told {
  readonly events: readonly ReplayedEvent[];
  /** How many of them are older than the snapshot. */
  readonly older: number;
  /** What they gave cause to read and what could not be read, with the reason. */
  readonly unread: readonly string[];
}

export interface ReplayInput {
  readonly place: Place;
  readonly recorded: readonly RecordedEvent[];
  /** What is read again after every event; without it, the place with what the events are documented to write. */
  readonly after?: Estate;
}

/**
 * Runs events through the functions that hear, sweep and alert, as they are deployed, over stores that live as long as
 * the process. Time passes as the events say: a look that is due before the next event comes before it.
 */
export async function replay(
  terminal: Terminal,
  { place, recorded, after }: ReplayInput,
): Promise<Replayed> {
  const queue = inOrder(recorded.map((event) => queuedEvent(event, place.account)));
  const time = replayTime(place.clock(), queue);
  const first = replayPorts(terminal, place, time.clock);
  await baseline(first, place);
  const before = await stored(first);
  const account = replayedAccount(after ?? before, time.clock);
  const { ports, told } = keeping(first);
  const scene: Scene = { ports, time, account, isWritten: after === undefined };
  const events: ReplayedEvent[] = [];
  for (const event of queue) {
    await looksUntil(scene, time.of(event) ?? time.clock());
    time.goOn(time.of(event));
    const estate = scene.isWritten ? account.estate() : await stored(ports);
    const understood = understand(event, { account: place.account, estate });
    events.push(understood.change === undefined ? understood : await hear(scene, understood));
  }
  await looksUntil(scene, Number.POSITIVE_INFINITY);
  return { ...told, events, older: time.older, unread: account.unread(before) };
}

interface Scene {
  readonly ports: ReplayPorts;
  readonly time: ReplayTime;
  readonly account: ReplayedAccount;
  /** Whether what the events write is written to the account. */
  readonly isWritten: boolean;
}

/** What is found before the first event is nobody's doing, and the digest about it is sent to nobody. */
async function baseline(ports: ReplayPorts, { source }: Place): Promise<void> {
  const { status } = await sweep({ ...ports, source }, {});
  if (status !== 'complete') throw new Error(`the sweep of the snapshot ended as ${status}`);
  await deliverOwed(ports);
}

async function stored({ account, estates }: ReplayPorts): Promise<Estate> {
  return createEstate(account, (await loadFacts(estates, await estates.head())) ?? new Map());
}

async function hear(scene: Scene, event: ReplayedEvent): Promise<ReplayedEvent> {
  const replayed = write(scene, event);
  const { ignored } = await deliver(scene, event.body);
  return ignored > 0 ? { reason: 'nothing of it is watched', ...replayed } : replayed;
}

function write({ account, isWritten }: Scene, event: ReplayedEvent): ReplayedEvent {
  if (event.change === undefined || !isWritten) return event;
  const { effect } = event.change;
  if ('underivable' in effect) return missing(event, effect.underivable);
  const unknown = account.write(effect.changes);
  return unknown === undefined ? event : missing(event, `${unknown} is not in the snapshot`);
}

function missing(event: ReplayedEvent, why: string): ReplayedEvent {
  const reason = `what it wrote cannot be told, so that all is read as it was: ${why}`;
  return { ...event, reason, isMissing: true };
}

/** One message to the function that hears, then what that wakes. */
async function deliver({ ports, account }: Scene, body: string) {
  const all = { ...ports, source: account.source };
  const result = await accessChange(all, [{ messageId: 'replayed', body }]);
  const [failure] = result.failed;
  if (failure !== undefined) throw new Error(failure.reason);
  await sweep(all, { waiting: true });
  await deliverOwed(ports);
  return result;
}

/** The looks that are due by then, each at its time. */
async function looksUntil(scene: Scene, end: number): Promise<void> {
  const { looks } = scene.ports;
  let next = looks.pending()[0];
  while (next !== undefined && next.dueAt <= end) {
    scene.time.goOn(next.dueAt);
    for (const look of looks.take())
      await deliver(scene, JSON.stringify({ gatewatch: 'look', look }));
    next = looks.pending()[0];
  }
}
