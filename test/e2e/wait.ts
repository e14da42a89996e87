import { setTimeout as sleep } from 'node:timers/promises';

/** Asks again until there is an answer; `what` completes "… did not happen within 30 s". Times in milliseconds. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined>,
  limit = 30_000,
): Promise<T> {
  const end = performance.now() + limit;
  while (performance.now() < end) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await sleep(100);
  }
  throw new Error(`${what}: did not happen within ${limit / 1000} s`);
}

/** Fails when the work takes longer than the limit; what it was doing is left to its own time-outs. */
export async function within<T>(what: string, work: Promise<T>, limit: number): Promise<T> {
  const end = new AbortController();
  const late = sleep(limit, undefined, { signal: end.signal }).then(() => {
    throw new Error(`${what}: not done after ${limit / 1000} s`);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    late.catch(() => undefined);
    end.abort();
  }
}
