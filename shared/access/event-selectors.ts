import type {
  AdvancedEventSelector,
  ClassicEventSelector,
  EventSelectors,
  FieldSelector,
} from '../model/trail.ts';

/** `unknown` where a selector filters on something that cannot be judged beforehand. */
export interface Logging {
  readonly logs: 'yes' | 'no' | 'unknown';
  readonly reason: string;
}

/**
 * Whether these selectors let write management events of one event source (`eks.amazonaws.com`) through.
 * An event is logged when any selector matches it.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedFieldSelector.html
 */
export function logsManagementWrites(
  { classic, advanced }: EventSelectors,
  eventSource: string,
): Logging {
  if (classic.length + advanced.length === 0) {
    return { logs: 'unknown', reason: 'it shows no event selectors' };
  }
  const answers = [
    ...classic.map((selector) => classicMatches(selector, eventSource)),
    ...advanced.map((selector) => advancedMatches(selector, eventSource)),
  ];
  if (answers.includes('yes')) return { logs: 'yes', reason: `it logs writes of ${eventSource}` };
  if (answers.includes('unknown')) {
    return { logs: 'unknown', reason: `it filters ${eventSource} by fields that are not judged` };
  }
  return { logs: 'no', reason: `its event selectors leave out writes of ${eventSource}` };
}

type Answer = Logging['logs'];

function classicMatches(
  { readWriteType, includeManagementEvents, excludeManagementEventSources }: ClassicEventSelector,
  eventSource: string,
): Answer {
  const writes = readWriteType === 'All' || readWriteType === 'WriteOnly';
  const excluded = excludeManagementEventSources.includes(eventSource);
  return writes && includeManagementEvents && !excluded ? 'yes' : 'no';
}

/**
 * All field selectors must hold. One that surely fails decides, whatever the others would say. Without an
 * eventCategory, which the API demands, the selector is not one that we understand.
 */
function advancedMatches({ fieldSelectors }: AdvancedEventSelector, eventSource: string): Answer {
  const event: Readonly<Record<string, string>> = {
    eventCategory: 'Management',
    readOnly: 'false',
    eventSource,
  };
  const answers = fieldSelectors.map((selector) => fieldMatches(selector, event[selector.field]));
  if (answers.includes('no')) return 'no';
  if (!fieldSelectors.some(({ field }) => field === 'eventCategory')) return 'unknown';
  return answers.includes('unknown') ? 'unknown' : 'yes';
}

/**
 * Any of the selecting operators must hold, and none of the deselecting ones. A selector without any operator
 * that we know says nothing.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/filtering-data-events.html
 */
function fieldMatches(selector: FieldSelector, value: string | undefined): Answer {
  const { equals, startsWith, endsWith, notEquals, notStartsWith, notEndsWith } = selector;
  const selecting = [...equals, ...startsWith, ...endsWith];
  const deselecting = [...notEquals, ...notStartsWith, ...notEndsWith];
  if (value === undefined || selecting.length + deselecting.length === 0) return 'unknown';
  const selected = selecting.length === 0 || holds(value, equals, startsWith, endsWith);
  return selected && !holds(value, notEquals, notStartsWith, notEndsWith) ? 'yes' : 'no';
}

function holds(
  value: string,
  equal: readonly string[],
  start: readonly string[],
  end: readonly string[],
): boolean {
  return (
    equal.includes(value) ||
    start.some((text) => value.startsWith(text)) ||
    end.some((text) => value.endsWith(text))
  );
}
