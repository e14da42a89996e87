import { test } from 'vitest';
import { decide } from '../../shared/iam/decide.ts';
import { principals, randomFrom, requestFor } from '../support/decision-corpus.ts';

const random = randomFrom(20_261_126);
const [principal] = principals(1, random);
const requests = Array.from({ length: 1_000 }, () => requestFor(random));

test('deciding for a principal of 15 statements', async ({ bench }) => {
  if (principal === undefined) throw new RangeError('no principal');
  await bench('1,000 requests', () => {
    for (const request of requests) decide(principal, request);
  }).run();
  await bench('making 1,000 requests, for comparison', () => {
    for (let count = 0; count < 1_000; count += 1) requestFor(random);
  }).run();
});
