import type { Channel } from '../../shared/model/alert-settings.ts';
import type { AlertSink } from '../../shared/ports/alert-sink.ts';
import { eventBus } from '../adapters/event-bus.ts';
import { securityHub } from '../adapters/security-hub.ts';
import { snsTopic } from '../adapters/sns-topic.ts';
import type { StateTable } from '../adapters/state-table.ts';
import { emailSink } from '../alert/email-sink.ts';
import { amazonQSink } from '../deliver/amazon-q-sink.ts';
import { eventBusSink } from '../deliver/event-bus-sink.ts';
import { securityHubSink } from '../deliver/security-hub-sink.ts';
import { slackChannelSink } from './slack-channel-sink.ts';

/** What the channels of a deployment stand on. */
export interface ChannelGround {
  /** ARNs of those that have a topic of their own, by their names. */
  readonly topics: Readonly<Record<string, string>>;
  /** Ours. */
  readonly region: string;
  readonly state: StateTable;
  /** Where Slack is, if not at its own address. */
  readonly slackEndpoint: string | undefined;
}

/** The channels of a configuration by their names, each made once: it keeps its secret while the Lambda is warm. */
export function channelSinks(
  channels: Readonly<Record<string, Channel>>,
  ground: ChannelGround,
): (name: string) => AlertSink | undefined {
  const made = new Map<string, AlertSink | undefined>();
  return (name) => {
    const channel = channels[name];
    if (!made.has(name)) made.set(name, channel && sinkOf(name, channel, ground));
    return made.get(name);
  };
}

function sinkOf(name: string, channel: Channel, ground: ChannelGround): AlertSink | undefined {
  if (channel.eventBus !== undefined) return eventBusSink(eventBus(channel.eventBus));
  if (channel.securityHub !== undefined) return securityHubSink(securityHub(), ground.region);
  const topicArn = ground.topics[name];
  if (topicArn === undefined) return slackChannelSink(name, channel, ground);
  const topic = snsTopic(topicArn);
  return channel.amazonQ === undefined ? emailSink(topic) : amazonQSink(topic);
}
