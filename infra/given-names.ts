import { ArnFormat, type CfnElement, Stack } from 'aws-cdk-lib';
import { CfnEventBus } from 'aws-cdk-lib/aws-events';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnTopic } from 'aws-cdk-lib/aws-sns';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';

/**
 * What an attribute of a resource will be, where we have given it a name and so know it at synth; without an attribute, what
 * Ref gives. Undefined where only CloudFormation knows.
 */
export function givenName(element: CfnElement, attribute: unknown): string | undefined {
  const values = valuesOf(element);
  return values?.[attribute === undefined ? 'Ref' : String(attribute)];
}

type Values = Readonly<Record<string, string | undefined>>;

function valuesOf(element: CfnElement): Values | undefined {
  const stack = Stack.of(element);
  if (element instanceof CfnEventBus) return { Ref: element.name };
  const name = nameOf(stack, element);
  if (name === undefined) return undefined;
  if (element instanceof CfnFunction) {
    const arnFormat = ArnFormat.COLON_RESOURCE_NAME;
    const parts = { service: 'lambda', resource: 'function', resourceName: name, arnFormat };
    return { Ref: name, Arn: stack.formatArn(parts) };
  }
  if (element instanceof CfnRole) {
    const parts = { service: 'iam', region: '', resource: 'role', resourceName: name };
    return { Ref: name, Arn: stack.formatArn(parts) };
  }
  if (element instanceof CfnTopic) return { Ref: bareArn(stack, 'sns', name), TopicName: name };
  const { region, urlSuffix, account } = stack;
  return {
    Ref: `https://sqs.${region}.${urlSuffix}/${account}/${name}`,
    Arn: bareArn(stack, 'sqs', name),
    QueueName: name,
  };
}

/** CDK writes a name that is generated as something that resolves to nothing. */
function nameOf(stack: Stack, element: CfnElement): string | undefined {
  if (element instanceof CfnFunction) return stack.resolve(element.functionName);
  if (element instanceof CfnRole) return stack.resolve(element.roleName);
  if (element instanceof CfnTopic) return stack.resolve(element.topicName);
  return element instanceof CfnQueue ? stack.resolve(element.queueName) : undefined;
}

function bareArn(stack: Stack, service: string, resource: string): string {
  return stack.formatArn({ service, resource, arnFormat: ArnFormat.NO_RESOURCE_NAME });
}
