import type { Check } from '../shared/model/check.ts';
import type { ChannelCheck } from '../shared/ports/channel-check.ts';

/** One test message for the channel of a name, or for `all` of these; `others` are told by another function. */
export async function testChannels(
  channels: readonly ChannelCheck[],
  name: string,
  others: readonly string[] = [],
): Promise<readonly Check[]> {
  const meant = channels.filter((channel) => name === 'all' || channel.name === name);
  if (meant.length === 0) {
    const known = [...others, ...channels.map((channel) => channel.name)].join(', ');
    throw new Error(`There is no channel "${name}"; channels are ${known}`);
  }
  return Promise.all(meant.map((channel) => channel.test()));
}
