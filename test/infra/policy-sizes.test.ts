import { describe, expect, it } from 'vitest';
import { isObject, type Json } from '../../shared/model/json.ts';
import { config, policiesOf, type Resource, resourcesOf, synthesised } from './synthesised.ts';

/** More than anybody watches, those with the longest names among them. */
const regions = [
  ...['eu-west-1', 'eu-west-2', 'eu-west-3', 'eu-north-1', 'eu-south-1', 'eu-south-2'],
  ...['eu-central-1', 'eu-central-2', 'us-east-1', 'us-east-2', 'us-west-1', 'us-west-2'],
  ...['ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-southeast-1', 'ap-southeast-2'],
  ...['ap-southeast-3', 'ap-southeast-4', 'ap-south-1', 'ca-central-1', 'sa-east-1'],
];

/** Text as deployed, with names as long as those that CloudFormation makes: stack, logical id and twelve characters. */
function deployed(value: Json): Json {
  if (Array.isArray(value)) return value.map(deployed);
  if (!isObject(value)) return value;
  const [[name, argument] = ['', null]] = Object.entries(value);
  if (name === 'Ref') return `Gatewatch-${argument}-AbCdEfGhIjKl`;
  if (name === 'Fn::GetAtt' && Array.isArray(argument)) {
    return `arn:aws:dynamodb:eu-west-1:111122223333:table/Gatewatch-${argument[0]}-AbCdEfGhIjKl`;
  }
  if (name === 'Fn::Join' && Array.isArray(argument)) {
    const [, parts] = argument;
    return Array.isArray(parts) ? parts.map(deployed).join('') : '';
  }
  return Object.fromEntries(Object.entries(value).map(([key, of]) => [key, deployed(of)]));
}

function sizeOf({ Properties }: Resource): number {
  return JSON.stringify(deployed(Properties.PolicyDocument ?? Properties.Statement)).length;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
describe.each([1, 2, 5, 9, 10, 16, regions.length])('with %i watched Regions', (count) => {
  const { hub } = synthesised({ config: { ...config, regions: regions.slice(0, count) } });
  const policies = policiesOf(hub);
  const managed = policies.filter(({ Type }) => Type === 'AWS::IAM::ManagedPolicy');
  const ofRole = (all: readonly Resource[], id: string) =>
    all.filter(({ Properties }) => JSON.stringify(Properties.Roles).includes(`"${id}"`));

  it.each(Object.keys(resourcesOf(hub, 'AWS::IAM::Role')))(
    'what is written into %s fits, and so do its managed policies',
    (id) => {
      const inline = ofRole(policies, id).filter((policy) => !managed.includes(policy));
      const sizes = inline.map(sizeOf).reduce((sum, size) => sum + size, 0);
      expect(sizes).toBeLessThanOrEqual(10_240);
      expect(ofRole(managed, id).length).toBeLessThanOrEqual(10);
      for (const policy of ofRole(managed, id)) expect(sizeOf(policy)).toBeLessThanOrEqual(6_144);
    },
  );

  it('what a queue allows fits: 8,192 characters and 20 statements', () => {
    // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-policies.html
    for (const policy of Object.values(resourcesOf(hub, 'AWS::SQS::QueuePolicy'))) {
      expect(sizeOf(policy)).toBeLessThanOrEqual(8_192);
      expect(policy.Properties.PolicyDocument.Statement.length).toBeLessThanOrEqual(20);
    }
  });

  it('what the hub bus allows fits: 10,240 characters', () => {
    // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
    for (const policy of Object.values(resourcesOf(hub, 'AWS::Events::EventBusPolicy'))) {
      expect(sizeOf(policy)).toBeLessThanOrEqual(10_240);
    }
  });

  it('what is said to each function fits: 4,096 characters', () => {
    // https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
    for (const { Properties } of Object.values(resourcesOf(hub, 'AWS::Lambda::Function'))) {
      expect(JSON.stringify(deployed(Properties.Environment.Variables)).length).toBeLessThanOrEqual(
        4_096,
      );
    }
  });
});
