import {
  postedCheck,
  type SlackPlace,
  slackFaultCheck,
  slackUnreadCheck,
  tokenCheck,
  webhookCheck,
} from '../../shared/doctor/slack-checks.ts';
import type { Account } from '../../shared/model/account.ts';
import type { Check } from '../../shared/model/check.ts';
import type { ChannelCheck } from '../../shared/ports/channel-check.ts';
import { ChannelFault } from '../../shared/ports/channel-fault.ts';
import type { SlackRoom } from '../../shared/ports/slack-room.ts';
import { slackTestMessage } from '../../shared/report/test-message.ts';

export interface SlackChannel extends SlackPlace {
  readonly account: Account;
  /** Reads the secret and tries it, as far as that sends nothing: the workspace it is of; undefined where it cannot be tried. */
  readonly tried: () => Promise<string | undefined>;
  readonly room: SlackRoom;
}

/** A channel of Slack, whose token Slack can be asked about without a message. */
export function slackChannel(channel: SlackChannel): ChannelCheck {
  const { name } = channel;
  return {
    name,
    check: () => look(channel),
    test: async () => ({ ...(await test(channel)), id: `test message ${name}` }),
  };
}

async function look(channel: SlackChannel): Promise<Check> {
  try {
    const workspace = await channel.tried();
    return workspace === undefined ? webhookCheck(channel) : tokenCheck(channel, workspace);
  } catch (error) {
    if (error instanceof ChannelFault) return slackFaultCheck(channel, error);
    return slackUnreadCheck(channel, reasonOf(error));
  }
}

async function test(channel: SlackChannel): Promise<Check> {
  try {
    await channel.room.post(slackTestMessage(channel.account, channel.name));
    return postedCheck(channel);
  } catch (error) {
    const passing = { advice: 'Ask once more in a while. Alerts are tried six times over.' };
    const fault =
      error instanceof ChannelFault ? error : new ChannelFault(reasonOf(error), passing);
    return slackFaultCheck(channel, fault);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
