import type { Channel } from '../../shared/model/alert-settings.ts';
import type { AlertSink } from '../../shared/ports/alert-sink.ts';
import { dynamoThreads } from '../adapters/dynamo-threads.ts';
import type { StateTable } from '../adapters/state-table.ts';
import { patientRoom } from '../deliver/patient-room.ts';
import { slackSink } from '../deliver/slack-sink.ts';
import { slackPlace } from './slack-place.ts';

interface SlackGround {
  readonly state: StateTable;
  /** Where Slack is, if not at its own address. */
  readonly slackEndpoint: string | undefined;
}

/** Undefined where the channel is none of Slack. */
export function slackChannelSink(
  name: string,
  channel: Channel,
  { state, slackEndpoint }: SlackGround,
): AlertSink | undefined {
  const place = slackPlace(channel, slackEndpoint);
  if (place === undefined) return undefined;
  // A thread is of Slack's channel, whatever it is called here.
  const threads = channel.slack ? `slack ${channel.slack.channel}` : `webhook ${name}`;
  return slackSink(patientRoom(place.room, Date.now), dynamoThreads(state, threads));
}
