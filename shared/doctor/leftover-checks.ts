import type { Check, Known } from '../model/check.ts';
import type { Leftover } from '../model/leftover.ts';
import { removalOf } from './removal.ts';

/** What was looked for in one Region, and what was there. */
export interface LookedFor {
  readonly kind: Leftover['kind'];
  readonly region: string;
  readonly found: Known<readonly Leftover[]>;
}

/** What is left of a deployment, in the order in which it is to be removed: what others need goes last. */
export function leftoverChecks(looked: readonly LookedFor[]): readonly Check[] {
  const inOrder = order.flatMap((kind) => looked.filter((each) => each.kind === kind));
  return inOrder.flatMap(checksOf);
}

const order: readonly Leftover['kind'][] = [
  'subscription filter',
  'access entry',
  'stack',
  'log group',
  'table',
  'bucket',
  'key',
];

function checksOf({ kind, region, found }: LookedFor): readonly Check[] {
  const check = { id: `${kind} ${region}`, area: 'left' } as const;
  if (!found.read) {
    const says = `Whether a ${kind} is left in ${region} is not known: ${found.reason}.`;
    return [{ ...check, status: 'unread', says }];
  }
  if (found.value.length === 0) {
    return [{ ...check, status: 'ok', says: `No ${kind} is left in ${region}.` }];
  }
  return found.value.map(leftCheck);
}

function leftCheck(leftover: Leftover): Check {
  const { kind, name, region } = leftover;
  return {
    id: ['left', kind, region, placeOf(leftover), name].join(' '),
    area: 'left',
    status: 'fault',
    says: `The ${kind} ${name} is left in ${region}${placeIn(leftover)}.`,
    ...removalOf(leftover),
  };
}

function placeOf(leftover: Leftover): string {
  if (leftover.kind === 'access entry') return leftover.cluster;
  return leftover.kind === 'subscription filter' ? leftover.logGroup : '-';
}

function placeIn(leftover: Leftover): string {
  const place = placeOf(leftover);
  return place === '-' ? '' : `, of ${place}`;
}
