import { expect, test } from 'vitest';
import { strangerLetter } from '../../../shared/iam/stranger-letter.ts';

const everyLetter = 'abcdefghijklmnopqrstuvwxyz';

test.each([
  ['nothing', [], 'x'],
  ['a text without x', ['system:serviceaccount:payments:reader'], 'x'],
  ['texts that spell x and z', ['ext', 'zone'], 'q'],
  ['texts that spell x, z, q and j', ['xz', 'qj'], 'k'],
  ['all letters', [everyLetter], '9'],
  ['all letters and digits', [everyLetter, '0123456789'], '一'],
  ['more than that', [everyLetter, '0123456789一丁'], '丂'],
])('what %s do not spell', (_, texts, expected) => {
  expect(strangerLetter(texts)).toBe(expected);
});
