import { sweepNow } from '../access/monitor-commands.ts';
import type { Route } from '../model/alert-settings.ts';
import type { Check } from '../model/check.ts';
import type { MonitorPart, MonitorSweep, MonitorTopic } from '../model/monitor.ts';
import { isToldElsewhere } from './topic-faults.ts';

type Standing = Pick<Check, 'status' | 'says' | 'fix' | 'commands'>;

/** How a part stands in which nothing is wrong. */
export function partStanding(part: MonitorPart, routes: readonly Route[]): Standing {
  switch (part.kind) {
    case 'sweep':
      return sweepStanding(part);
    case 'heartbeat': {
      const heard = part.heardAt === undefined ? 'is on its way' : 'has been heard';
      return ok(`The heartbeat of ${isoTime(part.sentAt)} ${heard}.`);
    }
    case 'topic':
      return isToldElsewhere(part, routes)
        ? unasked(part, routes)
        : ok(
            `The topic ${placed(part)} is heard, by ${part.found?.confirmed} that have confirmed.`,
          );
    case 'rule':
      return ok(`The rule ${placed(part)} is enabled and sends where it was deployed to.`);
    default:
      return ok(`The ${part.kind} ${placed(part)} is as deployed.`);
  }
}

/** Before the first sweep nothing is late, but nothing is watched either. */
function sweepStanding({ completedAt, functionName }: MonitorSweep): Standing {
  if (completedAt !== undefined) return ok(`A sweep completed at ${isoTime(completedAt)}.`);
  return {
    status: 'fault',
    says: 'No sweep has completed yet.',
    fix: 'The deployment starts one: wait for it, or sweep now and read the reply.',
    commands: [sweepNow(functionName)],
  };
}

/** Routes may leave findings out, so that it is said. */
function unasked(topic: MonitorTopic, routes: readonly Route[]): Standing {
  const names = [...new Set(routes.map(({ to }) => to))].join(', ');
  const says = `Nobody has subscribed to the topic ${placed(topic)}, and no address is configured: findings are told where alerts.routes send them (${names}), and what no route takes is told nowhere.`;
  return { status: 'not-applicable', says };
}

function ok(says: string): Standing {
  return { status: 'ok', says };
}

function placed({
  expected: { name, region },
}: {
  readonly expected: { readonly name: string; readonly region: string };
}): string {
  return `${name} in ${region}`;
}

function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
}
