import type { Check, Known } from '../model/check.ts';
import { shellCommand } from '../model/shell.ts';
import type { SlackAuth } from '../model/slack-secret.ts';

/** A channel of Slack: what it is called in the configuration, and the secret behind it. */
export interface SlackPlace {
  readonly name: string;
  readonly secretArn: string;
}

/** The secret could not be had. */
export function unreadSecretCheck({ name, secretArn }: SlackPlace, reason: string): Check {
  const says = `The secret ${secretArn} of the channel ${name} could not be read: ${reason}.`;
  return { ...of(name), status: 'unread', says };
}

/** A secret that Slack could not have given. */
export function malformedSecretCheck(place: SlackPlace): Check {
  return fault(place, 'is neither {"url":"https://hooks.slack.com/…"} nor {"token":"xoxb-…"}');
}

/** Nothing short of a message tries a webhook. */
export function webhookCheck({ name }: SlackPlace): Check {
  const says = `The secret of the channel ${name} has the form of a webhook. Whether Slack takes it only a test message shows: doctor --test-message ${name}.`;
  return { ...of(name), status: 'not-applicable', says };
}

/** Whether Slack knows a bot's token. https://docs.slack.dev/reference/methods/auth.test */
export function tokenCheck(place: SlackPlace, auth: Known<SlackAuth>): Check {
  const { name } = place;
  if (!auth.read) {
    const says = `Whether Slack takes the token of the channel ${name} is not known: ${auth.reason}.`;
    return { ...of(name), status: 'unread', says };
  }
  if (!auth.value.ok) return fault(place, `is refused by Slack: ${auth.value.error}`);
  const says = `Slack takes the token of the channel ${name}, of the workspace ${auth.value.team}.`;
  return { ...of(name), status: 'ok', says };
}

/** What came of a test message to Slack. */
export function postedCheck(place: SlackPlace, sent: Known<true>): Check {
  const id = `test message ${place.name}`;
  if (!sent.read) return { ...fault(place, `did not send a test message: ${sent.reason}`), id };
  return {
    ...of(place.name),
    id,
    status: 'ok',
    says: `Slack took a test message for ${place.name}.`,
  };
}

function fault({ name, secretArn }: SlackPlace, what: string): Check {
  return {
    ...of(name),
    status: 'fault',
    says: `The secret of the channel ${name} ${what}.`,
    fix: "Take the bot's token, or the address of the webhook, from the pages of your Slack app and put it into the secret; the next message uses it:",
    commands: [putSecretValue(secretArn)],
  };
}

/** TOKEN stands for what only the owner knows. https://docs.aws.amazon.com/cli/latest/reference/secretsmanager/put-secret-value.html */
function putSecretValue(secretArn: string): string {
  return shellCommand([
    ...['aws', 'secretsmanager', 'put-secret-value', '--secret-id', secretArn],
    ...['--secret-string', '{"token":"TOKEN"}', '--region', `${secretArn.split(':')[3]}`],
  ]);
}

function of(name: string) {
  return { id: `channel ${name}`, area: 'alerts' } as const;
}
