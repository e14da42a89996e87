import { keyCheck, publishedCheck, unkeyedCheck } from '../../shared/doctor/topic-checks.ts';
import type { Account } from '../../shared/model/account.ts';
import type { AlertMessage } from '../../shared/model/alert.ts';
import type { Known } from '../../shared/model/check.ts';
import type { ChannelCheck } from '../../shared/ports/channel-check.ts';
import { testMessage } from '../../shared/report/test-message.ts';

export interface TopicChannel {
  readonly name: string;
  readonly account: Account;
  readonly publish: (message: AlertMessage) => Promise<Known<true>>;
  /** Where whoever listens takes no plain text. @default testMessage */
  readonly message?: AlertMessage;
  /** Of a topic that is encrypted by a key of ours. */
  readonly key?: { readonly arn: string; readonly use: () => Promise<Known<true>> };
}

/** A topic as a channel: its key can be tried without a message. */
export function topicChannel(channel: TopicChannel): ChannelCheck {
  const { name, account, publish, key, message = testMessage(account, name) } = channel;
  return {
    name,
    check: async () =>
      key === undefined ? unkeyedCheck(name) : keyCheck(name, key.arn, await key.use()),
    test: async () => publishedCheck(name, key?.arn, await publish(message)),
  };
}
