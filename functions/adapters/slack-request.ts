import type { SlackMessage } from '../../shared/model/slack.ts';
import { RetryLater } from '../../shared/ports/retry-later.ts';

export interface SlackAnswer {
  readonly status: number;
  readonly text: string;
}

/**
 * Posts JSON. Throws RetryLater where Slack asks for patience, and another error where it is out of order or out of reach. Neither
 * holds the URL, which may be a secret. `patience` is for a whole answer, in milliseconds.
 */
export async function postToSlack(
  url: string,
  body: object,
  headers: Readonly<Record<string, string>> = {},
  patience = 10_000,
): Promise<SlackAnswer> {
  const { status, retryAfter, text } = await exchange(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
    redirect: 'error',
    signal: AbortSignal.timeout(patience),
  });
  if (status === 429) throw tooMany(retryAfter);
  if (status >= 500) throw new Error(`Slack has trouble of its own: HTTP ${status}.`);
  return { status, text };
}

/** What every message has, whichever way it goes. */
export function slackBody({ text, blocks }: SlackMessage): object {
  const shown = blocks.length > 0 ? { text, blocks } : { text };
  return { ...shown, unfurl_links: false, unfurl_media: false };
}

/** Refusals of blocks: how much of them Slack takes, it does not say. */
export const refusedBlocks: ReadonlySet<string> = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_blocks_too_long',
  'msg_too_long',
]);

/** The message in one line: rather that than none. */
export function withoutBlocks(message: SlackMessage, code: string): SlackMessage {
  const text = `${message.text}\nSlack has not taken the details (${code}); the findings topic has them.`;
  return { ...message, text, blocks: [] };
}

/** https://docs.slack.dev/apis/web-api/rate-limits; `seconds` as the header says. */
export function tooMany(seconds: string | null): RetryLater {
  const wait = Number(seconds ?? Number.NaN);
  const known = Number.isFinite(wait) && wait > 0 ? wait : 30;
  return new RetryLater(`Slack asks to come back in ${known} s.`, known);
}

async function exchange(url: string, init: RequestInit) {
  try {
    const response = await fetch(url, init);
    const retryAfter = response.headers.get('retry-after');
    return { status: response.status, retryAfter, text: await response.text() };
  } catch (cause) {
    throw new Error(`Slack was not reached: ${reasonOf(cause)}.`, { cause });
  }
}

/** `fetch` says why it failed only in the error behind its own. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return 'it took too long to answer';
  return error.cause instanceof Error ? error.cause.message : error.message;
}
