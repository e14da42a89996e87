import type { Check } from '../model/check.ts';
import { shellCommand } from '../model/shell.ts';

/** A channel of Slack: what it is called in the configuration, and the secret behind it. */
export interface SlackPlace {
  readonly name: string;
  readonly secret: {
    /** Name or ARN. */
    readonly id: string;
    /** Where it is, unless its ARN says so. */
    readonly region: string;
    readonly holds: 'token' | 'url';
  };
}

/** What is wrong with it, in whole sentences, and whether a secret has to be made or filled. */
interface SlackFault {
  readonly what: string;
  readonly advice: string | undefined;
  readonly secret: 'create' | 'put' | undefined;
}

/** Slack knows the token. https://docs.slack.dev/reference/methods/auth.test */
export function tokenCheck({ name }: SlackPlace, workspace: string): Check {
  const says = `Slack takes the token of the channel ${name}, of the workspace ${workspace}. Whether it may post there only a test message shows: doctor --test-message ${shellCommand([name])}.`;
  return { ...of(name), status: 'ok', says };
}

/** Nothing short of a message tries a webhook. */
export function webhookCheck({ name }: SlackPlace): Check {
  const says = `The secret of the channel ${name} has the form of a webhook. Whether Slack takes it only a test message shows: doctor --test-message ${shellCommand([name])}.`;
  return { ...of(name), status: 'not-applicable', says };
}

/** Nothing can be told there until somebody has put it right. */
export function slackFaultCheck(place: SlackPlace, { what, advice, secret }: SlackFault): Check {
  const says = `Nothing can be told to the channel ${place.name}. ${what}`;
  if (secret === undefined) {
    return { ...of(place.name), status: 'fault', says, ...(advice && { fix: advice }) };
  }
  const fix = advice ?? 'Put it there; the next message uses it:';
  return { ...of(place.name), status: 'fault', says, fix, commands: [mended(place, secret)] };
}

/** Nobody could tell whether it works. */
export function slackUnreadCheck({ name }: SlackPlace, reason: string): Check {
  const says = `Whether anything can be told to the channel ${name} is not known. ${reason}`;
  return { ...of(name), status: 'unread', says };
}

/** Slack took a test message. */
export function postedCheck({ name }: SlackPlace): Check {
  return { ...of(name), status: 'ok', says: `Slack took a test message for ${name}.` };
}

/**
 * TOKEN and URL stand for what only the owner knows.
 * https://docs.aws.amazon.com/cli/latest/reference/secretsmanager/put-secret-value.html
 * https://docs.aws.amazon.com/cli/latest/reference/secretsmanager/create-secret.html
 */
function mended({ secret: { id, region, holds } }: SlackPlace, act: 'create' | 'put'): string {
  const [verb, flag] =
    act === 'create' ? ['create-secret', '--name'] : ['put-secret-value', '--secret-id'];
  const home = id.startsWith('arn:') ? id.split(':')[3] : region;
  return shellCommand([
    ...['aws', 'secretsmanager', verb, flag, act === 'create' ? nameIn(id) : id],
    ...['--secret-string', JSON.stringify({ [holds]: holds.toUpperCase() })],
    ...['--region', `${home}`],
  ]);
}

/** Without the six characters that Secrets Manager adds. */
function nameIn(id: string): string {
  return id.startsWith('arn:')
    ? id
        .split(':')
        .slice(6)
        .join(':')
        .replace(/-\w{6}$/, '')
    : id;
}

function of(name: string) {
  return { id: `channel ${name}`, area: 'alerts' } as const;
}
