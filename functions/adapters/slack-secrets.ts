import * as z from 'zod/mini';
import type { SecretShape } from './secrets.ts';

/** https://docs.slack.dev/authentication/tokens */
export const slackToken: SecretShape<{ readonly token: string }> = {
  schema: z.object({ token: z.string().check(z.regex(/^xox[\w.-]+$/)) }),
  example: '{"token": "xoxb-…"} with the bot token of a Slack app',
};

/** Of Slack alone, or of GovSlack. https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks */
export const slackWebhookUrl: SecretShape<{ readonly url: string }> = {
  schema: z.object({ url: z.string().check(z.regex(/^https:\/\/hooks\.slack(-gov)?\.com\/\S+$/)) }),
  example: '{"url": "https://hooks.slack.com/…"} with the URL of an incoming webhook of Slack',
};
