import {
  busCheck,
  busTestCheck,
  hubCheck,
  hubTestCheck,
} from '../../shared/doctor/machine-checks.ts';
import type { Account } from '../../shared/model/account.ts';
import type { Channel } from '../../shared/model/alert-settings.ts';
import type { ChannelCheck } from '../../shared/ports/channel-check.ts';
import { jsonText } from '../../shared/report/json.ts';
import { amazonQTestMessage, testEvent } from '../../shared/report/test-message.ts';
import { eventBus } from '../adapters/event-bus.ts';
import { hubEnabled } from '../adapters/hub-enabled.ts';
import { keyUse } from '../adapters/key-use.ts';
import { known } from '../adapters/known.ts';
import { topicChannel } from '../alert/topic-channel.ts';
import { slackChannel } from '../deliver/slack-channel.ts';
import type { ChannelGround } from './channel-sinks.ts';
import { publishTo } from './publish-to.ts';
import { slackPlace } from './slack-place.ts';

interface CheckedGround extends ChannelGround {
  readonly account: Account;
  /** Of the key of the topics. */
  readonly keyArn: string;
}

/** The channels of a configuration, as far as each can be tried. */
export function channelChecks(
  channels: Readonly<Record<string, Channel>>,
  ground: CheckedGround,
): readonly ChannelCheck[] {
  return Object.entries(channels).map(([name, channel]) => checkOf(name, channel, ground));
}

function checkOf(name: string, channel: Channel, ground: CheckedGround): ChannelCheck {
  const { account, region, slackEndpoint, topics, keyArn } = ground;
  if (channel.eventBus !== undefined) return busChannel(name, channel.eventBus, account);
  const place = slackPlace(channel, slackEndpoint);
  if (place !== undefined) {
    return slackChannel({ ...place, name, account, secret: { ...place.secret, region } });
  }
  const topicArn = topics[name];
  if (topicArn === undefined) return hubChannel(name, region);
  return topicChannel({
    ...{ name, account, publish: publishTo(topicArn) },
    ...(channel.amazonQ && { message: amazonQTestMessage(account, name) }),
    key: { arn: keyArn, use: keyUse(keyArn) },
  });
}

function hubChannel(name: string, region: string): ChannelCheck {
  const enabled = hubEnabled();
  return {
    name,
    check: async () => hubCheck(name, region, await enabled()),
    test: async () => hubTestCheck(name),
  };
}

function busChannel(name: string, bus: string, account: Account): ChannelCheck {
  const { detailType, detail } = testEvent(account, name);
  const event = { source: 'gatewatch', detailType, detail: jsonText(detail) };
  const put = () =>
    known(async () => {
      await eventBus(bus).put([event]);
      return true as const;
    });
  return {
    name,
    check: async () => busCheck(name),
    test: async () => busTestCheck(name, bus, await put()),
  };
}
