import type { SlackMessage } from '../../shared/model/slack.ts';
import type { SlackRoom } from '../../shared/ports/slack-room.ts';
import type { Secret } from './secrets.ts';
import { slackRefusal } from './slack-refusal.ts';
import {
  postToSlack,
  refusedBlocks,
  type SlackAnswer,
  slackBody,
  withoutBlocks,
} from './slack-request.ts';

interface SlackWebhook {
  readonly secret: Secret<{ readonly url: string }>;
  /** Scheme, host and port to use in place of those in the secret. */
  readonly endpoint?: string | undefined;
}

/**
 * A channel behind an incoming webhook, which names no message and so has no threads.
 * https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
 */
export function slackWebhook(webhook: SlackWebhook): SlackRoom {
  return {
    post: async (message) => {
      const first = await send(webhook, message);
      const code = first.text.trim();
      const isRefused = first.status !== 200 && refusedBlocks.has(code);
      const { status, text } = isRefused
        ? await send(webhook, withoutBlocks(message, code))
        : first;
      if (status !== 200) throw slackRefusal(text.trim());
      return undefined;
    },
  };
}

/** With the URL as it is by now, if the one at hand is refused. */
async function send({ secret, endpoint }: SlackWebhook, message: SlackMessage) {
  const { url } = await secret.current();
  const answer = await sendTo(url, endpoint, message);
  if (answer.status !== 403 && answer.status !== 404) return answer;
  const renewed = await secret.renewed();
  return renewed.url === url ? answer : sendTo(renewed.url, endpoint, message);
}

function sendTo(
  url: string,
  endpoint: string | undefined,
  message: SlackMessage,
): Promise<SlackAnswer> {
  const target = endpoint === undefined ? url : `${endpoint}${new URL(url).pathname}`;
  return postToSlack(target, slackBody(message));
}
