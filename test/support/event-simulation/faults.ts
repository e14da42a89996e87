/** What becomes of one call of a store or of AWS. `before`, `after` and `middle` are where the process dies, `fails` is an error that it lives to see. */
export type Fault = 'none' | 'before' | 'after' | 'middle' | 'fails';

/** A process that died, or a store that did not answer: a queue delivers again, an invocation is lost. */
export class Crash extends Error {
  override readonly name = 'Crash';
}

export interface Faults {
  /** The next one that is planned. */
  next(): Fault;
}

/** One after another as planned, then none. */
export function plannedFaults(planned: readonly Fault[]): Faults {
  const left = [...planned];
  return { next: () => left.shift() ?? 'none' };
}

/** One invocation of a function: once it has died, nothing that it still does has any effect. */
export interface Process {
  read<T>(label: string, work: () => Promise<T>): Promise<T>;
  write<T>(label: string, whole: () => Promise<T>, half?: () => Promise<unknown>): Promise<T>;
}

export function createProcess(faults: Faults, pause: (label: string) => Promise<unknown>): Process {
  const life = { isOver: false };
  const reach = async (label: string) => {
    if (!life.isOver) await pause(label);
    if (life.isOver) throw new Crash(`${label}: dead`);
  };
  const die = (label: string): never => {
    life.isOver = true;
    throw new Crash(label);
  };
  return {
    read: async (label, work) => {
      await reach(label);
      return work();
    },
    write: async (label, whole, half) => {
      await reach(label);
      const fault = faults.next();
      if (fault === 'fails') throw new Crash(`${label} failed`);
      if (fault === 'before') die(label);
      if (fault === 'middle') {
        await half?.();
        die(label);
      }
      const result = await whole();
      if (fault === 'after') die(label);
      return result;
    },
  };
}
