import type { SlackMessage } from '../model/slack.ts';

/** One channel of Slack. */
export interface SlackRoom {
  /**
   * Posts, into the thread that begins with the message `root` if there is one still. Returns how Slack names the message that the thread
   * begins with, where it says so. Rejects with RetryLater while Slack asks for patience.
   */
  post(message: SlackMessage, root?: string): Promise<string | undefined>;
}
