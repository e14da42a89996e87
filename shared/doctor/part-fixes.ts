import type { Check, CheckArea } from '../model/check.ts';
import type { MonitorPart } from '../model/monitor.ts';
import { shellCommand } from '../model/shell.ts';
import type { Violation } from '../model/violation.ts';

export const areaOfPart: Readonly<Record<MonitorPart['kind'], CheckArea>> = {
  rule: 'rules',
  function: 'functions',
  topic: 'topics',
  queue: 'queues',
  key: 'key',
  sweep: 'sweeps',
  heartbeat: 'feed',
};

/** What is wrong with a part, and the command that mends it. */
export type PartFault = Pick<Violation, 'message' | 'command'>;

type Fix = Required<Pick<Check, 'fix' | 'commands'>>;

/** What to do about what is wrong with a part. */
export function fixOf(part: MonitorPart, faults: readonly PartFault[]): Fix {
  if ('expected' in part && part.found === undefined) return deployAgain(part.expected.stack);
  return { fix: fixes[part.kind], commands: faults.flatMap(({ command }) => command ?? []) };
}

export function deployAgain(stack: string): Fix {
  return {
    fix: `Deploy ${stack}. Where CloudFormation sees no change, delete that stack first: it does not make again what somebody else has taken out of it.`,
    commands: [shellCommand(['npx', 'cdk', 'deploy', stack, '-c', 'config=gatewatch.yaml'])],
  };
}

const whoDidIt = 'Find out in CloudTrail who changed it, and why.';

const fixes: Readonly<Record<MonitorPart['kind'], string>> = {
  rule: `${whoDidIt} Then put it back:`,
  function: `${whoDidIt} Then let it run again:`,
  topic:
    'Follow the link in the mail that SNS has sent to each address. It works for two days; after that, or where no address is configured (alerts.emails, alerts.operationsEmails), subscribe:',
  queue: 'Look at the messages; docs/operations.md says what to do with those of each queue.',
  key: `${whoDidIt} Then make it usable again:`,
  sweep:
    'Sweep now and read the reply. The log of the function says why sweeps failed, if they did.',
  heartbeat:
    'Look at what is said of trails and rules. Where nothing is wrong with them, look whether the forwarder of the Region that records IAM is deployed.',
};
