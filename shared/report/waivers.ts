import { noticeDays } from '../assess/waiver-days.ts';
import type { EndingWaiver, WaiverStanding, WaiverTally } from '../model/waiver-standing.ts';
import { count, plain, shown } from './text.ts';

/** `2 in force (1 of them expires within 14 days), 1 expired, 1 that matches nothing`. */
export function waiverCounts(tally: WaiverTally): string {
  const { inForce, expiring, expired, unmatched, undetermined } = tally;
  const soon = `${expiring} of them ${expiring === 1 ? 'expires' : 'expire'} within ${noticeDays} days`;
  return [
    `${inForce} in force${expiring > 0 ? ` (${soon})` : ''}`,
    ...(expired > 0 ? [`${expired} expired`] : []),
    ...(unmatched > 0 ? [`${unmatched} that ${matches(unmatched)} nothing`] : []),
    ...(undetermined > 0 ? [`${undetermined} undetermined`] : []),
  ].join(', ');
}

function matches(number: number): string {
  return number === 1 ? 'matches' : 'match';
}

/** The waivers that somebody should look at: all but those that run and cover what they are about. */
export function isNotable({ term, use, because }: WaiverStanding): boolean {
  return term !== 'running' || use !== 'used' || because !== undefined;
}

/** `trail-logging on eu-west-1 in cluster prod, eu-west-1, of platform`. */
export function waiverName({ rule, subject, cluster, region, owner }: EndingWaiver): string {
  const places = [
    ...(cluster === undefined ? [] : [`cluster ${cluster}`]),
    ...(region ? [region] : []),
  ];
  const where = places.length === 0 ? '' : ` in ${shown(places.join(', '), 200)}`;
  return `${plain(rule)} on ${shown(subject, 300)}${where}, of ${shown(owner, 100)}`;
}

/** What came of a waiver, in words: `until 2026-12-01, 3 days left; covers 2 findings`. */
export function standingText(waiver: WaiverStanding): string {
  return `${termText(waiver)}; ${useText(waiver)}`;
}

/** `until 2026-12-01, 3 days left`. */
function termText({ expires, daysLeft }: Pick<WaiverStanding, 'expires' | 'daysLeft'>): string {
  if (daysLeft < 0) return `expired on ${plain(expires)}`;
  const left = daysLeft === 0 ? 'the last day' : `${count(daysLeft, 'day')} left`;
  return `until ${plain(expires)}${daysLeft > noticeDays ? '' : `, ${left}`}`;
}

function useText({ use, term, findings, because }: WaiverStanding): string {
  const why = because === undefined ? '' : `: ${shown(because, 400)}`;
  switch (use) {
    case 'used': {
      const verb = term === 'expired' ? 'covered' : 'covers';
      return because === undefined
        ? `${verb} ${count(findings.length, 'finding')}`
        : `${verb} nothing${why}`;
    }
    case 'unmatched':
      return `matches nothing${why}`;
    case 'undetermined':
      return `whether it matches anything cannot be told${why}`;
  }
}
