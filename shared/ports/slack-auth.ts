import type { Known } from '../model/check.ts';
import type { SlackAuth } from '../model/slack-secret.ts';

export interface SlackAuthority {
  /** Whose token this is, which sends nothing. Unread where Slack did not answer. */
  authTest(token: string): Promise<Known<SlackAuth>>;
}
