import { expect, test } from 'vitest';
import { serviceOf } from '../../../shared/iam/tally.ts';

test.each([
  ['s3:getobject', 's3'],
  ['s3:get:object', 's3'],
  ['s3', 's3'],
  ['*', '*'],
  [':getobject', ''],
])('the service of %s is %j', (action, expected) => {
  expect(serviceOf(action)).toBe(expected);
});
