import { ChannelFault } from '../../shared/ports/channel-fault.ts';

interface Refused {
  /** @default message */
  readonly what?: string;
  readonly details?: string;
}

/**
 * Why Slack has refused something, and what to do about it.
 * https://docs.slack.dev/reference/methods/chat.postMessage#errors
 * https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks#handling_errors
 */
export function slackRefusal(
  code: string,
  { what = 'message', details = '' }: Refused = {},
): ChannelFault {
  const known = /^\w{1,60}$/.test(code) ? code : 'an answer that it does not document';
  const advice = advices[code];
  const more = details === '' ? '' : ` (${details.slice(0, 300)})`;
  const isOfSecret = advice === newToken || advice === newUrl;
  return new ChannelFault(`Slack refused the ${what}: ${known}${more}.`, {
    advice,
    secret: isOfSecret ? 'put' : undefined,
  });
}

const newToken =
  'Put the bot token of an app that is installed in the workspace into the secret; it is read again by the next try.';
const newUrl = 'Make a new incoming webhook and put its URL into the secret.';
const otherChannel =
  'Correct the id of the channel in alerts.channels, or invite the app if the channel is private.';
const unarchive = 'Unarchive the channel, or send to another.';
const ofTheWorkspace =
  'A setting of the workspace keeps the app from posting there: ask its administrators.';
const ofOurs =
  'That is a fault of Gatewatch: please report it. What the message says is in the findings topic too.';

const advices: Readonly<Record<string, string>> = {
  account_inactive: newToken,
  invalid_auth: newToken,
  not_authed: newToken,
  token_expired: newToken,
  token_revoked: newToken,
  not_allowed_token_type: newToken,
  missing_scope:
    'Give the app the scope chat:write, install it again and put its token into the secret.',
  not_in_channel: 'Invite the app to the channel (/invite @name), or give it chat:write.public.',
  channel_not_found: otherChannel,
  is_archived: unarchive,
  channel_is_archived: unarchive,
  restricted_action: ofTheWorkspace,
  action_prohibited: ofTheWorkspace,
  posting_to_general_channel_denied: ofTheWorkspace,
  ekm_access_denied: ofTheWorkspace,
  team_access_not_granted: ofTheWorkspace,
  no_service: newUrl,
  no_service_id: newUrl,
  no_team: newUrl,
  team_disabled: newUrl,
  invalid_token: newUrl,
  no_active_hooks: newUrl,
  msg_too_long: ofOurs,
  invalid_blocks: ofOurs,
  invalid_blocks_format: ofOurs,
  invalid_payload: ofOurs,
  no_text: ofOurs,
};
