import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { resourcesOf, synthesised } from './synthesised.ts';

const { hub } = synthesised();
const retained = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };

describe('the table', () => {
  it('keeps every item under pk and sk, and what is owed in a sparse index', () => {
    hub.hasResourceProperties('AWS::DynamoDB::Table', {
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
        { AttributeName: 'owedBy', AttributeType: 'S' },
        { AttributeName: 'owedSince', AttributeType: 'N' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'owed',
          KeySchema: [
            { AttributeName: 'owedBy', KeyType: 'HASH' },
            { AttributeName: 'owedSince', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
    });
  });

  it('forgets what says when it may go', () => {
    hub.hasResourceProperties('AWS::DynamoDB::Table', {
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    });
  });

  it('survives the stack and a mistaken delete, and can be set back in time', () => {
    hub.hasResource('AWS::DynamoDB::Table', {
      ...retained,
      Properties: {
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      },
    });
  });
});

describe('the bucket', () => {
  it('is private, versioned, and refuses plain HTTP', () => {
    hub.hasResource('AWS::S3::Bucket', {
      ...retained,
      Properties: {
        VersioningConfiguration: { Status: 'Enabled' },
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
      },
    });
    hub.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: [
          Match.objectLike({
            Effect: 'Deny',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
        ],
      },
    });
  });

  it('forgets parts of estates after a month and reports after a year', () => {
    hub.hasResourceProperties('AWS::S3::Bucket', {
      LifecycleConfiguration: {
        Rules: Match.arrayWith([
          Match.objectLike({ NoncurrentVersionExpiration: { NoncurrentDays: 7 } }),
          { Prefix: 'estate/', ExpirationInDays: 30, Status: 'Enabled' },
          { Prefix: 'reports/', ExpirationInDays: 365, Status: 'Enabled' },
        ]),
      },
    });
  });
});

describe('the key', () => {
  it('rotates and survives the stack, for without it what is retained cannot be read', () => {
    hub.hasResource('AWS::KMS::Key', { ...retained, Properties: { EnableKeyRotation: true } });
  });

  it('encrypts table, bucket and findings topic, and nothing that operations depend on', () => {
    const [key] = Object.keys(resourcesOf(hub, 'AWS::KMS::Key'));
    const arn = { 'Fn::GetAtt': [key, 'Arn'] };
    hub.hasResourceProperties('AWS::DynamoDB::Table', {
      SSESpecification: { KMSMasterKeyId: arn, SSEEnabled: true, SSEType: 'KMS' },
    });
    hub.hasResourceProperties('AWS::S3::Bucket', {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          {
            BucketKeyEnabled: true,
            ServerSideEncryptionByDefault: { KMSMasterKeyID: arn, SSEAlgorithm: 'aws:kms' },
          },
        ],
      },
    });
    hub.hasResourceProperties('AWS::SNS::Topic', { DisplayName: 'Gatewatch', KmsMasterKeyId: arn });
    hub.hasResourceProperties('AWS::SNS::Topic', {
      DisplayName: 'Gatewatch operations',
      KmsMasterKeyId: Match.absent(),
    });
  });
});

describe('the stack', () => {
  it('creates nothing through a custom resource, whose function would have rights of its own', () => {
    const types = Object.values(hub.toJSON()['Resources'] as Record<string, { Type: string }>).map(
      ({ Type }) => Type,
    );
    expect(
      types.filter((type) => type.startsWith('Custom::') || type.includes('CustomResource')),
    ).toEqual([]);
    hub.resourceCountIs('AWS::Lambda::Function', 4);
  });

  it('has no resource that needs itself, through however many others', () => {
    const resources = hub.toJSON()['Resources'] as Record<string, object>;
    const needs = new Map(
      Object.entries(resources).map(([id, resource]) => [
        id,
        new Set(Object.keys(resources).filter((other) => mentions(resource, other))),
      ]),
    );
    const left = new Map(needs);
    for (let before = -1; before !== left.size; ) {
      before = left.size;
      for (const [id, needed] of left) {
        if (![...needed].some((other) => left.has(other))) left.delete(id);
      }
    }
    expect([...left.keys()]).toEqual([]);
  });

  it('gives names only to what others must know beforehand, and to nothing that outlives it', () => {
    const named = Object.values(
      hub.toJSON()['Resources'] as Record<string, { Type: string; Properties?: object }>,
    )
      .filter(({ Properties = {} }) =>
        [
          'Name',
          'TableName',
          'BucketName',
          'FunctionName',
          'RoleName',
          'QueueName',
          'TopicName',
        ].some((key) => typeof Properties[key as keyof typeof Properties] === 'string'),
      )
      .map(({ Type }) => Type);
    expect([...new Set(named)].sort()).toEqual([
      'AWS::Events::EventBus',
      'AWS::Events::Rule',
      // Access entries of clusters name it.
      'AWS::IAM::Role',
      'AWS::Lambda::Function',
      'AWS::SNS::Topic',
      'AWS::SQS::Queue',
    ]);
  });

  it('cannot be deleted by accident', () => {
    const { app } = synthesised();
    const stacks = app.synth().stacks;
    expect(
      stacks.map(({ stackName, terminationProtection }) => [stackName, terminationProtection]),
    ).toEqual([
      ['Gatewatch', true],
      ['GatewatchForwarder-us-east-1', true],
    ]);
  });

  it('tells how to sweep at once', () => {
    const { Value } = hub.toJSON()['Outputs']['SweepNow'];
    const [function_] = Object.keys(
      hub.findResources('AWS::Lambda::Function', { Properties: { Timeout: 900 } }),
    );
    expect(Value).toEqual({
      'Fn::Join': [
        '',
        [
          'aws lambda invoke --function-name ',
          { Ref: function_ },
          " --region eu-west-1 --cli-read-timeout 0 --cli-binary-format raw-in-base64-out --payload '{}' /dev/stdout",
        ],
      ],
    });
  });

  it.each([
    'FindingsTopicArn',
    'OperationsTopicArn',
    'SweepFunctionName',
    'BucketName',
    'TableName',
  ])('puts %s out', (output) => {
    hub.hasOutput(output, {});
  });
});

/** Whether a resource refers to another, or has to come after it. */
function mentions(value: unknown, id: string): boolean {
  if (Array.isArray(value)) return value.some((item) => mentions(item, id));
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, of]) => {
    if (key === 'Ref' || key === 'DependsOn') return [of].flat().includes(id);
    if (key === 'Fn::GetAtt') return of[0] === id;
    return mentions(of, id);
  });
}
