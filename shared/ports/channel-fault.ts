/** What a secret has to be given: the first value, or another. */
type SecretAct = 'create' | 'put';

interface Mend {
  /** What somebody can do about it, in whole sentences. */
  readonly advice?: string | undefined;
  /** Where the secret of the channel is what is wrong. */
  readonly secret?: SecretAct | undefined;
  readonly cause?: unknown;
}

/** Thrown by a channel that takes nothing until somebody puts it right. */
export class ChannelFault extends Error {
  /** The message without the advice. */
  readonly what: string;
  readonly advice: string | undefined;
  readonly secret: SecretAct | undefined;

  constructor(what: string, { advice, secret, cause }: Mend = {}) {
    super(advice === undefined ? what : `${what} ${advice}`, { cause });
    this.what = what;
    this.advice = advice;
    this.secret = secret;
  }
}
