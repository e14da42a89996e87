import { describe, expect, it } from 'vitest';
import { config, resourcesOf, synthesised } from './synthesised.ts';

const hubBusArn = 'arn:aws:events:eu-west-1:111122223333:event-bus/gatewatch-hub';

describe('forwarders', () => {
  const regionsOf = (homeRegion: string, regions: readonly string[]) =>
    Object.keys(synthesised({ homeRegion, config: { ...config, regions } }).forwarders);

  it('stand in the Region of IAM when home is another', () => {
    expect(regionsOf('eu-west-1', ['eu-west-1'])).toEqual(['us-east-1']);
  });

  it('are not needed when home is the Region of IAM', () => {
    expect(regionsOf('us-east-1', ['us-east-1'])).toEqual([]);
  });

  it('stand in every other watched Region', () => {
    expect(regionsOf('eu-west-1', ['eu-west-1', 'eu-north-1', 'us-west-2'])).toEqual([
      'eu-north-1',
      'us-east-1',
      'us-west-2',
    ]);
  });

  it.each([
    ['cn-northwest-1', 'cn-north-1'],
    ['us-gov-east-1', 'us-gov-west-1'],
  ])('of a home in %s stand in %s, where that partition keeps IAM', (home, iamRegion) => {
    expect(regionsOf(home, [home])).toEqual([iamRegion]);
  });
});

describe('a partition where delivery to another Region is not verified', () => {
  const warnings = (homeRegion: string) =>
    synthesised({ homeRegion, config: { ...config, regions: [homeRegion] } })
      .app.node.findAll()
      .flatMap(({ node }) => node.metadata)
      .filter(({ type }) => type === 'aws:cdk:warning')
      .map(({ data }) => data);

  it.each(['cn-northwest-1', 'us-gov-east-1'])('is warned of at synth, as in %s', (homeRegion) => {
    expect(warnings(homeRegion)).toEqual([
      expect.stringMatching(/^It is not verified that EventBridge delivers to another Region in/),
    ]);
  });

  it.each([
    ['us-gov-west-1', 'nothing is forwarded'],
    ['eu-west-1', 'AWS documents it'],
  ])('is not %s, where %s', (homeRegion) => {
    expect(warnings(homeRegion)).toEqual([]);
  });
});

describe('a forwarder', () => {
  const watched = { ...config, regions: ['eu-west-1', 'eu-north-1'] };
  const { app, forwarders } = synthesised({ config: watched });
  const forwarder = forwarders['us-east-1'] ?? expect.fail('no forwarder in us-east-1');
  const servicesIn = (region: string) =>
    Object.values(
      resourcesOf(
        forwarders[region] ?? expect.fail(`no forwarder in ${region}`),
        'AWS::Events::Rule',
      ),
    )
      .filter(({ Properties }) => Properties.Name.includes('-forward-'))
      .map(({ Properties }) => Properties.EventPattern.source);

  it('sends what is recorded in its Region alone', () => {
    expect(servicesIn('us-east-1')).toEqual([['aws.iam'], ['aws.cloudtrail']]);
    expect(servicesIn('eu-north-1')).toEqual([['aws.eks'], ['aws.ec2'], ['aws.cloudtrail']]);
  });

  it('listens on the default bus and sends to the hub bus at home, one hop', () => {
    forwarder.hasResourceProperties('AWS::Events::Rule', {
      State: 'ENABLED',
      Targets: [
        {
          Arn: hubBusArn,
          DeadLetterConfig: { Arn: { 'Fn::GetAtt': [undelivered(), 'Arn'] } },
          RetryPolicy: { MaximumEventAgeInSeconds: 21_600 },
        },
      ],
    });
    const [rule] = Object.values(resourcesOf(forwarder, 'AWS::Events::Rule'));
    expect(rule?.Properties.EventBusName).toBeUndefined();
  });

  it('may put events on the hub bus and do nothing else', () => {
    const policies = Object.values(resourcesOf(forwarder, 'AWS::IAM::Policy'));
    expect(policies.map(({ Properties }) => Properties.PolicyDocument.Statement)).toEqual([
      [{ Effect: 'Allow', Action: 'events:PutEvents', Resource: hubBusArn }],
    ]);
    forwarder.hasResourceProperties('AWS::IAM::Role', {
      RoleName: 'gatewatch-forwarder-eu-west-1-us-east-1',
    });
  });

  it('raises an alarm in its own Region when events cannot be sent', () => {
    forwarder.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [undelivered(), 'QueueName'] } }],
    });
    forwarder.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'platform@example.com',
    });
  });

  it('comes after the hub, needs no asset and no bootstrap stack of its own', () => {
    const artifact = app.synth().getStackByName('GatewatchForwarder-us-east-1');
    expect(artifact.dependencies.map(({ id }) => id)).toEqual(['Gatewatch']);
    expect(artifact.assets).toEqual([]);
    expect(artifact.assumeRoleArn).toMatch(/-deploy-role-111122223333-eu-west-1$/);
    expect(forwarder.toJSON()).not.toHaveProperty('Parameters');
  });

  function undelivered(): string | undefined {
    return Object.keys(resourcesOf(forwarder, 'AWS::SQS::Queue'))[0];
  }
});
