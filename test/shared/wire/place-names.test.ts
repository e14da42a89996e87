import { describe, expect, test } from 'vitest';
import { isClusterName, isRegionName } from '../../../shared/wire/place-names.ts';

describe('names that become folders', () => {
  test.each(['a', '0', 'Prod_eu-1', 'a'.repeat(100)])('%s is a cluster name', (name) => {
    expect(isClusterName(name)).toBe(true);
  });

  test.each(['', '-a', '_a', 'a.b', 'a/b', '..', 'a b', 'a\n', 'ä', 'a'.repeat(101)])(
    '%j is no cluster name',
    (name) => {
      expect(isClusterName(name)).toBe(false);
    },
  );

  test.each(['eu-west-1', 'us-gov-west-1', 'eusc-de-east-1'])('%s is a Region', (name) => {
    expect(isRegionName(name)).toBe(true);
  });

  test.each(['', '1-eu', 'EU', 'eu.west', '..', 'eu-west-1\n', '-eu'])(
    '%j is no Region',
    (name) => {
      expect(isRegionName(name)).toBe(false);
    },
  );
});
