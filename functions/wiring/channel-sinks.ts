import type { Channel } from '../../shared/model/alert-settings.ts';
import type { AlertSink } from '../../shared/ports/alert-sink.ts';
import { eventBus } from '../adapters/event-bus.ts';
import { securityHub } from '../adapters/security-hub.ts';
import { snsTopic } from '../adapters/sns-topic.ts';
import { emailSink } from '../alert/email-sink.ts';
import { amazonQSink } from '../deliver/amazon-q-sink.ts';
import { eventBusSink } from '../deliver/event-bus-sink.ts';
import { securityHubSink } from '../deliver/security-hub-sink.ts';

/**
 * The channels of a configuration by their names; `topics` are the ARNs of those that have a topic of their own, `region` is
 * ours.
 */
export function channelSinks(
  channels: Readonly<Record<string, Channel>>,
  topics: Readonly<Record<string, string>>,
  region: string,
): (name: string) => AlertSink | undefined {
  return (name) => {
    const channel = channels[name];
    return channel && sinkOf(channel, topics[name], region);
  };
}

function sinkOf(
  channel: Channel,
  topicArn: string | undefined,
  region: string,
): AlertSink | undefined {
  if (channel.eventBus !== undefined) return eventBusSink(eventBus(channel.eventBus));
  if (channel.securityHub !== undefined) return securityHubSink(securityHub(), region);
  if (topicArn === undefined) return undefined;
  const topic = snsTopic(topicArn);
  return channel.amazonQ === undefined ? emailSink(topic) : amazonQSink(topic);
}
