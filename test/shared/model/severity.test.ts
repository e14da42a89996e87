import { describe, expect, it } from 'vitest';
import { lowered } from '../../../shared/model/severity.ts';

describe('a severity lowered', () => {
  it.each([
    ['CRITICAL', 'HIGH'],
    ['HIGH', 'MEDIUM'],
    ['MEDIUM', 'LOW'],
    ['LOW', 'LOW'],
  ] as const)('%s becomes %s', (severity, milder) => {
    expect(lowered(severity)).toBe(milder);
  });
});
