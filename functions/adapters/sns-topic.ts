import { type MessageAttributeValue, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import type { AlertMessage } from '../../shared/model/alert.ts';
import type { Topic } from '../../shared/ports/alert-sink.ts';
import { stateSettings } from './client-settings.ts';

/** Publishes to one topic; list attributes travel as `String.Array`, so that filter policies match any of them. */
export function snsTopic(topicArn: string, client = new SNSClient(stateSettings)): Topic {
  return {
    publish: async ({ subject, body, attributes }) => {
      await client.send(
        new PublishCommand({
          TopicArn: topicArn,
          Subject: subject,
          Message: body,
          MessageAttributes: messageAttributes(attributes),
        }),
      );
    },
  };
}

/** SNS refuses an attribute with an empty value, so an empty text is left out. */
function messageAttributes(
  attributes: AlertMessage['attributes'],
): Record<string, MessageAttributeValue> {
  return Object.fromEntries(
    Object.entries(attributes)
      .filter(([, value]) => value !== '')
      .map(([name, value]) => [name, attributeValue(value)]),
  );
}

function attributeValue(value: string | readonly string[]): MessageAttributeValue {
  return typeof value === 'string'
    ? { DataType: 'String', StringValue: value }
    : { DataType: 'String.Array', StringValue: JSON.stringify(value) };
}
