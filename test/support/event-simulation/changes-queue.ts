import type { Ground } from './ground.ts';

/** Messages come in any order, one to three at a time, and come again until they were handled. */
export function changesQueue(
  ground: Ground,
  hear: (bodies: readonly string[]) => Promise<readonly string[]>,
) {
  const waiting: string[] = [];
  let batches = 0;
  async function consume(): Promise<void> {
    batches += 1;
    const batch = waiting.splice(0, 1 + (batches % 3));
    if (batch.length === 0) return;
    for (const body of await hear(batch)) arrive(body);
  }
  function arrive(body: string): void {
    ground.spawn(async () => {
      await ground.pause('arrival');
      waiting.push(body);
      await ground.pause('poll');
      await consume();
    });
  }
  return { arrive };
}
