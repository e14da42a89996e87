import type { SlackMessage } from '../../shared/model/slack.ts';
import type { AlertSink } from '../../shared/ports/alert-sink.ts';
import type { SlackRoom } from '../../shared/ports/slack-room.ts';
import type { Threads } from '../../shared/ports/threads.ts';
import { slackMessages } from '../../shared/report/slack.ts';

/**
 * Tells in a channel of Slack, each finding in a thread of its own. What of an alert was told before a failure is remembered, so
 * that the next try begins where this one ended.
 */
export function slackSink(room: SlackRoom, threads: Threads): AlertSink {
  return {
    publish: async (alert) => {
      for (const message of slackMessages(alert)) await tell(room, threads, message);
    },
  };
}

/** How many deliveries of a thread are remembered: more than ever are under way at a time. */
const remembered = 20;

async function tell(room: SlackRoom, threads: Threads, message: SlackMessage): Promise<void> {
  const { id, deliveryId } = message;
  const thread = await threads.find(id);
  const deliveryIds = thread?.deliveryIds ?? [];
  if (deliveryIds.includes(deliveryId)) return;
  const root = await room.post(message, thread?.root);
  await threads.keep(id, {
    ...(root !== undefined && { root }),
    deliveryIds: [...deliveryIds, deliveryId].slice(-remembered),
  });
}
