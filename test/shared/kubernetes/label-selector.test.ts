import { expect, test } from 'vitest';
import { isSelected } from '../../../shared/kubernetes/label-selector.ts';

const labels = { team: 'shop', tier: 'web' };

test.each([
  ['nothing is asked', {}, [], true],
  ['every label is as asked', { team: 'shop', tier: 'web' }, [], true],
  ['one label is not', { team: 'shop', tier: 'db' }, [], false],
  ['a label is missing', { zone: 'a' }, [], false],
  ['a label is only inherited', { constructor: 'Object' }, [], false],
  ['In takes it in', {}, [{ key: 'team', operator: 'In', values: ['bank', 'shop'] }], true],
  ['In leaves it out', {}, [{ key: 'team', operator: 'In', values: ['bank'] }], false],
  ['In asks for a label', {}, [{ key: 'zone', operator: 'In', values: ['a'] }], false],
  ['NotIn leaves it', {}, [{ key: 'team', operator: 'NotIn', values: ['bank'] }], true],
  ['NotIn shuts it out', {}, [{ key: 'team', operator: 'NotIn', values: ['shop'] }], false],
  ['NotIn asks for no label', {}, [{ key: 'zone', operator: 'NotIn', values: ['a'] }], true],
  ['it Exists', {}, [{ key: 'team', operator: 'Exists', values: [] }], true],
  ['it should exist', {}, [{ key: 'zone', operator: 'Exists', values: [] }], false],
  ['it should not', {}, [{ key: 'team', operator: 'DoesNotExist', values: [] }], false],
  ['it does not, as asked', {}, [{ key: 'zone', operator: 'DoesNotExist', values: [] }], true],
  ['the operator is unknown', {}, [{ key: 'team', operator: 'Gt', values: ['1'] }], false],
  [
    'one expression of two fails',
    { team: 'shop' },
    [
      { key: 'tier', operator: 'Exists', values: [] },
      { key: 'zone', operator: 'Exists', values: [] },
    ],
    false,
  ],
])('when %s', (_name, matchLabels, matchExpressions, expected) => {
  expect(isSelected(labels, { matchLabels, matchExpressions })).toBe(expected);
});
