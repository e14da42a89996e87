import type * as cloudTrail from '@aws-sdk/client-cloudtrail';
import type { TrailState } from './account-state.ts';
import { AwsError } from './aws-call.ts';
import { type Context, type Operation, operation, pageOf } from './operations.ts';

/** Trails and past events, as each Region sees them. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/ */
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

  LookupEvents: operation<Looked>(({ LookupAttributes = [], ...asked }, { state, region }) => {
    const [attribute, ...others] = LookupAttributes;
    if (attribute?.AttributeKey !== 'EventName' || others.length > 0) {
      throw new AwsError('InvalidLookupAttributesException', 'Exactly one attribute is taken.');
    }
    const { StartTime, EndTime, MaxResults = 50, NextToken } = asked;
    const found = state.history
      .filter((event) => event.region === region && event.name === attribute.AttributeValue)
      .filter(({ at }) => at >= StartTime * 1_000 && at <= EndTime * 1_000)
      .sort((a, b) => b.at - a.at);
    const { page, next } = pageOf(found, { size: MaxResults, token: NextToken, limit: 50 });
    return { Events: page.map(({ record }) => ({ CloudTrailEvent: record })), NextToken: next };
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

/** The input of LookupEvents as it travels: times are in seconds since the epoch. */
interface Looked {
  readonly LookupAttributes?: readonly cloudTrail.LookupAttribute[];
  readonly StartTime: number;
  readonly EndTime: number;
  readonly MaxResults?: number;
  readonly NextToken?: string;
}

/** A trail answers in its home Region only. */
function trailNamed({ state, region }: Context, name: string | undefined): TrailState {
  const found = state.trails.find(({ trail }) => trail.TrailARN === name || trail.Name === name);
  if (found === undefined || found.trail.HomeRegion !== region) {
    throw new AwsError('TrailNotFoundException', `Unknown trail: ${name}`);
  }
  return found;
}
