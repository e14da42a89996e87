import type { AlertMessage } from '../../../shared/model/alert.ts';
import type { Transition } from '../../../shared/model/finding.ts';

/** What is wrong with the history of findings as it was written; nothing, if all is well. */
export function brokenHistories(written: readonly Transition[]): readonly string[] {
  const byFinding = Map.groupBy(written, ({ finding }) => finding.id);
  return [...byFinding.values()].flatMap((steps) =>
    steps.flatMap((step, index) => {
      const fault = faultOf(step, steps[index - 1], index);
      return fault === undefined ? [] : [`${step.finding.ruleId} ${step.id}: ${fault}`];
    }),
  );
}

/** A finding is opened once, at its first step, and reopened only once it has ended; no step is left out or taken twice. */
function faultOf(
  { type, finding }: Transition,
  before: Transition | undefined,
  index: number,
): string | undefined {
  if (finding.version !== index + 1) return `version ${finding.version} as step ${index + 1}`;
  if ((type === 'OPENED') !== (index === 0)) return `${type} as step ${index + 1}`;
  const was = before?.finding.status ?? 'none';
  const [from, to] = moves[type] ?? [was, was];
  if (!from.includes(was) || !to.includes(finding.status)) {
    return `${type} from ${was} to ${finding.status}`;
  }
  return undefined;
}

const ended = ['resolved', 'retired'];
const any = ['open', ...ended];

/** From which status to which each step leads; any other leaves it as it is. */
const moves: Readonly<Record<string, readonly [readonly string[], readonly string[]]>> = {
  OPENED: [['none'], ['open']],
  REOPENED: [ended, ['open']],
  CHANGED: [['open'], ['open']],
  RESOLVED: [['open'], ['resolved']],
  RETIRED: [['open'], ['retired']],
  // It stands for a reopening, for a resolution, or for nothing new.
  FLAPPING: [any, any],
};

/** Messages about changes that have one delivery id and do not say the same. */
export function unequalRepeats(sent: readonly AlertMessage[]): readonly string[] {
  // A digest that died while it settled what it had told is sent again with the rest alone, under the id of its run.
  const changes = sent.filter(({ body }) => body.includes('a change in account'));
  const byDelivery = Map.groupBy(changes, ({ attributes }) => String(attributes['deliveryId']));
  return [...byDelivery].flatMap(([deliveryId, messages]) => {
    const texts = new Set(messages.map(({ subject, body }) => `${subject}\n${body}`));
    return texts.size === 1 ? [] : [`${deliveryId}: ${[...texts].join('\n--- and ---\n')}`];
  });
}
