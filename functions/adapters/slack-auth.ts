import * as z from 'zod/mini';
import type { Known } from '../../shared/model/check.ts';
import type { SlackAuth } from '../../shared/model/slack-secret.ts';
import type { SlackAuthority } from '../../shared/ports/slack-auth.ts';

/** How long Slack has for an answer, in milliseconds. */
const patience = 5_000;

/** Slack's Web API. A token is never part of a reason. https://docs.slack.dev/reference/methods/auth.test */
export function slackAuthority(endpoint = 'https://slack.com/api'): SlackAuthority {
  return { authTest: (token) => authTest(endpoint, token) };
}

async function authTest(endpoint: string, token: string): Promise<Known<SlackAuth>> {
  try {
    const response = await fetch(`${endpoint}/auth.test`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(patience),
    });
    if (!response.ok) return { read: false, reason: `Slack answered with ${response.status}` };
    return { read: true, value: z.parse(answer, await response.json()) };
  } catch (error) {
    return { read: false, reason: `Slack was not reached: ${reasonIn(error)}` };
  }
}

const answer = z.union([
  z.object({ ok: z.literal(true), team: z.string() }),
  z.object({ ok: z.literal(false), error: z.string() }),
]);

/** What fetch throws names its cause apart. */
function reasonIn(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
