import { describe, expect, it } from 'vitest';
import { cloudTrailDetailTypes, watchedEvents } from '../../../shared/model/watched-events.ts';

describe('the events that are watched', () => {
  it('are the calls that change access entries and the trust of roles', () => {
    expect(watchedEvents).toEqual([
      {
        source: 'aws.eks',
        eventSource: 'eks.amazonaws.com',
        eventNames: [
          'CreateAccessEntry',
          'UpdateAccessEntry',
          'DeleteAccessEntry',
          'AssociateAccessPolicy',
          'DisassociateAccessPolicy',
        ],
        global: false,
      },
      {
        source: 'aws.iam',
        eventSource: 'iam.amazonaws.com',
        eventNames: ['UpdateAssumeRolePolicy', 'CreateRole', 'DeleteRole'],
        global: true,
      },
    ]);
  });

  it('are spelled in both ways in China', () => {
    expect(cloudTrailDetailTypes('aws')).toEqual(['AWS API Call via CloudTrail']);
    expect(cloudTrailDetailTypes('aws-cn')).toEqual([
      'AWS API Call via CloudTrail',
      'Amazon API Call via CloudTrail',
    ]);
  });
});
