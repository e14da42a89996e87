import { isObject, type Json } from './json.ts';

/** What a secret of a Slack channel holds: the address of an incoming webhook, or the token of a bot. */
export type SlackSecret = { readonly url: string } | { readonly token: string };

/** What Slack says of a token; `error` is its own word, such as `invalid_auth`. */
export type SlackAuth =
  | { readonly ok: true; readonly team: string }
  | { readonly ok: false; readonly error: string };

/** A secret by its form; undefined for one that Slack could not have given. */
export function slackSecretIn(secret: Json | undefined): SlackSecret | undefined {
  if (!isObject(secret)) return undefined;
  const { token, url } = secret;
  if (typeof token === 'string' && /^xoxb-[\w-]+$/.test(token)) return { token };
  return typeof url === 'string' && webhook.test(url) ? { url } : undefined;
}

/** https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks; GovSlack has a host of its own. */
const webhook = /^https:\/\/hooks\.slack(-gov)?\.com\/[\w/-]+$/;
