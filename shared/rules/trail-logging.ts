import { type Logging, logsManagementWrites } from '../access/event-selectors.ts';
import { type Facts, unread } from '../access/facts.ts';
import { parseArn } from '../model/arn.ts';
import { factKeys } from '../model/fact-key.ts';
import { shellCommand } from '../model/shell.ts';
import type { Violation } from '../model/violation.ts';
import type { WatchedRegion } from '../model/watched-region.ts';
import { defineRule, notApplicable, undecided } from './rule.ts';

export const trailLogging = defineRule({
  id: 'trail-logging',
  subject: 'watchedRegion',
  severity: 'HIGH',
  title: 'No CloudTrail trail logs changes of access here',
  requires:
    'A trail that is switched on logs the write management events of EKS in every watched Region, and those of IAM where the partition records them.',
  because:
    'EventBridge sees an API call only where a trail logs it. Without one, access can be granted and taken away again with no alert and no record of who did it.',
  remedy:
    'Create a multi-Region trail that logs write management events, global services included, or switch on the one there is and take EKS and IAM out of its exclusions.',
  references: [
    'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html',
  ],
  controls: { owasp: ['K05'], mitre: ['T1562.008'], securityHub: ['CloudTrail.1'] },

  *check(subject, facts) {
    const { region } = subject;
    const needed = neededSources(subject);
    if (needed.length === 0) return notApplicable(`${region} is not watched`);
    const missing = needed.filter((source) => !isProven(source, region, facts));
    if (missing.length === 0) return undefined;
    const answers = facts
      .list(factKeys.trails())
      .flatMap((arn) => missing.map((source) => judgeTrail(arn, source, region, facts)));
    const open = answers.filter(({ logs }) => logs !== 'no');
    const unlogged = missing.filter((source) => !open.some((answer) => answer.source === source));
    if (unlogged.length > 0) yield violationOf(region, unlogged, answers);
    if (open.length === 0) return undefined;
    return undecided(open.map(({ arn, reason }) => `${arn}: ${reason}`).join('; '));
  },
});

interface Answer extends Logging {
  readonly arn: string;
  readonly source: string;
}

const eks = 'eks.amazonaws.com';
const iam = 'iam.amazonaws.com';
const switchedOff = 'it is switched off';

function neededSources({ watched, iamRegion }: WatchedRegion): readonly string[] {
  return [...(watched ? [eks] : []), ...(iamRegion ? [iam] : [])];
}

/** One trail that covers the source is enough, whatever else could not be read. */
function isProven(source: string, region: string, facts: Facts): boolean {
  return facts.known(factKeys.trails()).some((arn) => {
    const answer = facts.ifRead(() => judgeTrail(arn, source, region, facts));
    return answer !== unread && answer.logs === 'yes';
  });
}

/**
 * Asks no more of a trail than decides: what is switched off need not show its selectors.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html
 */
function judgeTrail(arn: string, source: string, region: string, facts: Facts): Answer {
  return { arn, source, ...loggingOf(arn, source, region, facts) };
}

function loggingOf(arn: string, source: string, region: string, facts: Facts): Logging {
  const trail = facts.get(factKeys.trail(arn));
  if (!trail?.isMultiRegionTrail && trail?.homeRegion !== region) {
    return { logs: 'no', reason: `it logs ${trail?.homeRegion} alone` };
  }
  if (source === iam && !trail.includeGlobalServiceEvents) {
    return { logs: 'no', reason: 'it leaves out global service events' };
  }
  if (facts.get(factKeys.trailStatus(arn))?.isLogging !== true)
    return { logs: 'no', reason: switchedOff };
  const selectors = facts.get(factKeys.eventSelectors(arn)) ?? { classic: [], advanced: [] };
  return logsManagementWrites(selectors, source);
}

function violationOf(
  region: string,
  eventSources: readonly string[],
  answers: readonly Answer[],
): Violation {
  const trails: Record<string, string> = {};
  for (const { arn, source, reason } of answers) {
    if (eventSources.includes(source)) trails[arn] = reason;
  }
  const stopped = answers.find(({ reason }) => reason === switchedOff);
  return {
    message: `No trail logs write events of ${eventSources.join(' and ')} in ${region}.`,
    evidence: { region, eventSources, trails },
    ...(stopped && { command: startLogging(stopped.arn) }),
  };
}

/** https://docs.aws.amazon.com/cli/latest/reference/cloudtrail/start-logging.html */
function startLogging(arn: string): string {
  const homeRegion = `${parseArn(arn)?.region}`;
  return shellCommand([
    'aws',
    'cloudtrail',
    'start-logging',
    '--name',
    arn,
    '--region',
    homeRegion,
  ]);
}
