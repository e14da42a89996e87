import * as z from 'zod/mini';
import type { Secret } from './secrets.ts';
import { slackRefusal } from './slack-refusal.ts';
import { postToSlack, tooMany } from './slack-request.ts';

/** The bot of a Slack app. */
export interface SlackBot {
  readonly secret: Secret<{ readonly token: string }>;
  /** Scheme, host and port. */
  readonly endpoint?: string | undefined;
}

export type SlackCallAnswer = z.infer<typeof answerSchema>;

/** Calls a method of Slack's Web API: with the token as it is by now, if the one at hand is refused. */
export async function callSlack(
  bot: SlackBot,
  method: string,
  body: object,
): Promise<SlackCallAnswer> {
  const { token } = await bot.secret.current();
  const answer = await callOnce(bot, token, method, body);
  if (!staleToken.has(answer.error ?? '')) return answer;
  const renewed = await bot.secret.renewed();
  return renewed.token === token ? answer : callOnce(bot, renewed.token, method, body);
}

/** `what` was refused: `message`, `token`. */
export function refusalOf({ error = '', errors = [] }: SlackCallAnswer, what: string): Error {
  if (error === 'ratelimited' || error === 'rate_limited') return tooMany(null);
  if (ofSlack.has(error)) return new Error(`Slack has trouble of its own: ${error}.`);
  return slackRefusal(error, { what, details: errors.join('; ') });
}

async function callOnce(
  { endpoint = 'https://slack.com' }: SlackBot,
  token: string,
  method: string,
  body: object,
): Promise<SlackCallAnswer> {
  const { status, text } = await postToSlack(`${endpoint}/api/${method}`, body, {
    authorization: `Bearer ${token}`,
  });
  const answer = answerSchema.safeParse(json(text));
  if (answer.success) return answer.data;
  throw new Error(`Slack answered HTTP ${status} with something that is no answer of its API.`);
}

const answerSchema = z.object({
  ok: z.boolean(),
  error: z.optional(z.string()),
  errors: z.optional(z.array(z.string())),
  /** Names the message that was posted. */
  ts: z.optional(z.string()),
  /** The workspace that the token is of. */
  team: z.optional(z.string()),
});

const staleToken: ReadonlySet<string> = new Set([
  'account_inactive',
  'invalid_auth',
  'not_authed',
  'token_expired',
  'token_revoked',
]);

/** What passes by itself. https://docs.slack.dev/reference/methods/auth.test#errors */
const ofSlack: ReadonlySet<string> = new Set([
  'fatal_error',
  'internal_error',
  'request_timeout',
  'service_unavailable',
]);

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
