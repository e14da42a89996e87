import { expect, test } from 'vitest';
import type { Decision } from '../../../shared/iam/decision.ts';
import { provisoText } from '../../../shared/iam/proviso.ts';
import { condition } from '../../support/iam.ts';

const conditional: Decision = {
  outcome: 'conditional',
  deciding: [],
  conditions: [
    condition('Bool', 'aws:MultiFactorAuthPresent', 'true'),
    condition('IpAddress', 'aws:SourceIp', '192.0.2.0/24', '198.51.100.0/24'),
  ],
};

test('an answer that turns on nothing needs no proviso', () => {
  expect(provisoText({ outcome: 'allowed', deciding: [], conditions: [] })).toBe('');
});

test('conditions and assumptions are quoted', () => {
  expect(provisoText(conditional)).toBe(
    ', if Bool aws:MultiFactorAuthPresent true and IpAddress aws:SourceIp 192.0.2.0/24, 198.51.100.0/24 allows it',
  );
  expect(provisoText({ ...conditional, conditions: [], assumes: ['a policy of ci'] })).toBe(
    ', if a policy of ci allows it',
  );
});
