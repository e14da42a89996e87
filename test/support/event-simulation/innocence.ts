import type { Transition } from '../../../shared/model/finding.ts';
import type { Json } from '../../../shared/model/json.ts';
import { judge } from './judge.ts';
import type { Logged } from './people.ts';
import { type Path, valueAt, type World, withValue } from './world.ts';

/**
 * Steps of findings that name somebody whose doing they cannot be: whose call failed, or wrote a value without which the
 * finding would have been the same at all times.
 */
export async function innocentsNamed(
  log: readonly Logged[],
  written: readonly Transition[],
): Promise<readonly string[]> {
  const judgeOnce = remembering(judgedById);
  const wrong: string[] = [];
  for (const { id, type, finding } of written) {
    const { actor } = finding;
    if (actor === undefined) continue;
    const named = log.find(({ eventId }) => eventId === actor.eventId);
    const isGuilty =
      named !== undefined &&
      !named.failed &&
      named.by === actor.name.replace('user/', '') &&
      (await hasSay(log, named, finding.id, judgeOnce));
    if (!isGuilty)
      wrong.push(`${type} ${finding.ruleId} ${id}: ${actor.eventName} by ${actor.name}`);
  }
  return wrong;
}

type Judge = (world: World) => Promise<ReadonlyMap<string, string>>;

/**
 * Whether at any time the finding would have been another with another value in its place. Also before it was written
 * and after it was gone, and where one thing was as it had been before: a stored estate is as old as the latest reading
 * of each thing in it.
 */
async function hasSay(
  log: readonly Logged[],
  { path, value }: Logged,
  findingId: string,
  judgeOnce: Judge,
): Promise<boolean> {
  const worlds = [...new Set(log.flatMap(({ before, after }) => [before, after]))];
  const others = new Set([...worlds.map((each) => valueAt(each, path)), neutralAt(path)]);
  for (const world of mixturesOf(worlds)) {
    const says = (await judgeOnce(withValue(world, path, value))).get(findingId);
    for (const other of others) {
      const otherwise = withValue(world, path, other);
      if ((await judgeOnce(otherwise)).get(findingId) !== says) return true;
    }
  }
  return false;
}

/** Worlds as they were; then with one of two ways to the same finding closed; then with one thing older than the rest. */
function* mixturesOf(worlds: readonly World[]): Iterable<World> {
  yield* worlds;
  for (const world of worlds) {
    for (const path of waysIn) {
      if (valueAt(world, path) !== undefined) yield withValue(world, path, neutralAt(path));
    }
  }
  for (const [index, world] of worlds.entries()) {
    for (const older of worlds.slice(0, index)) {
      for (const path of things) yield withValue(world, path, valueAt(older, path));
    }
  }
}

/** What makes a role one of a workload. */
const waysIn: readonly Path[] = [
  ['roles', 'app', 'trust'],
  ['roles', 'ops', 'trust'],
  ['clusters', 'prod', 'associations', 'app'],
  ['clusters', 'dev', 'associations', 'app'],
];

/** What is read by itself. */
const things: readonly Path[] = [
  ['clusters', 'prod'],
  ['clusters', 'dev'],
  ['roles', 'app'],
  ['roles', 'ops'],
  ['shared'],
  ['clients'],
];

/** What nobody could object to: most things need not be there at all. */
function neutralAt(path: Path): Json | undefined {
  return neutral[path.at(-1) ?? ''];
}

const neutral: Readonly<Record<string, Json>> = {
  trust: 'account',
  shared: 'harmless',
  groups: [],
};

async function judgedById(world: World): Promise<ReadonlyMap<string, string>> {
  const found = await judge(world);
  return new Map(found.map(({ id, severity, fingerprint }) => [id, `${severity} ${fingerprint}`]));
}

function remembering(work: Judge): Judge {
  const known = new Map<string, ReturnType<Judge>>();
  return (world) => {
    const text = JSON.stringify(world);
    const before = known.get(text);
    if (before !== undefined) return before;
    const judged = work(world);
    known.set(text, judged);
    return judged;
  };
}
