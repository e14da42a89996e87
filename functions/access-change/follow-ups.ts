import type { Transition } from '../../shared/model/finding.ts';
import { canonicalJson } from '../../shared/model/json.ts';
import type { Look } from '../../shared/model/look.ts';
import type { AccessChangePorts } from './access-change.ts';
import type { DoneTask } from './read.ts';
import type { DueLook } from './task.ts';

/** Sees to it that what cannot be told yet is looked at later. */
export async function followUps(
  ports: AccessChangePorts,
  done: readonly DoneTask[],
  transitions: readonly Transition[],
): Promise<void> {
  const sweeps = done.flatMap((task) => task.sweeps);
  if (sweeps.length > 0) await ports.scopedSweeps.ask(sweeps);
  const due = together(done.flatMap((task) => task.looks));
  const looks = (await isRestless(ports, done, transitions)) ? [...due, restlessLook] : due;
  await Promise.all(looks.map(({ after, look }) => ports.looks.after(after, look)));
}

/** The longest that a queue holds a message back, in seconds. */
const restlessLook: DueLook = { after: 900, look: { kind: 'flapping' } };

/** Begun by the step that says so, and kept up by the looks themselves as long as any finding flaps. */
async function isRestless(
  { findings }: AccessChangePorts,
  done: readonly DoneTask[],
  transitions: readonly Transition[],
): Promise<boolean> {
  const begun = transitions.some(
    ({ type, finding }) => type === 'FLAPPING' && finding.flapping?.longestOpen === 0,
  );
  if (begun || !done.some((task) => task.flapping === true)) return begun;
  return (await findings.all()).some((finding) => finding.flapping !== undefined);
}

/** Looks at one thing at one time are one look. */
function together(looks: readonly DueLook[]): readonly DueLook[] {
  const groups = Map.groupBy(looks, ({ after, look }) => canonicalJson([after, targetOf(look)]));
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const all = [first, ...others].flatMap(({ look }) => ('changes' in look ? look.changes : []));
    return 'changes' in first.look
      ? [{ after: first.after, look: { ...first.look, changes: all } }]
      : [first];
  });
}

function targetOf(look: Look): unknown {
  if (look.kind === 'again') return look.request;
  return look.kind === 'status' ? look.thing : 'flapping';
}
