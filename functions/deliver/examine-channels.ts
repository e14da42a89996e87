import type { Examination } from '../../shared/model/check.ts';
import type { ChannelCheck } from '../../shared/ports/channel-check.ts';
import type { AlertRequest } from '../events/alert-request.ts';
import { testChannels } from '../test-channels.ts';

/** Whether the configured channels would be told, or one test message for each that was named. */
export async function examineChannels(
  channels: readonly ChannelCheck[],
  request: AlertRequest,
): Promise<Examination> {
  const checks =
    'doctor' in request
      ? await Promise.all(channels.map((channel) => channel.check()))
      : await testChannels(channels, request.testMessage, ['findings', 'operations']);
  return { status: 'examined', checks };
}
