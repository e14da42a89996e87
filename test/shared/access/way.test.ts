import { expect, test } from 'vitest';
import { type Way, waysEvidence, waysFingerprint, waysText } from '../../../shared/access/way.ts';

const sure: Way = {
  id: 'b',
  does: 'do b',
  ability: { actions: ['iam:B'], deciding: [], turnsOn: [] },
  through: 'arn:b',
  clusters: ['eu-west-1/payments'],
};
const unsure: Way = {
  id: 'a',
  does: 'do a',
  ability: { actions: ['iam:A'], deciding: [], turnsOn: ['it rains', 'it pours'] },
};

test.each<[string, readonly Way[]]>([
  ['', []],
  ['do b (arn:b)', [sure]],
  ['do a, if it rains and it pours', [unsure]],
  ['do b (arn:b), and 1 more way', [unsure, sure]],
  ['do b (arn:b), and 2 more ways', [unsure, { ...sure, id: 'c', does: 'do c' }, sure]],
])('the text %j tells the surest way first, then the first by id', (text, ways) => {
  expect(waysText(ways)).toBe(text);
});

test('evidence is in the order of ids, with examples and clusters', () => {
  expect(waysEvidence([sure, unsure])).toEqual([
    { way: 'a', statements: [], turnsOn: ['it rains', 'it pours'] },
    { way: 'b', clusters: ['eu-west-1/payments'], through: 'arn:b', statements: [] },
  ]);
});

test('another example or cluster is no change', () => {
  expect(waysFingerprint([sure, unsure])).toEqual([
    { way: 'a', statements: [], turnsOn: ['it rains', 'it pours'] },
    { way: 'b', statements: [] },
  ]);
});
