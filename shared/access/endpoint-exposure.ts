import { type AddressRange, blockSize, parseCidr, sizeOf, unionOf } from '../model/cidr.ts';
import type { Severity } from '../model/severity.ts';

/** How much of the internet a list of CIDR blocks lets in, taken together. */
export interface Exposure {
  /** Undefined when what was understood of the list is small. */
  readonly worst?: { readonly severity: Severity; readonly reach: string };
  /** Blocks that could not be understood. */
  readonly malformed: readonly string[];
}

/**
 * Two halves make a whole: blocks are judged by their union. An empty list is what the API makes of none given,
 * everybody.
 * https://docs.aws.amazon.com/eks/latest/APIReference/API_VpcConfigRequest.html
 */
export function exposureOf(publicAccessCidrs: readonly string[]): Exposure {
  const cidrs = publicAccessCidrs.length === 0 ? ['0.0.0.0/0'] : publicAccessCidrs;
  const ranges = cidrs.map(parseCidr).filter((range) => range !== undefined);
  const malformed = cidrs.filter((cidr) => parseCidr(cidr) === undefined);
  const union = unionOf(ranges);
  const worst = widelyOpen(union, 4) ?? widelyOpen(union, 6) ?? wideBlock(union);
  return { ...(worst !== undefined && { worst }), malformed };
}

function widelyOpen(union: readonly AddressRange[], family: 4 | 6): Exposure['worst'] {
  const ranges = union.filter((range) => range.family === family);
  const covered = ranges.reduce((sum, range) => sum + sizeOf(range), 0n);
  if (ranges.some(holdsEveryPublicAddress)) {
    return { severity: 'HIGH', reach: `the whole IPv${family} internet` };
  }
  if (covered < blockSize(family, 1)) return undefined;
  return { severity: 'HIGH', reach: `at least half of all IPv${family} addresses` };
}

/** 2000::/3 is all of IPv6 that is routed on the internet: RFC 4291, section 2.4. */
function holdsEveryPublicAddress({ family, first, last }: AddressRange): boolean {
  if (family === 4) return last - first + 1n === blockSize(4, 0);
  return first <= 0x2n << 124n && last >= (0x4n << 124n) - 1n;
}

function wideBlock(union: readonly AddressRange[]): Exposure['worst'] {
  const wide = union.find((range) => sizeOf(range) > blockSize(range.family, widest[range.family]));
  if (wide === undefined) return undefined;
  const reach = `a range of IPv${wide.family} addresses wider than a /${widest[wide.family]}`;
  return { severity: 'MEDIUM', reach };
}

/** The shortest prefix that still looks like one organisation's own network. */
const widest = { 4: 16, 6: 32 } as const;
