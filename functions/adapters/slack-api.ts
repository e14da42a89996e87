import * as z from 'zod/mini';
import type { SlackMessage } from '../../shared/model/slack.ts';
import type { SlackRoom } from '../../shared/ports/slack-room.ts';
import type { Secret } from './secrets.ts';
import { slackRefusal } from './slack-refusal.ts';
import { postToSlack, refusedBlocks, slackBody, tooMany, withoutBlocks } from './slack-request.ts';

interface SlackApi {
  /** Id of a channel. */
  readonly channel: string;
  readonly secret: Secret<{ readonly token: string }>;
  /** Scheme, host and port. */
  readonly endpoint?: string | undefined;
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

/** What came of it in the end: blocks that are refused are left out. */
async function showable(api: SlackApi, answer: Answer, message: SlackMessage, root?: string) {
  const { error = '' } = answer;
  return refusedBlocks.has(error) ? say(api, withoutBlocks(message, error), root) : answer;
}

function rootOf(answer: Answer, root?: string): string | undefined {
  if (!answer.ok) throw refusalOf(answer);
  return root ?? answer.ts;
}

/** With the token as it is by now, if the one at hand is refused. */
async function say(api: SlackApi, message: SlackMessage, root?: string): Promise<Answer> {
  const { token } = await api.secret.current();
  const answer = await postMessage(api, token, message, root);
  if (!staleToken.has(answer.error ?? '')) return answer;
  const renewed = await api.secret.renewed();
  return renewed.token === token ? answer : postMessage(api, renewed.token, message, root);
}

async function postMessage(
  { channel, endpoint = 'https://slack.com' }: SlackApi,
  token: string,
  message: SlackMessage,
  root: string | undefined,
): Promise<Answer> {
  const body = {
    channel,
    ...slackBody(message),
    ...(root !== undefined && { thread_ts: root, reply_broadcast: message.isNews }),
  };
  const { status, text } = await postToSlack(`${endpoint}/api/chat.postMessage`, body, {
    authorization: `Bearer ${token}`,
  });
  const answer = answerSchema.safeParse(json(text));
  if (answer.success) return answer.data;
  throw new Error(`Slack answered HTTP ${status} with something that is no answer of its API.`);
}

type Answer = z.infer<typeof answerSchema>;

const answerSchema = z.object({
  ok: z.boolean(),
  error: z.optional(z.string()),
  errors: z.optional(z.array(z.string())),
  /** Names the message that was posted. */
  ts: z.optional(z.string()),
});

const staleToken: ReadonlySet<string> = new Set([
  'account_inactive',
  'invalid_auth',
  'not_authed',
  'token_expired',
  'token_revoked',
]);

const goneThread: ReadonlySet<string> = new Set(['message_not_found', 'thread_not_found']);

function refusalOf({ error = '', errors = [] }: Answer): Error {
  if (error === 'ratelimited' || error === 'rate_limited') return tooMany(null);
  return slackRefusal(error, errors.join('; '));
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
