import {
  malformedSecretCheck,
  postedCheck,
  type SlackPlace,
  tokenCheck,
  unreadSecretCheck,
  webhookCheck,
} from '../../shared/doctor/slack-checks.ts';
import type { Account } from '../../shared/model/account.ts';
import type { AlertMessage } from '../../shared/model/alert.ts';
import type { Check, Known } from '../../shared/model/check.ts';
import { slackSecretIn } from '../../shared/model/slack-secret.ts';
import type { ChannelCheck } from '../../shared/ports/channel-check.ts';
import type { SlackAuthority } from '../../shared/ports/slack-auth.ts';
import { testMessage } from '../../shared/report/test-message.ts';
import { parseJson } from '../../shared/wire/json-fault.ts';

export interface SlackChannel extends SlackPlace {
  readonly account: Account;
  /** The text of the secret, as Secrets Manager keeps it. */
  readonly secret: () => Promise<Known<string>>;
  readonly slack: SlackAuthority;
  readonly post: (message: AlertMessage) => Promise<Known<true>>;
}

/** A Slack channel, whose token Slack can be asked about without a message. */
export function slackChannel(channel: SlackChannel): ChannelCheck {
  const { name, account, post } = channel;
  return {
    name,
    check: () => check(channel),
    test: async () => postedCheck(channel, await post(testMessage(account, name))),
  };
}

async function check(channel: SlackChannel): Promise<Check> {
  const text = await channel.secret();
  if (!text.read) return unreadSecretCheck(channel, text.reason);
  const parsed = parseJson(text.value);
  const secret = slackSecretIn('ok' in parsed ? parsed.ok : undefined);
  if (secret === undefined) return malformedSecretCheck(channel);
  if ('url' in secret) return webhookCheck(channel);
  return tokenCheck(channel, await channel.slack.authTest(secret.token));
}
