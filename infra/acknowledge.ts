import { Stack, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Accepts one rule of cdk-nag's AwsSolutions pack for what is inside `scope`, and says why. */
export function acknowledge(scope: IConstruct, rule: string, reason: string): void {
  Validations.of(scope).acknowledge({ id: `AwsSolutions::AwsSolutions-${rule}`, reason });
}

/** Accepts those of the given resources that hold a wildcard, each by itself. */
export function acknowledgePatterns(
  scope: IConstruct,
  resources: readonly string[],
  reason: string,
): void {
  const patterns = resources
    .map((resource) => flatten(Stack.of(scope).resolve(resource)))
    .filter((resource) => resource.includes('*'));
  for (const pattern of new Set(patterns)) {
    acknowledge(scope, `IAM5[Resource::${pattern}]`, reason);
  }
}

/** A resolved ARN as cdk-nag spells it inside the id of a finding: references between angle brackets. */
function flatten(value: unknown): string {
  if (typeof value === 'string') {
    return value.replaceAll('${', '<').replaceAll('}', '>');
  }
  if (typeof value !== 'object' || value === null) {
    return String(value);
  }
  const [name, argument] = Object.entries(value)[0] ?? [];
  if (name === 'Fn::Join' && Array.isArray(argument)) {
    const [delimiter, parts] = argument;
    return parts.map(flatten).join(delimiter);
  }
  return flattenReference(name, argument);
}

function flattenReference(name: string | undefined, argument: unknown): string {
  if (name === 'Fn::Sub') {
    return flatten(argument);
  }
  return `<${Array.isArray(argument) ? argument.map(flatten).join('.') : flatten(argument)}>`;
}
