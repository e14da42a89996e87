import { ArnFormat, type Stack } from 'aws-cdk-lib';
import type { Channel } from '../shared/model/alert-settings.ts';
import type { Foundation } from './foundation.ts';
import type { Permission } from './permission.ts';

/** Reads the secrets of the channels of Slack, and remembers the threads there. */
export function toSlack(
  { stack, state, key }: Foundation,
  channels: readonly Channel[],
): readonly Permission[] {
  const secrets = channels.flatMap(({ slack, slackWebhook }) => slack ?? slackWebhook ?? []);
  if (secrets.length === 0) return [];
  const arns = secrets.map(({ secret }) => secretArn(stack, secret));
  return [
    {
      actions: ['secretsmanager:GetSecretValue'],
      resources: [...new Set(arns)],
    },
    {
      actions: ['dynamodb:GetItem', 'dynamodb:PutItem'],
      resources: [state.table.tableArn],
    },
    { actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: [key.keyArn] },
  ];
}

/**
 * Secrets Manager ends an ARN in six characters that nobody knows before.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_iam-policies.html
 */
function secretArn(stack: Stack, secret: string): string {
  if (secret.startsWith('arn:')) return secret;
  return stack.formatArn({
    service: 'secretsmanager',
    resource: 'secret',
    resourceName: `${secret}-??????`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}
