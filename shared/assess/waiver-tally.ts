import type { WaiverStanding, WaiverTally } from '../model/waiver-standing.ts';

export function waiverTally(waivers: readonly WaiverStanding[]): WaiverTally {
  const numberOf = (isMeant: (waiver: WaiverStanding) => boolean) => waivers.filter(isMeant).length;
  return {
    inForce: numberOf(({ term }) => term !== 'expired'),
    expiring: numberOf(({ term }) => term === 'expiring'),
    expired: numberOf(({ term }) => term === 'expired'),
    unmatched: numberOf(({ use }) => use === 'unmatched'),
    undetermined: numberOf(({ use }) => use === 'undetermined'),
  };
}
