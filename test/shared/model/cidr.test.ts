import { isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AddressRange,
  blockSize,
  parseCidr,
  sizeOf,
  unionOf,
} from '../../../shared/model/cidr.ts';

describe('parseCidr', () => {
  test.each([
    ['0.0.0.0/0', { family: 4, first: 0n, last: 0xffffffffn }],
    ['10.1.2.3/32', { family: 4, first: 0x0a010203n, last: 0x0a010203n }],
    ['10.1.2.3/8', { family: 4, first: 0x0a000000n, last: 0x0affffffn }],
    ['255.255.255.255/31', { family: 4, first: 0xfffffffen, last: 0xffffffffn }],
    ['::/0', { family: 6, first: 0n, last: (1n << 128n) - 1n }],
    ['::1/128', { family: 6, first: 1n, last: 1n }],
    ['1::/128', { family: 6, first: 1n << 112n, last: 1n << 112n }],
    [
      '1:2:3:4:5:6:7:8/128',
      {
        family: 6,
        first: 0x00010002000300040005000600070008n,
        last: 0x00010002000300040005000600070008n,
      },
    ],
    ['2001:DB8::ff/32', { family: 6, first: 0x20010db8n << 96n, last: (0x20010db9n << 96n) - 1n }],
  ])('%s', (text, expected) => {
    expect(parseCidr(text)).toEqual(expected);
  });

  test.each([
    '',
    'office',
    '10.0.0.0',
    '10.0.0.0/',
    '/8',
    '10.0.0.0/33',
    '10.0.0.0/08',
    '10.0.0.0/-1',
    '10.0.0.0/8/8',
    '10.0.0.0/8 ',
    ' 10.0.0.0/8',
    '10.0.0/8',
    '10.0.0.0.0/8',
    '10.0.0.256/8',
    '10.0.0.010/8',
    '10.0.0.1000/8',
    '10.0.0.x/8',
    '10.0.0.-1/8',
    '::/129',
    '::/1000',
    ':/0',
    ':::/0',
    '1::2::3/64',
    '1:2:3:4:5:6:7/64',
    '1:2:3:4:5:6:7:8:9/64',
    '1:2:3:4::5:6:7:8/64',
    '12345::/64',
    'g::/64',
    '::1.2.3.4/128',
  ])('%j is none', (text) => {
    expect(parseCidr(text)).toBeUndefined();
  });

  test('takes every address that Node takes, and no other', () => {
    const group = fc.constantFrom('0', '1', 'ff', 'abcd', '', '12345', 'g');
    const address = fc.array(group, { maxLength: 9 }).map((groups) => groups.join(':'));
    fc.assert(
      fc.property(fc.oneof(address, fc.ipV4(), fc.ipV6().filter(isPlain)), (text) => {
        expect(parseCidr(`${text}/0`) !== undefined).toBe(isIP(text) > 0);
      }),
      { numRuns: 5_000 },
    );
  });
});

describe('unionOf', () => {
  test('keeps families apart and sorts them', () => {
    const ranges = [range(6, 0, 3), range(4, 8, 9), range(4, 0, 1), range(6, 4, 5)];
    expect(unionOf(ranges)).toEqual([range(4, 0, 1), range(4, 8, 9), range(6, 0, 5)]);
  });

  test('holds exactly the addresses that were in any range, in the fewest runs', () => {
    const some = fc
      .tuple(fc.constantFrom(4 as const, 6 as const), fc.nat(30), fc.nat(8))
      .map(([family, first, more]) => range(family, first, first + more));
    fc.assert(
      fc.property(fc.array(some, { maxLength: 8 }), (ranges) => {
        expect(unionOf(ranges)).toEqual([...byBruteForce(ranges, 4), ...byBruteForce(ranges, 6)]);
      }),
    );
  });
});

test('sizes are counted in addresses', () => {
  expect(sizeOf(range(4, 5, 5))).toBe(1n);
  expect(sizeOf(range(4, 0, 255))).toBe(256n);
  expect(blockSize(4, 16)).toBe(65_536n);
  expect(blockSize(4, 32)).toBe(1n);
  expect(blockSize(6, 32)).toBe(1n << 96n);
});

/** No embedded IPv4 address, which EKS does not give. */
function isPlain(text: string): boolean {
  return !text.includes('.');
}

function range(family: 4 | 6, first: number, last: number): AddressRange {
  return { family, first: BigInt(first), last: BigInt(last) };
}

/** Tries each of the first forty addresses. */
function byBruteForce(ranges: readonly AddressRange[], family: 4 | 6): readonly AddressRange[] {
  const runs: AddressRange[] = [];
  for (let address = 0n; address < 41n; address += 1n) {
    const covered = ranges.some(
      (one) => one.family === family && one.first <= address && address <= one.last,
    );
    const run = runs.at(-1);
    if (!covered) continue;
    if (run?.last === address - 1n) runs[runs.length - 1] = { ...run, last: address };
    else runs.push({ family, first: address, last: address });
  }
  return runs;
}
