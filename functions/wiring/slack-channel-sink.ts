import type { Channel } from '../../shared/model/alert-settings.ts';
import type { AlertSink } from '../../shared/ports/alert-sink.ts';
import { dynamoThreads } from '../adapters/dynamo-threads.ts';
import { awsSecret } from '../adapters/secrets.ts';
import { slackApi } from '../adapters/slack-api.ts';
import { slackToken, slackWebhookUrl } from '../adapters/slack-secrets.ts';
import { slackWebhook } from '../adapters/slack-webhook.ts';
import type { StateTable } from '../adapters/state-table.ts';
import { patientRoom } from '../deliver/patient-room.ts';
import { slackSink } from '../deliver/slack-sink.ts';

interface SlackGround {
  readonly state: StateTable;
  /** Where Slack is, if not at its own address. */
  readonly slackEndpoint: string | undefined;
}

/** Undefined where the channel is none of Slack. */
export function slackChannelSink(
  name: string,
  { slack, slackWebhook: webhook }: Channel,
  { state, slackEndpoint: endpoint }: SlackGround,
): AlertSink | undefined {
  if (slack !== undefined) {
    const { channel } = slack;
    const room = slackApi({ channel, secret: awsSecret(slack.secret, slackToken), endpoint });
    // A thread is of Slack's channel, whatever it is called here.
    return slackSink(patientRoom(room, Date.now), dynamoThreads(state, `slack ${channel}`));
  }
  if (webhook === undefined) return undefined;
  const room = slackWebhook({ secret: awsSecret(webhook.secret, slackWebhookUrl), endpoint });
  return slackSink(patientRoom(room, Date.now), dynamoThreads(state, `webhook ${name}`));
}
