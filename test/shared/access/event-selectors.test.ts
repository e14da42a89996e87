import { describe, expect, test } from 'vitest';
import { logsManagementWrites } from '../../../shared/access/event-selectors.ts';
import { advancedSelector, classicSelector, field } from '../../support/cloudtrail.ts';

const eks = 'eks.amazonaws.com';
const yes = { logs: 'yes', reason: 'it logs writes of eks.amazonaws.com' };
const no = { logs: 'no', reason: 'its event selectors leave out writes of eks.amazonaws.com' };
const unknown = {
  logs: 'unknown',
  reason: 'it filters eks.amazonaws.com by fields that are not judged',
};
const management = field('eventCategory', { equals: ['Management'] });

describe('classic selectors', () => {
  test.each([
    ['reads and writes', [classicSelector()], yes],
    ['writes', [classicSelector({ readWriteType: 'WriteOnly' })], yes],
    ['reads', [classicSelector({ readWriteType: 'ReadOnly' })], no],
    ['data events', [classicSelector({ includeManagementEvents: false })], no],
    [
      'all but KMS',
      [classicSelector({ excludeManagementEventSources: ['kms.amazonaws.com'] })],
      yes,
    ],
    ['all but EKS', [classicSelector({ excludeManagementEventSources: [eks] })], no],
    [
      'reads, and elsewhere writes',
      [classicSelector({ readWriteType: 'ReadOnly' }), classicSelector()],
      yes,
    ],
  ])('%s', (_, classic, expected) => {
    expect(logsManagementWrites({ classic, advanced: [] }, eks)).toEqual(expected);
  });
});

describe('advanced selectors', () => {
  test.each([
    ['all management events', [advancedSelector(management)], yes],
    ['data events', [advancedSelector(field('eventCategory', { equals: ['Data'] }))], no],
    ['writes', [advancedSelector(management, field('readOnly', { equals: ['false'] }))], yes],
    ['reads', [advancedSelector(management, field('readOnly', { equals: ['true'] }))], no],
    [
      'either',
      [advancedSelector(management, field('readOnly', { equals: ['true', 'false'] }))],
      yes,
    ],
    ['EKS', [advancedSelector(management, field('eventSource', { equals: [eks] }))], yes],
    [
      'IAM',
      [advancedSelector(management, field('eventSource', { equals: ['iam.amazonaws.com'] }))],
      no,
    ],
    [
      'all but KMS',
      [advancedSelector(management, field('eventSource', { notEquals: ['kms.amazonaws.com'] }))],
      yes,
    ],
    [
      'all but EKS',
      [
        advancedSelector(
          management,
          field('eventSource', { notEquals: ['kms.amazonaws.com', eks] }),
        ),
      ],
      no,
    ],
    [
      'sources that begin alike',
      [advancedSelector(management, field('eventSource', { startsWith: ['e'] }))],
      yes,
    ],
    [
      'sources that begin otherwise',
      [advancedSelector(management, field('eventSource', { startsWith: ['s', 'k'] }))],
      no,
    ],
    [
      'sources that end alike',
      [advancedSelector(management, field('eventSource', { endsWith: ['.amazonaws.com'] }))],
      yes,
    ],
    [
      'sources that end otherwise',
      [advancedSelector(management, field('eventSource', { endsWith: ['.example'] }))],
      no,
    ],
    [
      'no sources that begin alike',
      [advancedSelector(management, field('eventSource', { notStartsWith: ['e'] }))],
      no,
    ],
    [
      'no sources that begin otherwise',
      [advancedSelector(management, field('eventSource', { notStartsWith: ['s'] }))],
      yes,
    ],
    [
      'no sources that end alike',
      [advancedSelector(management, field('eventSource', { notEndsWith: ['.com'] }))],
      no,
    ],
    [
      'no sources that end otherwise',
      [advancedSelector(management, field('eventSource', { notEndsWith: ['.cn'] }))],
      yes,
    ],
    [
      'any of two operators',
      [advancedSelector(management, field('eventSource', { equals: ['x'], startsWith: ['eks'] }))],
      yes,
    ],
    [
      'one operator against another',
      [advancedSelector(management, field('eventSource', { startsWith: ['e'], notEquals: [eks] }))],
      no,
    ],
    [
      'a field that is not judged',
      [advancedSelector(management, field('eventName', { equals: ['CreateAccessEntry'] }))],
      unknown,
    ],
    [
      'a field that is not judged, of reads',
      [
        advancedSelector(
          management,
          field('eventName', { equals: ['x'] }),
          field('readOnly', { equals: ['true'] }),
        ),
      ],
      no,
    ],
    [
      'a field that is not judged, and elsewhere everything',
      [
        advancedSelector(management, field('eventName', { equals: ['x'] })),
        advancedSelector(management),
      ],
      yes,
    ],
    [
      'a field without an operator that is known',
      [advancedSelector(management, field('eventSource'))],
      unknown,
    ],
    ['no category', [advancedSelector(field('readOnly', { equals: ['false'] }))], unknown],
    ['no category, of reads', [advancedSelector(field('readOnly', { equals: ['true'] }))], no],
    ['nothing said', [advancedSelector()], unknown],
  ])('%s', (_, advanced, expected) => {
    expect(logsManagementWrites({ classic: [], advanced }, eks)).toEqual(expected);
  });
});

test('selectors of both kinds, which no trail has, are any of them', () => {
  const advanced = [advancedSelector(field('eventCategory', { equals: ['Data'] }))];
  expect(logsManagementWrites({ classic: [classicSelector()], advanced }, eks)).toEqual(yes);
});

test('a trail that shows no selectors proves nothing', () => {
  expect(logsManagementWrites({ classic: [], advanced: [] }, eks)).toEqual({
    logs: 'unknown',
    reason: 'it shows no event selectors',
  });
});
