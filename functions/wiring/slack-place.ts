import type { Channel } from '../../shared/model/alert-settings.ts';
import type { SlackRoom } from '../../shared/ports/slack-room.ts';
import { awsSecret } from '../adapters/secrets.ts';
import { slackApi, slackWorkspace } from '../adapters/slack-api.ts';
import { slackToken, slackWebhookUrl } from '../adapters/slack-secrets.ts';
import { slackWebhook } from '../adapters/slack-webhook.ts';

/** A channel in Slack, and what can be asked of it. */
interface SlackPlace {
  readonly room: SlackRoom;
  readonly secret: { readonly id: string; readonly holds: 'token' | 'url' };
  /** Reads the secret and tries it, as far as that sends nothing: the workspace it is of; undefined for a webhook. */
  readonly tried: () => Promise<string | undefined>;
}

/** Undefined where the channel is none of Slack. */
export function slackPlace(
  { slack, slackWebhook: webhook }: Channel,
  /** Where Slack is, if not at its own address. */
  endpoint: string | undefined,
): SlackPlace | undefined {
  if (slack !== undefined) {
    const bot = { secret: awsSecret(slack.secret, slackToken), endpoint };
    return {
      room: slackApi({ ...bot, channel: slack.channel }),
      secret: { id: slack.secret, holds: 'token' },
      tried: () => slackWorkspace(bot),
    };
  }
  if (webhook === undefined) return undefined;
  const secret = awsSecret(webhook.secret, slackWebhookUrl);
  return {
    room: slackWebhook({ secret, endpoint }),
    secret: { id: webhook.secret, holds: 'url' },
    tried: async () => {
      await secret.current();
      return undefined;
    },
  };
}
