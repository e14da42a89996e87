import {
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
  type Trail,
} from '@aws-sdk/client-cloudtrail';
import type { Answer } from '../../shared/model/reading.ts';
import { snapshotPaths } from '../../shared/wire/snapshot-path.ts';
import { type Address, answerTo, documentAnswer, itemsAnswer, unreadAnswer } from './answers.ts';
import type { Asked, AwsSession } from './aws-session.ts';

/**
 * The trails that log in any of the Regions: each once, though a multi-Region trail shows in all of them,
 * with status and selectors, which its home Region alone gives.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetEventSelectors.html
 */
export async function* readTrails(
  aws: AwsSession,
  regions: readonly string[],
): AsyncGenerator<Answer> {
  const listings = await Promise.all(regions.map((region) => listTrails(aws, region)));
  const trails = new Map<string, FoundTrail>();
  for (const found of listings.flatMap(foundTrails)) {
    if (!trails.has(found.arn)) trails.set(found.arn, found);
  }
  const answers = await Promise.all([...trails.values()].map((found) => readTrail(aws, found)));
  yield* answers.flat();
  yield listAnswer(listings, [...trails.keys()]);
}

interface RegionListing {
  readonly region: string;
  readonly asked: Asked<readonly Trail[] | undefined>;
}

interface FoundTrail {
  readonly arn: string;
  readonly homeRegion: string;
  readonly trail: Trail;
  readonly readAt: number;
}

const path = snapshotPaths.trails();

async function listTrails(aws: AwsSession, region: string): Promise<RegionListing> {
  const asked = await aws.ask(`DescribeTrails in ${region}`, async () => {
    const response = await aws.cloudTrail(region).send(new DescribeTrailsCommand({}));
    return response.trailList;
  });
  return { region, asked };
}

function foundTrails({ region, asked }: RegionListing): readonly FoundTrail[] {
  if (!asked.ok) return [];
  const { readAt, value = [] } = asked;
  return value.flatMap((trail) =>
    trail.TrailARN === undefined
      ? []
      : [{ arn: trail.TrailARN, homeRegion: trail.HomeRegion ?? region, trail, readAt }],
  );
}

async function readTrail(aws: AwsSession, found: FoundTrail): Promise<readonly Answer[]> {
  const { arn, homeRegion } = found;
  const client = aws.cloudTrail(homeRegion);
  const [status, eventSelectors] = await Promise.all([
    aws.ask(`GetTrailStatus of ${arn}`, () =>
      client.send(new GetTrailStatusCommand({ Name: arn })),
    ),
    aws.ask(`GetEventSelectors of ${arn}`, () =>
      client.send(new GetEventSelectorsCommand({ TrailName: arn })),
    ),
  ]);
  return [
    documentAnswer({ path, item: arn }, found.readAt, { trail: found.trail }),
    partAnswer({ path, item: arn, part: 'status' }, status),
    partAnswer({ path, item: arn, part: 'eventSelectors' }, eventSelectors),
  ];
}

/**
 * A trail that was listed a moment ago is there, so TrailNotFound is no answer: a member account may see its
 * organization's trail and be told that there is none when it asks for more.
 */
function partAnswer(address: Address, asked: Asked<unknown>): Answer {
  return asked.ok
    ? answerTo(address, asked)
    : unreadAnswer(address, asked.readAt, asked.failure.reason);
}

/** The list is known when every Region answered; it is as old as the first that did. */
function listAnswer(listings: readonly RegionListing[], arns: readonly string[]): Answer {
  const readAt = Math.min(...listings.map(({ asked }) => asked.readAt));
  const reasons = listings.flatMap(({ region, asked }) => {
    const reason = reasonOf(asked);
    return reason === undefined ? [] : [`${region}: ${reason}`];
  });
  return reasons.length === 0
    ? itemsAnswer(path, readAt, arns)
    : unreadAnswer({ path }, readAt, reasons.join('; '));
}

function reasonOf(asked: RegionListing['asked']): string | undefined {
  if (!asked.ok) return asked.failure.reason;
  if (asked.value === undefined) return 'malformed answer: no trailList';
  return asked.value.every(({ TrailARN }) => TrailARN !== undefined)
    ? undefined
    : 'malformed answer: a trail without TrailARN';
}
