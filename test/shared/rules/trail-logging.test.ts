import type { EventSelectors, Trail } from '../../../shared/model/trail.ts';
import type { Violation } from '../../../shared/model/violation.ts';
import type { WatchedRegion } from '../../../shared/model/watched-region.ts';
import { trailLogging } from '../../../shared/rules/trail-logging.ts';
import { advancedSelector, classicSelector, field, trail } from '../../support/cloudtrail.ts';
import type { Known } from '../../support/facts.ts';
import { testRule } from '../../support/test-rule.ts';

const ireland: WatchedRegion = { region: 'eu-west-1', watched: true, iamRegion: false };
const iamHome: WatchedRegion = { region: 'us-east-1', watched: false, iamRegion: true };
const virginia: WatchedRegion = { region: 'us-east-1', watched: true, iamRegion: true };

const main = 'arn:aws:cloudtrail:eu-west-1:012345678901:trail/main';
const spare = 'arn:aws:cloudtrail:us-east-1:012345678901:trail/main';
const everything: EventSelectors = { classic: [classicSelector()], advanced: [] };
const readsOnly: EventSelectors = {
  classic: [classicSelector({ readWriteType: 'ReadOnly' })],
  advanced: [],
};
const allButEks: EventSelectors = {
  classic: [],
  advanced: [
    advancedSelector(
      field('eventCategory', { equals: ['Management'] }),
      field('eventSource', { notEquals: ['eks.amazonaws.com'] }),
    ),
  ],
};
const someNames: EventSelectors = {
  classic: [],
  advanced: [
    advancedSelector(
      field('eventCategory', { equals: ['Management'] }),
      field('eventName', { startsWith: ['Create'] }),
    ),
  ],
};

testRule(trailLogging, {
  compliant: {
    'a multi-Region trail': { subject: ireland, known: logs(trail(main), everything) },
    'a trail of this Region alone': {
      subject: ireland,
      known: logs(trail(main, { isMultiRegionTrail: false }), everything),
    },
    'a trail that leaves out global services, where none are recorded': {
      subject: ireland,
      known: logs(trail(main, { includeGlobalServiceEvents: false }), everything),
    },
    'a good trail found before the list of trails was read': {
      subject: ireland,
      known: { ...logs(trail(main), everything), trailListUnread: true },
    },
    'a good trail beside one that could not be read': {
      subject: ireland,
      known: {
        ...logs(trail(main), everything),
        trails: { [spare]: trail(spare), [main]: trail(main) },
      },
    },
    'a multi-Region trail with global services, where IAM is recorded': {
      subject: iamHome,
      known: logs(trail(main), everything),
    },
    'a trail without EKS, where only IAM is recorded': {
      subject: iamHome,
      known: logs(trail(main), allButEks),
    },
    'two trails that make it up between them': {
      subject: virginia,
      known: both(
        logs(trail(main, { includeGlobalServiceEvents: false }), everything),
        logs(trail(spare), allButEks),
      ),
    },
  },
  nonCompliant: {
    'an account without trails': {
      given: { subject: ireland, known: { trails: {} } },
      reports: [nothingLogs(['eks.amazonaws.com'], 'eu-west-1', {})],
    },
    'a trail that is switched off, whatever it would log': {
      given: {
        subject: ireland,
        known: { trails: { [main]: trail(main) }, trailStatus: { [main]: { isLogging: false } } },
      },
      reports: [
        {
          ...nothingLogs(['eks.amazonaws.com'], 'eu-west-1', { [main]: 'it is switched off' }),
          command: `aws cloudtrail start-logging --name ${main} --region eu-west-1`,
        },
      ],
    },
    'a trail whose status is gone': {
      given: {
        subject: ireland,
        known: { trails: { [main]: trail(main) }, trailStatus: { [main]: 'absent' } },
      },
      reports: [
        {
          ...nothingLogs(['eks.amazonaws.com'], 'eu-west-1', { [main]: 'it is switched off' }),
          command: `aws cloudtrail start-logging --name ${main} --region eu-west-1`,
        },
      ],
    },
    'a trail of another Region alone, and one that logs reads': {
      given: {
        subject: ireland,
        known: both(
          logs(trail(main), readsOnly),
          logs(trail(spare, { homeRegion: 'us-east-1', isMultiRegionTrail: false }), everything),
        ),
      },
      reports: [
        nothingLogs(['eks.amazonaws.com'], 'eu-west-1', {
          [main]: 'its event selectors leave out writes of eks.amazonaws.com',
          [spare]: 'it logs us-east-1 alone',
        }),
      ],
    },
    'a trail that has gone since it was listed': {
      given: { subject: ireland, known: { trails: { [main]: 'absent' } } },
      reports: [nothingLogs(['eks.amazonaws.com'], 'eu-west-1', {})],
    },
    'a trail that leaves out EKS': {
      given: { subject: ireland, known: logs(trail(main), allButEks) },
      reports: [
        nothingLogs(['eks.amazonaws.com'], 'eu-west-1', {
          [main]: 'its event selectors leave out writes of eks.amazonaws.com',
        }),
      ],
    },
    'a trail that leaves out global services, where IAM is recorded': {
      given: {
        subject: virginia,
        known: logs(trail(main, { includeGlobalServiceEvents: false }), everything),
      },
      reports: [
        nothingLogs(['iam.amazonaws.com'], 'us-east-1', {
          [main]: 'it leaves out global service events',
        }),
      ],
    },
    'neither EKS nor IAM logged': {
      given: { subject: virginia, known: { trails: {} } },
      reports: [nothingLogs(['eks.amazonaws.com', 'iam.amazonaws.com'], 'us-east-1', {})],
    },
  },
  notApplicable: {
    'a Region that nobody watches': {
      given: {
        subject: { region: 'eu-west-3', watched: false, iamRegion: false },
        known: logs(trail(main), everything),
      },
      because: 'eu-west-3 is not watched',
    },
  },
  insufficientData: {
    'trails that were not listed': {
      given: { subject: ireland, known: {} },
      because: 'trails cloudtrail: not read yet',
    },
    'a poor trail, and a list that may hold better ones': {
      given: {
        subject: ireland,
        known: { ...logs(trail(main), readsOnly), trailListUnread: true },
      },
      because: 'trails cloudtrail: not read yet',
    },
    'an organization trail whose selectors a member may not read': {
      given: {
        subject: ireland,
        known: {
          trails: { [main]: trail(main, { isOrganizationTrail: true }) },
          trailStatus: { [main]: { isLogging: true } },
        },
      },
      because: `event-selectors cloudtrail ${main}: not read yet`,
    },
    'a trail whose status was not read': {
      given: { subject: ireland, known: { trails: { [main]: trail(main) } } },
      because: `trail-status cloudtrail ${main}: not read yet`,
    },
    'a trail without selectors to be seen': {
      given: {
        subject: ireland,
        known: { ...logs(trail(main), everything), eventSelectors: { [main]: 'absent' } },
      },
      because: `${main}: it shows no event selectors`,
    },
    'a trail that filters by what cannot be judged': {
      given: { subject: ireland, known: logs(trail(main), someNames) },
      because: `${main}: it filters eks.amazonaws.com by fields that are not judged`,
    },
    'IAM that may be logged where EKS surely is not': {
      given: {
        subject: virginia,
        known: logs(trail(main), {
          classic: [],
          advanced: [
            advancedSelector(
              field('eventCategory', { equals: ['Management'] }),
              field('eventSource', { notEquals: ['eks.amazonaws.com'] }),
              field('eventName', { startsWith: ['Create'] }),
            ),
          ],
        }),
      },
      because: `${main}: it filters iam.amazonaws.com by fields that are not judged`,
      reports: [
        nothingLogs(['eks.amazonaws.com'], 'us-east-1', {
          [main]: 'its event selectors leave out writes of eks.amazonaws.com',
        }),
      ],
    },
    'EKS that may be logged where IAM surely is not': {
      given: {
        subject: virginia,
        known: both(
          logs(trail(main, { includeGlobalServiceEvents: false }), someNames),
          logs(trail(spare, { includeGlobalServiceEvents: false }), someNames),
        ),
      },
      because: `${main}: it filters eks.amazonaws.com by fields that are not judged; ${spare}: it filters eks.amazonaws.com by fields that are not judged`,
      reports: [
        nothingLogs(['iam.amazonaws.com'], 'us-east-1', {
          [main]: 'it leaves out global service events',
          [spare]: 'it leaves out global service events',
        }),
      ],
    },
  },
});

function logs(one: Trail, selectors: EventSelectors): Known {
  return {
    trails: { [one.arn]: one },
    trailStatus: { [one.arn]: { isLogging: true } },
    eventSelectors: { [one.arn]: selectors },
  };
}

function both(a: Known, b: Known): Known {
  return {
    trails: { ...a.trails, ...b.trails },
    trailStatus: { ...a.trailStatus, ...b.trailStatus },
    eventSelectors: { ...a.eventSelectors, ...b.eventSelectors },
  };
}

function nothingLogs(
  eventSources: readonly string[],
  region: string,
  trails: Readonly<Record<string, string>>,
): Violation {
  return {
    message: `No trail logs write events of ${eventSources.join(' and ')} in ${region}.`,
    evidence: { region, eventSources, trails },
  };
}
