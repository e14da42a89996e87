import type { Account } from '../../shared/model/account.ts';
import type { ChannelCheck } from '../../shared/ports/channel-check.ts';
import { requireEnv } from '../adapters/environment.ts';
import { keyUse } from '../adapters/key-use.ts';
import { topicChannel } from '../alert/topic-channel.ts';
import { publishTo } from './publish-to.ts';

/** The ways in which every deployment tells people. */
export function channels(account: Account): readonly ChannelCheck[] {
  const keyArn = requireEnv('KEY_ARN');
  return [
    topicChannel({
      name: 'findings',
      account,
      publish: publishTo(requireEnv('FINDINGS_TOPIC_ARN')),
      key: { arn: keyArn, use: keyUse(keyArn) },
    }),
    topicChannel({
      name: 'operations',
      account,
      publish: publishTo(requireEnv('OPERATIONS_TOPIC_ARN')),
    }),
  ];
}
