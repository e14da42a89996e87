import { SlackChannelConfiguration } from 'aws-cdk-lib/aws-chatbot';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { AmazonQChannel, Channel } from '../../shared/model/alert-settings.ts';
import type { Foundation } from '../foundation.ts';

export interface ChannelTopicsProps {
  readonly foundation: Foundation;
  readonly channels: Readonly<Record<string, Channel>>;
}

/** A topic for each channel of addresses or of Amazon Q Developer in chat applications. */
export class ChannelTopics extends Construct {
  /** By the name of the channel. */
  public readonly topics: Readonly<Record<string, ITopic>>;

  constructor(scope: Construct, id: string, { foundation, channels }: ChannelTopicsProps) {
    super(scope, id);
    const made = Object.entries(channels).flatMap(([name, { emails, amazonQ }]) => {
      if (emails === undefined && amazonQ === undefined) return [];
      const topic = new Topic(this, name, {
        displayName: 'Gatewatch',
        masterKey: foundation.key,
        enforceSSL: true,
      });
      for (const email of emails ?? []) topic.addSubscription(new EmailSubscription(email));
      if (amazonQ !== undefined) showIn(this, `${name}Room`, topic, amazonQ);
      return [[name, topic] as const];
    });
    this.topics = Object.fromEntries(made);
  }
}

/** It may answer nobody's questions: it has a role without permissions. */
function showIn(scope: Construct, id: string, topic: ITopic, room: AmazonQChannel): void {
  new SlackChannelConfiguration(scope, id, {
    slackChannelConfigurationName: `gatewatch-${id}`,
    slackWorkspaceId: room.workspace,
    slackChannelId: room.channel,
    notificationTopics: [topic],
  });
}
