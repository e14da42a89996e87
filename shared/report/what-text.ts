import type { Telling } from '../model/alert.ts';
import type { Finding } from '../model/finding.ts';
import { count, durationText, plain, shown, timeText } from './text.ts';

/** What happened, as a sentence that stands for itself. */
export function whatText(telling: Telling): string {
  const { finding, note, previousSeverity } = telling;
  const message = shown(telling.message, 1000);
  const why = causes[telling.cause ?? 'change'];
  switch (telling.type) {
    case 'OPENED':
      return `${why}${message}`;
    case 'OPEN':
      return `Still the case: ${message}`;
    case 'CHANGED':
      return previousSeverity === undefined || previousSeverity === telling.severity
        ? `${why}What it rests on has changed. Now: ${message}`
        : `${why}From ${previousSeverity} to ${telling.severity}: ${message}`;
    case 'REOPENED':
      return `${why}It had gone and is back: ${message}`;
    case 'RESOLVED':
      return why === ''
        ? `Fixed. This is no longer the case: ${message}`
        : `${why}By today’s measure this is no longer a finding: ${message}`;
    case 'WAIVED':
      return `${waiverText(finding)} Until then nobody is alerted about it, and it is still the case: ${message}`;
    case 'UNWAIVED':
      return `Its waiver was removed, so it counts as open again: ${message}`;
    case 'WAIVER_EXPIRED':
      return `Its waiver has expired, so it counts as open again: ${message}`;
    case 'ACTOR_KNOWN':
      return `It is now known who did it. ${message}`;
    case 'RETIRED':
      return `Gatewatch no longer looks at this: ${shown(note ?? 'no reason given', 400)} That says nothing about whether it is still so. It last read: ${message}`;
    case 'FLAPPING':
      return flappingText(telling, message);
    case 'SETTLED':
      return `It has come to rest${sinceText(finding)}. ${restText(finding)} ${message}`;
  }
}

/** A message so long after the beginning, in milliseconds, is a reminder: they come every hour. */
const reminderAfter = 1_800_000;

/** The single moves are left out, so that is said too. */
function flappingText({ finding: { flapping }, at }: Telling, message: string): string {
  const silence =
    'Its single moves are not told until it has come to rest, which is after 30 quiet minutes.';
  if (flapping === undefined) return `It comes and goes: ${message} ${silence}`;
  const { count: times, since, longestOpen } = flapping;
  const reopened = `reopened ${count(times, 'time')}`;
  return at - since < reminderAfter
    ? `It comes and goes, ${reopened} in 10 minutes: ${message} ${silence}`
    : `It still comes and goes, ${reopened} since ${timeText(since)} and open for up to ${durationText(longestOpen)} at a time: ${message} ${silence}`;
}

function sinceText({ flapping }: Finding): string {
  if (flapping === undefined) return '';
  return `, reopened ${count(flapping.count, 'time')} since ${timeText(flapping.since)}`;
}

function restText(finding: Finding): string {
  switch (finding.status) {
    case 'open':
      return 'It is still the case:';
    case 'waived':
      return `${waiverText(finding)} It is still the case:`;
    case 'resolved':
      return 'It is no longer the case:';
    case 'retired':
      return 'Gatewatch no longer looks at it, which says nothing about whether it is still so. It last read:';
  }
}

const causes = {
  change: '',
  baseline: '',
  catalogue: 'Gatewatch’s rules have changed, not the estate. ',
  config: 'Gatewatch’s configuration has changed, not the estate. ',
} as const;

function waiverText({ waiver }: Finding): string {
  if (waiver === undefined) return 'Waived.';
  const until = `until ${plain(waiver.expires)}`;
  return `Waived by ${shown(waiver.owner, 100)} ${until}: ${shown(waiver.reason, 300)}.`;
}
