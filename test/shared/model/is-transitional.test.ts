import { expect, test } from 'vitest';
import { isTransitional } from '../../../shared/model/is-transitional.ts';

test.each(['CREATING', 'DELETING', 'PENDING', 'UPDATING', 'InProgress', 'ROLLING_BACK'])(
  '%s is not the last that is heard of it',
  (status) => {
    expect(isTransitional(status)).toBe(true);
  },
);

test.each([
  'ACTIVE',
  'CREATE_FAILED',
  'DEGRADED',
  'DELETE_FAILED',
  'FAILED',
  'UPDATE_FAILED',
  'Cancelled',
  'Failed',
  'Successful',
])('%s stays until somebody changes something', (status) => {
  expect(isTransitional(status)).toBe(false);
});
