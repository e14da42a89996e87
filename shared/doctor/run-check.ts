import type { Check, Known } from '../model/check.ts';
import type { Run, UnreadNote } from '../model/run.ts';

/** Whether the last sweep was given all that it asked for: what it may read, and what answered. */
export function runCheck(last: Known<Run | undefined>): readonly Check[] {
  const check = { id: 'sweep reads', area: 'sweeps' } as const;
  if (!last.read) {
    const says = `What the last sweep could read is not known: ${last.reason}.`;
    return [{ ...check, status: 'unread', says }];
  }
  const { runId, summary } = last.value ?? {};
  if (summary === undefined) return [];
  const { unread, factsUnread, factsRead } = summary;
  const count = unread.count - unread.expected;
  if (count === 0) {
    const says = `The last sweep read ${factsRead} facts, and was refused none that it was not expected to be.`;
    return [{ ...check, status: 'ok', says }];
  }
  const notes = factsUnread.filter(({ expected }) => !expected);
  const named = notes.slice(0, namedFacts).map(inWords);
  const more = count > named.length ? [`and ${count - named.length} more`] : [];
  return [
    {
      ...check,
      status: 'fault',
      says: `The sweep ${runId} could not read ${count} of what it needs: ${[...named, ...more].join('; ')}.`,
      fix: 'Let the function read it, or say in gatewatch.yaml under expectedUnread why it is not to be. The report of the sweep names all of it.',
    },
  ];
}

const namedFacts = 5;

function inWords({ fact, place, reason }: UnreadNote): string {
  return `${fact} of ${place}: ${reason}`;
}
