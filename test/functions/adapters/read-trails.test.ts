import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AwsState, addTrail, awsState } from '../../support/aws/account-state.ts';
import { read, source, unread } from '../../support/aws/reading.ts';
import { type LoopbackAws, startAws } from '../../support/aws/start-aws.ts';

const region = 'eu-west-1';
const trailsFile = 'cloudtrail/trails.json';

let state: AwsState;
let aws: LoopbackAws;

beforeEach(async () => {
  state = awsState();
  aws = await startAws(state);
});

afterEach(() => aws.close());

describe('the trails of several Regions', () => {
  const request = { kind: 'trails', regions: ['eu-west-1', 'us-east-1'] } as const;

  test('come once each, with status and selectors from their home Region', async () => {
    const arn = addTrail(state, 'us-east-1', 'main');

    const answers = await read(source(aws), request);

    expect(answers).toEqual([
      {
        path: trailsFile,
        item: arn,
        readAt: 1,
        outcome: {
          kind: 'document',
          json: { trail: expect.objectContaining({ TrailARN: arn, HomeRegion: 'us-east-1' }) },
        },
      },
      {
        path: trailsFile,
        item: arn,
        part: 'status',
        readAt: 3,
        outcome: {
          kind: 'document',
          json: { IsLogging: true, StartLoggingTime: '2026-01-02T03:04:05.000Z' },
        },
      },
      {
        path: trailsFile,
        item: arn,
        part: 'eventSelectors',
        readAt: 4,
        outcome: {
          kind: 'document',
          json: {
            TrailARN: arn,
            EventSelectors: [
              { ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [] },
            ],
          },
        },
      },
      { path: trailsFile, readAt: 1, outcome: { kind: 'items', items: [arn] } },
    ]);
    expect(aws.calls.slice(2)).toEqual([
      `cloudtrail:GetTrailStatus us-east-1 ${arn}`,
      `cloudtrail:GetEventSelectors us-east-1 ${arn}`,
    ]);
  });

  test('are an empty list where there are none', async () => {
    const answers = await read(source(aws), request);

    expect(answers).toEqual([
      { path: trailsFile, readAt: 1, outcome: { kind: 'items', items: [] } },
    ]);
  });

  test.each(['GetTrailStatus', 'GetEventSelectors'])(
    'miss only what %s would have told',
    async (operation) => {
      addTrail(state, region, 'main');
      aws.faults.add({ operation, answer: 'denied' });

      const answers = await read(source(aws), { kind: 'trails', regions: [region] });

      const kinds = answers.map(({ part, outcome }) => [part, outcome.kind]);
      expect(kinds).toEqual([
        [undefined, 'document'],
        ['status', operation === 'GetTrailStatus' ? 'unread' : 'document'],
        ['eventSelectors', operation === 'GetEventSelectors' ? 'unread' : 'document'],
        [undefined, 'items'],
      ]);
    },
  );

  test('are an unread list when one Region does not answer', async () => {
    aws.faults.add({ operation: 'DescribeTrails', every: 2, answer: 'denied' });

    const answers = await read(source(aws), request);

    expect(answers).toEqual([
      unread(
        { path: trailsFile },
        1,
        expect.stringMatching(/^(eu-west-1|us-east-1): AccessDenied: /),
      ),
    ]);
  });

  test.each([
    ['GetTrailStatus', 'status'],
    ['GetEventSelectors', 'eventSelectors'],
  ])(
    'are not absent for a %s that knows no such trail: they were listed',
    async (operation, part) => {
      const arn = addTrail(state, region, 'main');
      aws.faults.add({ operation, answer: 'gone' });

      const answers = await read(source(aws), { kind: 'trails', regions: [region] });

      expect(answers.find((answer) => answer.part === part)).toEqual(
        unread(
          { path: trailsFile, item: arn, part },
          expect.any(Number),
          'ResourceNotFoundException: It is not there any more.',
        ),
      );
      expect(answers.map(({ outcome }) => outcome.kind).sort()).toEqual([
        'document',
        'document',
        'items',
        'unread',
      ]);
    },
  );
});
