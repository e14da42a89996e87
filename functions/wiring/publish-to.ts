import type { AlertMessage } from '../../shared/model/alert.ts';
import type { Known } from '../../shared/model/check.ts';
import { known } from '../adapters/known.ts';
import { snsTopic } from '../adapters/sns-topic.ts';

/** Publishes to a topic, and says why where it did not take it. */
export function publishTo(topicArn: string): (message: AlertMessage) => Promise<Known<true>> {
  const topic = snsTopic(topicArn);
  return (message) =>
    known(async () => {
      await topic.publish(message);
      return true as const;
    });
}
