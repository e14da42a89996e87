import type { SlackMessage } from '../../shared/model/slack.ts';
import type { SlackRoom } from '../../shared/ports/slack-room.ts';
import { callSlack, refusalOf, type SlackBot, type SlackCallAnswer } from './slack-call.ts';
import { refusedBlocks, slackBody, withoutBlocks } from './slack-request.ts';

interface SlackApi extends SlackBot {
  /** Id of a channel. */
  readonly channel: string;
}

/** A channel that the bot of a Slack app posts to. https://docs.slack.dev/reference/methods/chat.postMessage */
export function slackApi(api: SlackApi): SlackRoom {
  return {
    post: async (message, root) => {
      const first = await say(api, message, root);
      const isGone = root !== undefined && goneThread.has(first.error ?? '');
      // Whoever deletes the first message of a thread does not stop what follows.
      if (isGone) return rootOf(await showable(api, await say(api, message), message));
      return rootOf(await showable(api, first, message, root), root);
    },
  };
}

/** The workspace that knows the token of a bot; asking sends nothing. https://docs.slack.dev/reference/methods/auth.test */
export async function slackWorkspace(bot: SlackBot): Promise<string> {
  const answer = await callSlack(bot, 'auth.test', {});
  if (answer.ok && answer.team !== undefined) return answer.team;
  throw refusalOf(answer, 'token');
}

/** What came of it in the end: blocks that are refused are left out. */
async function showable(
  api: SlackApi,
  answer: SlackCallAnswer,
  message: SlackMessage,
  root?: string,
) {
  const { error = '' } = answer;
  return refusedBlocks.has(error) ? say(api, withoutBlocks(message, error), root) : answer;
}

function rootOf(answer: SlackCallAnswer, root?: string): string | undefined {
  if (!answer.ok) throw refusalOf(answer, 'message');
  return root ?? answer.ts;
}

function say(api: SlackApi, message: SlackMessage, root?: string): Promise<SlackCallAnswer> {
  return callSlack(api, 'chat.postMessage', {
    channel: api.channel,
    ...slackBody(message),
    ...(root !== undefined && { thread_ts: root, reply_broadcast: message.isNews }),
  });
}

const goneThread: ReadonlySet<string> = new Set(['message_not_found', 'thread_not_found']);
