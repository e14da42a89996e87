import { expect, test } from 'vitest';
import type { Decision } from '../../../shared/iam/decision.ts';
import { leastSure, surest } from '../../../shared/iam/surest.ts';

const [denied, conditional, allowed] = [
  decision('denied'),
  decision('conditional'),
  decision('allowed'),
];

test('the surest lets most through', () => {
  expect(surest([denied, allowed, conditional])).toBe(allowed);
  expect(surest([denied, conditional])).toBe(conditional);
  expect(surest([denied])).toBe(denied);
});

test('the least sure lets least through', () => {
  expect(leastSure([allowed, conditional, denied])).toBe(denied);
  expect(leastSure([allowed, conditional])).toBe(conditional);
});

test('the first counts among equals', () => {
  expect(surest([allowed, decision('allowed')])).toBe(allowed);
  expect(leastSure([denied, decision('denied')])).toBe(denied);
});

function decision(outcome: Decision['outcome']): Decision {
  return { outcome, deciding: [], conditions: [] };
}
