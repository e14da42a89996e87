import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod/mini';
import { type Check, checkAreas, checkStatuses } from '../../shared/model/check.ts';
import { awsFailure } from './aws-failure.ts';

/** What came of it: checks, a function that could not answer, a question that did not reach it, or no such function. */
type Answered =
  | { readonly kind: 'answered'; readonly checks: readonly Check[] }
  | { readonly kind: 'failed' | 'unasked' | 'gone'; readonly reason: string };

/** Asks a function of ours, and waits for what it says. */
export async function askFunction(
  client: LambdaClient,
  FunctionName: string,
  question: object,
): Promise<Answered> {
  try {
    const { FunctionError, Payload } = await client.send(
      new InvokeCommand({ FunctionName, Payload: Buffer.from(JSON.stringify(question)) }),
    );
    const said: unknown = JSON.parse(Buffer.from(Payload ?? []).toString('utf8'));
    if (FunctionError === undefined) return answerIn(said);
    const { errorMessage = FunctionError } = z.parse(failure, said);
    return { kind: 'failed', reason: errorMessage };
  } catch (error) {
    const { kind, reason } = awsFailure(error);
    // That it may not run is the doing of whoever took its concurrency: it is a fault, not a gap.
    const isHeldBack = error instanceof Error && error.name === 'TooManyRequestsException';
    if (kind === 'gone') return { kind, reason };
    return { kind: isHeldBack ? 'failed' : 'unasked', reason };
  }
}

/** A function that does not know the question does what it always does, and says what that came to. */
function answerIn(said: unknown): Answered {
  const { success, data } = examination.safeParse(said);
  if (!success) return { kind: 'failed', reason: 'what it answers is of another release' };
  return { kind: 'answered', checks: data.checks };
}

const check = z.object({
  id: z.string(),
  area: z.enum(checkAreas),
  status: z.enum(checkStatuses),
  says: z.string(),
  fix: z.exactOptional(z.string()),
  commands: z.exactOptional(z.array(z.string())),
});

const examination = z.object({ checks: z.array(check) });

const failure = z.object({ errorMessage: z.optional(z.string()) });
