import { deploymentFaults } from '../access/monitor-faults.ts';
import type { Route } from '../model/alert-settings.ts';
import type { Check, CheckArea } from '../model/check.ts';
import { type Estate, factOf } from '../model/estate.ts';
import { isPresent } from '../model/fact.ts';
import { factKeys } from '../model/fact-key.ts';
import type { MonitorPart } from '../model/monitor.ts';
import { missingStacks } from './missing-stacks.ts';
import { areaOfPart, deployAgain, fixOf, type PartFault } from './part-fixes.ts';
import { partStanding } from './part-standing.ts';
import { topicFaults } from './topic-faults.ts';

/** A check for each part of our own deployment, by what the rule `monitor-intact` finds in it. */
export function partChecks(estate: Estate, routes: readonly Route[] = []): readonly Check[] {
  const names = factOf(estate, factKeys.monitorParts());
  if (!isPresent(names)) {
    const reason = names.read ? 'nothing is deployed' : names.reason;
    const says = `What was deployed is not known: ${reason}.`;
    return [{ id: 'parts', area: 'deployment', status: 'unread', says }];
  }
  const parts = names.value.map((name) => [name, partOf(estate, name)] as const);
  const read = parts.flatMap(([, { part }]) => part ?? []);
  const missing = missingStacks(read);
  return [
    ...missing.map(missingCheck),
    ...parts
      .filter(([, { part }]) => !missing.some((stack) => part && stackOf(part) === stack))
      .map(([name, { part, reason }]) =>
        part === undefined ? unreadCheck(name, reason) : checkOf(name, part, routes),
      ),
  ];
}

interface Looked {
  readonly part?: MonitorPart;
  /** Why there is none. */
  readonly reason: string;
}

function partOf(estate: Estate, name: string): Looked {
  const fact = factOf(estate, factKeys.monitorPart(name));
  if (isPresent(fact)) return { part: fact.value, reason: '' };
  return { reason: fact.read ? 'nothing was told of it' : fact.reason };
}

function stackOf(part: MonitorPart): string | undefined {
  return 'expected' in part ? part.expected.stack : undefined;
}

function missingCheck(stack: string): Check {
  return {
    id: `stack ${stack}`,
    area: 'deployment',
    status: 'fault',
    says: `The stack ${stack} is missing: nothing that belongs to it is there.`,
    ...deployAgain(stack),
  };
}

function unreadCheck(name: string, reason: string): Check {
  return {
    id: name,
    area: areaOf(name),
    status: 'unread',
    says: `The ${name} could not be read: ${reason}.`,
  };
}

/** The names of parts begin with their kind, which another release may have more of. */
function areaOf(name: string): CheckArea {
  const kind = name.split(' ')[0];
  const areas: readonly (readonly [string, CheckArea])[] = Object.entries(areaOfPart);
  return areas.find(([known]) => known === kind)?.[1] ?? 'deployment';
}

function checkOf(id: string, part: MonitorPart, routes: readonly Route[]): Check {
  const area = areaOfPart[part.kind];
  const faults = [...deploymentFaults(part), ...topicFaults(part, routes)];
  if (faults.length === 0) return { id, area, ...partStanding(part, routes) };
  return { id, area, status: 'fault', says: inWords(faults), ...fixOf(part, faults) };
}

function inWords(faults: readonly PartFault[]): string {
  return faults.map(({ message }) => message).join(' ');
}
