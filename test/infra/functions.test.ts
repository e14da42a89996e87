import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { config, type Resource, resourcesOf, synthesised } from './synthesised.ts';

const { hub } = synthesised();
const functions = Object.values(resourcesOf(hub, 'AWS::Lambda::Function'));

function serviceOf({ Properties }: Resource): string {
  return Properties.Environment.Variables.POWERTOOLS_SERVICE_NAME;
}

function functionOf(service: string): Resource {
  const found = functions.find((resource) => serviceOf(resource) === service);
  if (found === undefined) throw new Error(`no function ${service}`);
  return found;
}

describe.each(['sweep', 'access-change', 'alert'])('the function %s', (service) => {
  const { Properties } = functionOf(service);

  it('runs on arm64 under the newest Node of Lambda', () => {
    expect(Properties).toMatchObject({
      Architectures: ['arm64'],
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
    });
  });

  it('is traced, and logs JSON that is kept for a month', () => {
    expect(Properties.TracingConfig).toEqual({ Mode: 'Active' });
    expect(Properties.LoggingConfig.LogFormat).toBe('JSON');
    const group = resourcesOf(hub, 'AWS::Logs::LogGroup')[Properties.LoggingConfig.LogGroup.Ref];
    expect(group?.Properties.RetentionInDays).toBe(30);
  });

  it('is told whose account it watches and where its state is', () => {
    expect(Properties.Environment.Variables).toMatchObject({
      TABLE: { Ref: expect.stringContaining('Table') },
      ACCOUNT_ID: '111122223333',
      PARTITION: 'aws',
      POWERTOOLS_METRICS_NAMESPACE: 'Gatewatch',
    });
  });
});

describe.each(['sweep', 'access-change'])('the judging function %s', (service) => {
  it('is told by what configuration and which catalogue it judges', () => {
    expect(functionOf(service).Properties.Environment.Variables).toMatchObject({
      CONFIG_BUCKET: 'cdk-hnb659fds-assets-111122223333-eu-west-1',
      CONFIG_KEY: expect.stringMatching(/^[0-9a-f]{64}\.json$/),
      CONFIG_HASH: expect.stringMatching(/^[0-9a-f]{64}$/),
      CATALOGUE_HASH: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });
});

describe('variables', () => {
  it('gives each function its own and no more', () => {
    const common = [
      'ACCOUNT_ID',
      'NODE_OPTIONS',
      'PARTITION',
      'POWERTOOLS_METRICS_NAMESPACE',
      'POWERTOOLS_SERVICE_NAME',
      'TABLE',
    ];
    const judging = [
      ...['BUCKET', 'CATALOGUE_HASH', 'CONFIG_BUCKET', 'CONFIG_HASH', 'CONFIG_KEY'],
      'HEARTBEAT_ROLE_NAME',
    ];
    const variables = (service: string) =>
      Object.keys(functionOf(service).Properties.Environment.Variables).sort();
    expect(variables('sweep')).toEqual(
      [...common, ...judging, 'KUBERNETES_READER', 'MANIFEST_KEY', 'MANIFEST_NAMES'].sort(),
    );
    expect(variables('access-change')).toEqual(
      [
        ...[...common, ...judging],
        ...['CHANGES_QUEUE_URL', 'REJECTED_QUEUE_URL', 'SWEEP_FUNCTION_NAME'],
      ].sort(),
    );
    expect(variables('alert')).toEqual(
      [
        ...common,
        ...['CONFIG_BUCKET', 'CONFIG_HASH', 'CONFIG_KEY'],
        ...['FINDINGS_TOPIC_ARN', 'KEY_ARN', 'OPERATIONS_TOPIC_ARN'],
      ].sort(),
    );
  });

  it('changes the hash of the configuration with its content, and only then', () => {
    const hash = (minimumSeverity: 'LOW' | 'HIGH') => {
      const alerts = { ...config.alerts, minimumSeverity };
      const { Properties } = Object.values(
        resourcesOf(synthesised({ config: { ...config, alerts } }).hub, 'AWS::Lambda::Function'),
      )[0] as Resource;
      return Properties.Environment.Variables.CONFIG_HASH;
    };
    expect(hash('LOW')).toBe(hash('LOW'));
    expect(hash('LOW')).not.toBe(hash('HIGH'));
  });
});

describe('the detection of recursive loops', () => {
  it('leaves alone the functions that cause their own invocations on purpose, and no other', () => {
    expect(functions.map((each) => [serviceOf(each), each.Properties.RecursiveLoop])).toEqual([
      ['sweep', 'Allow'],
      ['kubernetes-reader', undefined],
      ['access-change', 'Allow'],
      ['alert', undefined],
    ]);
  });
});

describe('sweep', () => {
  it('may run for 15 minutes on a whole CPU, and is not repeated when it fails', () => {
    expect(functionOf('sweep').Properties).toMatchObject({ Timeout: 900, MemorySize: 1769 });
    hub.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      FunctionName: { Ref: Match.stringLikeRegexp('^Sweep') },
      MaximumRetryAttempts: 0,
    });
  });
});

describe('access-change', () => {
  it('is told which function to ask for a sweep, and which queue to remind it later', () => {
    expect(functionOf('access-change').Properties.Environment.Variables).toMatchObject({
      CHANGES_QUEUE_URL: { Ref: expect.stringMatching(/^QueuesChanges/) },
      SWEEP_FUNCTION_NAME: functionOf('sweep').Properties.FunctionName,
    });
  });

  it('takes changes in small batches, two at a time, and hands back only those that failed', () => {
    hub.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^QueuesChanges'), 'Arn'] },
      BatchSize: 10,
      MaximumBatchingWindowInSeconds: 2,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 2 },
    });
  });

  it('leaves a batch to Lambda for six time-outs before SQS shows it again', () => {
    const { Timeout } = functionOf('access-change').Properties;
    hub.hasResourceProperties('AWS::SQS::Queue', {
      VisibilityTimeout: 6 * Timeout,
      RedrivePolicy: {
        deadLetterTargetArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('FailedChanges'), 'Arn'] },
        maxReceiveCount: 5,
      },
    });
  });
});

describe('alert', () => {
  it('is woken by items that say so, and gives up on none in silence', () => {
    hub.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^StateTable'), 'StreamArn'] },
      FilterCriteria: {
        Filters: [{ Pattern: '{"dynamodb":{"NewImage":{"wake":{"S":[{"exists":true}]}}}}' }],
      },
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 3,
      DestinationConfig: {
        OnFailure: {
          Destination: { 'Fn::GetAtt': [Match.stringLikeRegexp('Undelivered'), 'Arn'] },
        },
      },
    });
  });
});
