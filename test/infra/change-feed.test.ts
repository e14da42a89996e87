import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { config, resourcesOf, synthesised } from './synthesised.ts';

/** Calls that matter of a service, of those that succeeded; all their names are in the catalogue's own test. */
function callsOf(service: string, ...names: string[]) {
  return {
    source: [`aws.${service}`],
    'detail-type': ['AWS API Call via CloudTrail'],
    detail: {
      eventSource: [`${service}.amazonaws.com`],
      eventName: expect.arrayContaining(names),
      errorCode: [{ exists: false }],
    },
  };
}

const eksCalls = callsOf(
  'eks',
  'CreateAccessEntry',
  'CreatePodIdentityAssociation',
  'DeleteCluster',
);
const iamCalls = callsOf(
  'iam',
  'UpdateAssumeRolePolicy',
  'AttachRolePolicy',
  'CreatePolicyVersion',
);
const templateCalls = callsOf('ec2', 'CreateLaunchTemplateVersion');
const trailCalls = callsOf('cloudtrail', 'StopLogging', 'PutEventSelectors');

/** Pattern of every rule that feeds the queue of changes of access, with the bus it listens on. */
function feeds(props: Parameters<typeof synthesised>[0]) {
  return Object.values(resourcesOf(synthesised(props).hub, 'AWS::Events::Rule'))
    .filter(({ Properties }) => JSON.stringify(Properties.Targets).includes('QueuesChanges'))
    .filter(({ Properties }) => !Properties.Name.includes('tamper'))
    .map(({ Properties }) => ({
      bus: Properties.EventBusName === undefined ? 'default' : 'hub',
      pattern: Properties.EventPattern,
    }));
}

describe('changes', () => {
  it('in watched clusters come from the default bus, those of IAM from the hub bus, those of trails from both', () => {
    expect(feeds({ homeRegion: 'eu-west-1' })).toEqual([
      { bus: 'default', pattern: eksCalls },
      { bus: 'default', pattern: templateCalls },
      { bus: 'default', pattern: trailCalls },
      { bus: 'hub', pattern: iamCalls },
      { bus: 'hub', pattern: trailCalls },
    ]);
  });

  it('all come from the default bus where home is the Region of IAM', () => {
    expect(
      feeds({ homeRegion: 'us-east-1', config: { ...config, regions: ['us-east-1'] } }),
    ).toEqual([
      { bus: 'default', pattern: eksCalls },
      { bus: 'default', pattern: iamCalls },
      { bus: 'default', pattern: templateCalls },
      { bus: 'default', pattern: trailCalls },
    ]);
  });

  it('of other watched Regions come from the hub bus', () => {
    expect(
      feeds({
        homeRegion: 'us-east-1',
        config: { ...config, regions: ['us-east-1', 'eu-west-1'] },
      }),
    ).toEqual([
      { bus: 'default', pattern: eksCalls },
      { bus: 'default', pattern: iamCalls },
      { bus: 'default', pattern: templateCalls },
      { bus: 'default', pattern: trailCalls },
      { bus: 'hub', pattern: eksCalls },
      { bus: 'hub', pattern: templateCalls },
      { bus: 'hub', pattern: trailCalls },
    ]);
  });

  it('to our own resources are not among them: any queue or function of the account would be', () => {
    const sources = feeds({ homeRegion: 'eu-west-1' }).flatMap(({ pattern }) => pattern.source);
    expect(sources).not.toContain('aws.lambda');
  });

  it('are known in China by both spellings of their detail-type', () => {
    const [first] = feeds({
      homeRegion: 'cn-north-1',
      config: { ...config, regions: ['cn-north-1'] },
    });
    expect(first?.pattern['detail-type']).toEqual([
      'AWS API Call via CloudTrail',
      'Amazon API Call via CloudTrail',
    ]);
  });
});

const { hub } = synthesised();
const rules = Object.values(resourcesOf(hub, 'AWS::Events::Rule'));

describe('every rule', () => {
  it('is plainly enabled: the events are write events', () => {
    expect(rules.map(({ Properties }) => Properties.State)).toEqual(rules.map(() => 'ENABLED'));
  });

  it('dead-letters what it cannot deliver within a maximum age', () => {
    for (const { Properties } of rules) {
      expect(Properties.Targets.length).toBeGreaterThan(0);
      for (const target of Properties.Targets) {
        expect(target).toMatchObject({
          DeadLetterConfig: {
            Arn: { 'Fn::GetAtt': [expect.stringContaining('Undelivered'), 'Arn'] },
          },
          RetryPolicy: { MaximumEventAgeInSeconds: expect.any(Number) },
        });
      }
    }
  });

  it('pins its source or its clock', () => {
    for (const { Properties } of rules) {
      expect(Properties.ScheduleExpression ?? Properties.EventPattern.source.join()).toMatch(
        /^(rate\(.*\)|aws\.[a-z0-9]+(,aws\.[a-z0-9]+)*)$/,
      );
    }
  });
});

describe('the hub bus', () => {
  it("takes events from this account's forwarder alone", () => {
    hub.hasResourceProperties('AWS::Events::EventBus', { Name: 'gatewatch-hub' });
    hub.hasResourceProperties('AWS::Events::EventBusPolicy', {
      Statement: {
        Effect: 'Allow',
        Action: 'events:PutEvents',
        Principal: { AWS: 'arn:aws:iam::111122223333:root' },
        Condition: {
          ArnEquals: {
            'aws:PrincipalArn': [
              'arn:aws:iam::111122223333:role/gatewatch-forwarder-eu-west-1-us-east-1',
            ],
          },
        },
        Resource: { 'Fn::GetAtt': [Match.anyValue(), 'Arn'] },
      },
    });
  });

  it('does not exist where nothing is forwarded', () => {
    const { hub: alone } = synthesised({
      homeRegion: 'us-east-1',
      config: { ...config, regions: ['us-east-1'] },
    });
    alone.resourceCountIs('AWS::Events::EventBus', 0);
  });
});
