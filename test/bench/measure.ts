/** CPU milliseconds of this process, user and system, all threads. */
export function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

export function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

export function print(what: string, value: string | number): void {
  process.stdout.write(`${what}: ${value}\n`);
}
