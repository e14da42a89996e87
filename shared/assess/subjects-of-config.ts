import { watchedRegions } from '../model/watched-region.ts';
import { waiverSubject } from './waivers.ts';
import { type Candidate, everywhere, type Walk } from './walk.ts';

export function* regions({ grounds }: Walk): Iterable<Candidate<'watchedRegion'>> {
  const { account } = grounds.estate;
  for (const subject of watchedRegions(grounds.config.regions, account.partition)) {
    yield {
      subjectId: subject.region,
      place: { region: subject.region },
      resource: { type: 'AWS::::Account', id: account.accountId },
      subject: () => subject,
      touched: [],
    };
  }
}

export function* waivers({ grounds }: Walk): Iterable<Candidate<'waiver'>> {
  for (const waiver of grounds.config.waivers) {
    const subjectId = waiverSubject(waiver);
    yield {
      subjectId,
      place: everywhere,
      resource: { type: 'Gatewatch::Waiver', id: subjectId },
      subject: () => waiver,
      touched: [],
    };
  }
}
