import { assess } from '../assess/assess.ts';
import type { Assessment } from '../assess/verdict.ts';
import { reconcile } from '../findings/reconcile.ts';
import {
  createEstate,
  type Estate,
  type FactMap,
  mergeFacts,
  pruneFacts,
} from '../model/estate.ts';
import type { Transition } from '../model/finding.ts';
import type { EstateStore, Head } from '../ports/estate-store.ts';
import type { CommitInput, CommitPorts } from './commit-ports.ts';
import { estateSchemaVersion, factsOfParts, partsOf } from './parts.ts';
import { type Since, storyTeller } from './story.ts';

export interface CommitResult {
  readonly estate: Estate;
  readonly assessment: Assessment;
  readonly transitions: readonly Transition[];
}

const maximumMoves = 20;

/** Others moved HEAD again and again under this commit: a retry later is the cure, and nothing is lost by it. */
export class HeadContended extends Error {
  override readonly name = 'HeadContended';
}

/**
 * Merges what was read into the stored estate, moves HEAD to it, judges the whole, and writes what changed in the
 * findings. A crash at any point leaves either the old truth or a HEAD whose next commit completes the work.
 * When another commit moves HEAD before all is written, it reconciles everything, ours included; we stop and start
 * again on what it left, for it knows nothing of the events that led here.
 */
export async function commit(ports: CommitPorts, input: CommitInput): Promise<CommitResult> {
  for (let attempt = 0; attempt < maximumMoves; attempt += 1) {
    const moved = await move(ports, input);
    if (moved === undefined) continue;
    const { outcome, ...result } = await settle(ports, input, moved);
    if (outcome === 'superseded') continue;
    await markJudged(ports, input, moved.head);
    return result;
  }
  throw new HeadContended(`HEAD moved ${maximumMoves} times under this commit; try again.`);
}

interface Moved {
  readonly before: Head | undefined;
  readonly head: Head;
  readonly previous: Estate;
  readonly estate: Estate;
}

/** Steps 1 and 2: read HEAD and its parts, merge, put the new parts, move HEAD. Undefined when somebody else moved it first. */
async function move(ports: CommitPorts, input: CommitInput): Promise<Moved | undefined> {
  const { account, estates, clock, config } = ports;
  const before = await estates.head();
  const stored = await loadFacts(estates, before);
  const known = stored ?? new Map();
  const facts = pruneFacts(mergeFacts(known, input.facts), clock(), config.regions);
  const held = before?.parts ?? {};
  const hashes = stored === undefined ? {} : held;
  const parts = partsOf(facts, { facts: known, hashes });
  const fresh = parts.filter(({ name, hash }) => hashes[name] !== hash);
  await Promise.all(fresh.map(async ({ hash, part }) => part && estates.putPart(hash, part)));
  const head: Head = {
    seq: (before?.seq ?? 0) + 1,
    schemaVersion: estateSchemaVersion,
    parts: Object.fromEntries(parts.map(({ name, hash }) => [name, hash])),
    previousParts: held,
    catalogueHash: before?.catalogueHash ?? ports.catalogueHash,
    configHash: before?.configHash ?? ports.configHash,
    ...baselineMark(before, input.baseline),
  };
  if (!(await estates.moveHead(before?.seq, head))) return undefined;
  return {
    before,
    head,
    previous: createEstate(account, known),
    estate: createEstate(account, facts),
  };
}

/** Until a first sweep has ended, what is found is the baseline: also when an event came before any sweep. */
function baselineMark(before: Head | undefined, baseline: CommitInput['baseline']) {
  if (baseline !== undefined) return { baselineRun: baseline.runId };
  if (before === undefined) return { baselineRun: '' };
  return before.baselineRun === undefined ? {} : { baselineRun: before.baselineRun };
}

/**
 * HEAD says by which judges the findings were last written whole, and moves on to ours only now that they are:
 * whoever comes after a crash before this point still knows that what it finds is our doing, or the baseline's.
 */
async function markJudged(ports: CommitPorts, input: CommitInput, head: Head): Promise<void> {
  if (input.onlyRules !== undefined) return;
  const { catalogueHash, configHash } = ports;
  const { baselineRun, ...rest } = head;
  const still = input.baseline?.finished === true ? undefined : baselineRun;
  const isMarked =
    catalogueHash === head.catalogueHash && configHash === head.configHash && still === baselineRun;
  if (isMarked) return;
  const mark = still === undefined ? {} : { baselineRun: still };
  // Where somebody has moved HEAD meanwhile, the marks stay as they were, and the next commit sets them.
  await ports.estates.moveHead(head.seq, {
    ...rest,
    ...mark,
    seq: head.seq + 1,
    catalogueHash,
    configHash,
  });
}

/** Steps 3 and 4: judge the merged estate, reconcile the findings with it, write under the fence. */
async function settle(
  ports: CommitPorts,
  input: CommitInput,
  moved: Moved,
): Promise<CommitResult & { readonly outcome: 'written' | 'superseded' }> {
  const { catalogue, config, findings } = ports;
  const now = ports.clock();
  const today = dayOf(now);
  const { estate } = moved;
  const previous = ports.memory.last;
  const assessment = assess({ catalogue, config, estate, today, ...(previous && { previous }) });
  ports.memory.last = assessment;
  const judge = (other: Estate, known = assessment) =>
    assess({ catalogue, config, estate: other, today, previous: known });
  const judged = {
    assessment,
    findingsOf: (other: Estate) => judge(other).findings,
    // Where this process judged it, nothing of it has to be judged again.
    assessmentThen: () => judge(moved.previous, previous),
  };
  const stored = await findings.all();
  const stepsTold = (longer?: Since) =>
    reconcile({
      ...{ stored, assessment, catalogue, config, now, group: input.group },
      inDigest: input.inDigest === true,
      ...(input.onlyRules === undefined ? {} : { onlyRules: input.onlyRules }),
      changes: input.changes,
      story: storyTeller(ports, input, moved, judged, longer),
    });
  let transitions = stepsTold();
  if (transitions.some(isUnexplained)) {
    const older = await estateBefore(ports, moved.before);
    const assessmentThen = () => judge(older);
    transitions = stepsTold({ ...judged, estate, previous: older, assessmentThen });
  }
  const outcome =
    transitions.length === 0 ? 'written' : await findings.write(transitions, moved.head.seq);
  return { estate, assessment, transitions, outcome };
}

/** Nothing that moved with this commit led to it: it may be that of a commit which came by HEAD and not to its findings. */
function isUnexplained({ cause, finding: { actor, awaiting } }: Transition): boolean {
  return cause === 'change' && actor === undefined && awaiting === undefined;
}

/** The estate as it was before the commit that HEAD was at. */
async function estateBefore(
  { account, estates }: CommitPorts,
  head: Head | undefined,
): Promise<Estate> {
  const older = head && { ...head, parts: head.previousParts };
  return createEstate(account, (await loadFacts(estates, older)) ?? new Map());
}

/** The facts that HEAD names; undefined when there are none of this schema, or a part is gone. */
export async function loadFacts(
  estates: EstateStore,
  head: Head | undefined,
): Promise<FactMap | undefined> {
  if (head?.schemaVersion !== estateSchemaVersion) return undefined;
  const parts = await Promise.all(
    Object.entries(head.parts).map(([name, hash]) => estates.part(name, hash)),
  );
  const usable = parts.filter((part) => part?.schemaVersion === estateSchemaVersion);
  if (usable.length !== parts.length) return undefined;
  return factsOfParts(usable.filter((part) => part !== undefined));
}

/** YYYY-MM-DD in UTC. */
export function dayOf(now: number): string {
  return new Date(now).toISOString().slice(0, 10);
}
