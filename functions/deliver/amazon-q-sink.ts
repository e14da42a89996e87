import type { AlertSink, Topic } from '../../shared/ports/alert-sink.ts';
import { amazonQMessages } from '../../shared/report/amazon-q.ts';

/** Tells by a topic that Amazon Q Developer in chat applications reads. */
export function amazonQSink(topic: Topic): AlertSink {
  return {
    publish: async (alert) => {
      for (const message of amazonQMessages(alert)) await topic.publish(message);
    },
  };
}
