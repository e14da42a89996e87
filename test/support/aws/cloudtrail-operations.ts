import type * as cloudTrail from '@aws-sdk/client-cloudtrail';
import type { TrailState } from './account-state.ts';
import { AwsError } from './aws-call.ts';
import { type Context, type Operation, operation } from './operations.ts';

/** Trails, as each Region sees them. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/ */
export const cloudTrailOperations: Readonly<Record<string, Operation>> = {
  DescribeTrails: operation<cloudTrail.DescribeTrailsRequest>((_input, { state, region }) => ({
    trailList: state.trails
      .map(({ trail }) => trail)
      .filter(({ HomeRegion, IsMultiRegionTrail }) => IsMultiRegionTrail || HomeRegion === region),
  })),

  GetTrailStatus: operation<cloudTrail.GetTrailStatusRequest>(({ Name }, context) => ({
    IsLogging: trailNamed(context, Name).isLogging,
    StartLoggingTime: new Date('2026-01-02T03:04:05Z'),
  })),

  GetEventSelectors: operation<cloudTrail.GetEventSelectorsRequest>(({ TrailName }, context) => {
    const { trail, eventSelectors } = trailNamed(context, TrailName);
    return { TrailARN: trail.TrailARN, EventSelectors: eventSelectors };
  }),

  StartLogging: operation<cloudTrail.StartLoggingRequest>(({ Name }, context) => {
    trailNamed(context, Name).isLogging = true;
    return {};
  }),

  StopLogging: operation<cloudTrail.StopLoggingRequest>(({ Name }, context) => {
    trailNamed(context, Name).isLogging = false;
    return {};
  }),
};

/** A trail answers in its home Region only. */
function trailNamed({ state, region }: Context, name: string | undefined): TrailState {
  const found = state.trails.find(({ trail }) => trail.TrailARN === name || trail.Name === name);
  if (found === undefined || found.trail.HomeRegion !== region) {
    throw new AwsError('TrailNotFoundException', `Unknown trail: ${name}`);
  }
  return found;
}
