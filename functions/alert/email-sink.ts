import type { AlertSink, Topic } from '../../shared/ports/alert-sink.ts';
import { emailMessage } from '../../shared/report/email.ts';

/** Tells by a topic, as text for people. */
export function emailSink(topic: Topic): AlertSink {
  return { publish: (alert) => topic.publish(emailMessage(alert)) };
}
