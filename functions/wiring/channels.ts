import type { Account } from '../../shared/model/account.ts';
import type { AlertMessage } from '../../shared/model/alert.ts';
import type { Known } from '../../shared/model/check.ts';
import type { ChannelCheck } from '../../shared/ports/channel-check.ts';
import { requireEnv } from '../adapters/environment.ts';
import { keyUse } from '../adapters/key-use.ts';
import { known } from '../adapters/known.ts';
import { snsTopic } from '../adapters/sns-topic.ts';
import { topicChannel } from '../alert/topic-channel.ts';

/** Every way in which this deployment tells people. */
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

function publishTo(topicArn: string): (message: AlertMessage) => Promise<Known<true>> {
  const topic = snsTopic(topicArn);
  return (message) =>
    known(async () => {
      await topic.publish(message);
      return true as const;
    });
}
