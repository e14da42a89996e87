import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type * as z from 'zod/mini';
import { ChannelFault } from '../../shared/ports/channel-fault.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import { awsFailure } from './aws-failure.ts';
import { stateSettings } from './client-settings.ts';

/** A secret that may be exchanged for another at any time. No error of it holds any of its content. */
export interface Secret<T> {
  /** As it was read within the last five minutes. */
  current(): Promise<T>;
  /** Read now: for when it was refused where it is for. */
  renewed(): Promise<T>;
}

/** What is to be in a secret. */
export interface SecretShape<T> {
  readonly schema: z.ZodMiniType<T>;
  /** As its author has to write it, without anything secret. */
  readonly example: string;
}

/** How long a secret is used without reading it again, in milliseconds. */
const life = 300_000;

/** A secret of Secrets Manager by its name, or by its ARN, in whatever Region that says. */
export function awsSecret<T>(
  secretId: string,
  shape: SecretShape<T>,
  client = new SecretsManagerClient({ ...stateSettings, ...regionOf(secretId) }),
  clock: Clock = Date.now,
): Secret<T> {
  let held: { readonly value: T; readonly until: number } | undefined;
  const renewed = async () => {
    const value = parsed(secretId, shape, await secretString(client, secretId));
    held = { value, until: clock() + life };
    return value;
  };
  return {
    current: async () =>
      held === undefined || clock() >= held.until ? await renewed() : held.value,
    renewed,
  };
}

function regionOf(secretId: string): { readonly region?: string } {
  const [head, , , region] = secretId.split(':');
  return head === 'arn' && region !== undefined ? { region } : {};
}

async function secretString(
  client: SecretsManagerClient,
  SecretId: string,
): Promise<string | undefined> {
  try {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId }));
    return SecretString;
  } catch (cause) {
    const { kind, reason } = awsFailure(cause);
    const what = `The secret ${SecretId} was not read: ${reason.replace(/\.$/, '')}.`;
    if (kind === 'retryable') throw new Error(what, { cause });
    const secret = kind === 'gone' ? 'create' : undefined;
    throw new ChannelFault(what, { advice: advices[kind], secret, cause });
  }
}

const advices = {
  gone: 'Create it, or correct its name in alerts.channels and deploy the stack again.',
  denied:
    'Let the role of the function deliver use its KMS key, if it has one of its own, and read it, if it is in another account.',
  other: 'See that it has a current version.',
} as const;

function parsed<T>(
  secretId: string,
  { schema, example }: SecretShape<T>,
  text: string | undefined,
): T {
  const result = schema.safeParse(json(text));
  if (result.success) return result.data;
  throw new ChannelFault(`The secret ${secretId} is not what it should be, which is ${example}.`, {
    secret: 'put',
  });
}

/** Undefined where it is none; the error of the parser would quote the secret. */
function json(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
