import type { Waiver } from '../model/config.ts';
import type { WaiverStanding } from '../model/waiver-standing.ts';
import { daysBetween, termOf } from './waiver-days.ts';
import type { WaiverUse } from './waiver-uses.ts';

/** Every waiver of the configuration, in its order, with what came of it. `absorbed` gives who speaks for a finding. */
export function waiverStandings(
  waivers: readonly Waiver[],
  today: string,
  useOf: (waiver: Waiver) => WaiverUse,
  absorbed: ReadonlyMap<string, string>,
): readonly WaiverStanding[] {
  return waivers.map((waiver) => {
    const daysLeft = daysBetween(today, waiver.expires);
    const used = useOf(waiver);
    const speaker = speakerOfAll(used.findings, absorbed);
    const because = speaker && `finding ${speaker} tells what it matches, and is another`;
    return { ...waiver, daysLeft, term: termOf(daysLeft), ...used, ...(because && { because }) };
  });
}

/** Who tells the first of them, where every one is told by another. */
function speakerOfAll(
  findings: readonly string[],
  absorbed: ReadonlyMap<string, string>,
): string | undefined {
  const [first] = findings;
  if (first === undefined || !findings.every((id) => absorbed.has(id))) return undefined;
  return absorbed.get(first);
}
