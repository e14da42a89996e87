import { expect } from 'vitest';

/** Milliseconds of processor time, so that whatever else the machine does makes no difference. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** So that a generator which no longer reaches something is noticed. */
export class FuzzTally {
  readonly documents = { valid: 0, broken: 0 };
  readonly outcomes = { allowed: 0, denied: 0, conditional: 0 };
  private slowest = 0;

  took(milliseconds: number): void {
    this.slowest = Math.max(this.slowest, milliseconds);
  }

  /** `longest` is in milliseconds, for any one case. */
  expectAll(longest: number): void {
    const { valid, broken } = this.documents;
    expect(valid / (valid + broken)).toBeGreaterThan(0.5);
    expect(broken / (valid + broken)).toBeGreaterThan(0.05);
    const judged = Object.values(this.outcomes).reduce((sum, count) => sum + count, 0);
    for (const count of Object.values(this.outcomes)) expect(count / judged).toBeGreaterThan(0.03);
    expect(this.slowest).toBeLessThan(longest);
  }
}
