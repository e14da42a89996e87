import { assess } from '../assess/assess.ts';
import { factsBehind } from '../assess/touched.ts';
import type { Verdict } from '../assess/verdict.ts';
import type { Step, Story } from '../findings/reconcile.ts';
import type { Actor, Change } from '../model/change.ts';
import type { Estate } from '../model/estate.ts';
import { saySame } from '../model/fact.ts';
import { type FactKey, readKey } from '../model/fact-key.ts';
import type { Cause, FindingContent, TransitionType } from '../model/finding.ts';
import { canonicalJson } from '../model/json.ts';
import { isAtLeast } from '../model/severity.ts';
import type { Head } from '../ports/estate-store.ts';
import type { CommitInput, CommitPorts } from './commit-ports.ts';

interface Before {
  readonly before: Head | undefined;
  readonly head: Head;
  readonly previous: Estate;
  readonly estate: Estate;
}

/** Tells for each step why it was taken, by whom, and whether somebody should hear of it at once. */
export function storyTeller(
  ports: CommitPorts,
  input: CommitInput,
  moved: Before,
  today: string,
): (step: Step) => Story {
  const ours = ourOwnDoing(ports, moved, today);
  return (step) => {
    const actor = actorOf(step, input.changes, moved);
    const cause = causeOf(step, moved, actor, ours);
    const news = cause === 'change' && input.changes.length > 0 && !quiet.has(step.type);
    const severe = isAtLeast(step.content.severity, ports.config.alerts.minimumSeverity);
    return {
      cause,
      delivery: news && severe ? 'now' : 'digest',
      ...(actor === undefined ? {} : { actor }),
    };
  };
}

/** A waiver is somebody's own decision, its expiry was announced by its date, and what we stop looking at is no news. */
const quiet: ReadonlySet<TransitionType> = new Set([
  'WAIVED',
  'UNWAIVED',
  'WAIVER_EXPIRED',
  'RETIRED',
]);

function causeOf(
  { type, content }: Step,
  { head }: Before,
  actor: Actor | undefined,
  ours: OwnDoing,
): Cause {
  if (actor !== undefined) return 'change';
  if (type === 'UNWAIVED' || type === 'WAIVER_EXPIRED') return 'config';
  return head.baselineRun === undefined ? ours(type, content) : 'baseline';
}

type OwnDoing = (type: TransitionType, content: FindingContent) => Cause;

/**
 * After a new release or config the same facts may be judged otherwise. What the new judges say of the facts
 * as they were before this commit is our doing; only the rest is news.
 */
function ourOwnDoing(ports: CommitPorts, { before, previous }: Before, today: string): OwnDoing {
  const cause = reasonToDoubt(ports, before);
  if (cause === undefined) return () => 'change';
  const { catalogue, config } = ports;
  const { findings } = assess({ catalogue, config, estate: previous, today });
  const known = new Map(findings.map((finding) => [finding.id, finding]));
  return (type, content) => (isOurs(type, content, known.get(content.id)) ? cause : 'change');
}

/** Whether this step would have been taken on the old facts too. `then` is what the new judges say of those. */
function isOurs(
  type: TransitionType,
  content: FindingContent,
  then: FindingContent | undefined,
): boolean {
  if (type === 'RETIRED') return true;
  if (type === 'RESOLVED') return then === undefined;
  return then?.fingerprint === content.fingerprint && then.severity === content.severity;
}

function reasonToDoubt(ports: CommitPorts, before: Head | undefined): Cause | undefined {
  if (before?.catalogueHash !== ports.catalogueHash) return 'catalogue';
  return before.configHash === ports.configHash ? undefined : 'config';
}

/**
 * Whoever alone, among the events at hand, touched what the finding rests on: one principal in one session. Nobody is
 * named where something else that it rests on is not what it was.
 */
function actorOf(step: Step, changes: readonly Change[], moved: Before): Actor | undefined {
  if (changes.length === 0) return undefined;
  const asked = keysBehind(step);
  const explained = new Set(changes.flatMap(({ explains: keys }) => keys));
  if ([...asked].some((key) => !explained.has(key) && isOther(key, moved))) return undefined;
  const actors = changes
    .filter((change) => explains(change, step, asked))
    .map(({ actor }) => actor);
  const people = new Set(actors.map(({ name, arn }) => canonicalJson([name, arn])));
  if (people.size !== 1) return undefined;
  return actors.toSorted((a, b) => a.eventTime - b.eventTime).at(-1);
}

/** Read before and read again, and not the same. */
function isOther(key: FactKey<unknown>, { previous, estate }: Before): boolean {
  const [then, now] = [previous.facts.get(key), estate.facts.get(key)];
  return then?.read === true && now?.read === true && !saySame(then, now);
}

/** With work shared over the whole estate these may be all of its facts. */
function keysBehind({ verdict }: Step): ReadonlySet<FactKey<unknown>> {
  const keys = new Set<FactKey<unknown>>();
  if (verdict !== undefined) for (const { key } of factsBehind(verdict)) keys.add(key);
  return keys;
}

function explains(
  change: Change,
  { content, verdict }: Step,
  asked: ReadonlySet<FactKey<unknown>>,
): boolean {
  return change.explains.some((key) => asked.has(key) || isAbout(key, content, verdict));
}

/** A subject that is gone has no verdict to ask: its own fact names it. */
function isAbout(
  key: Change['explains'][number],
  { region, clusterName, resource }: FindingContent,
  verdict: Verdict | undefined,
): boolean {
  if (verdict !== undefined) return false;
  const { place, item } = readKey(key);
  const places = [`${region}/${clusterName}`, 'iam'];
  return item === resource.id && places.includes(place);
}
