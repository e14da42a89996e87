/** A run of addresses, both ends included. */
export interface AddressRange {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

/** `10.1.0.0/16` or `2001:db8::/32`, host bits ignored; undefined for anything else. */
export function parseCidr(text: string): AddressRange | undefined {
  const [, address = '', prefix = ''] = /^([^/]+)\/(0|[1-9]\d{0,2})$/.exec(text) ?? [];
  const family = address.includes(':') ? 6 : 4;
  const value = family === 6 ? parseIpv6(address) : parseIpv4(address);
  const hostBits = BigInt(bits(family)) - BigInt(prefix);
  if (value === undefined || hostBits < 0n) return undefined;
  const first = (value >> hostBits) << hostBits;
  return { family, first, last: first + (1n << hostBits) - 1n };
}

/** The fewest ranges that hold exactly these addresses: overlapping and touching ones become one. Sorted. */
export function unionOf(ranges: readonly AddressRange[]): readonly AddressRange[] {
  const union: AddressRange[] = [];
  for (const range of ranges.toSorted(byFirst)) {
    const before = union.at(-1);
    if (before?.family !== range.family || range.first > before.last + 1n) {
      union.push(range);
    } else if (range.last > before.last) {
      union[union.length - 1] = { ...before, last: range.last };
    }
  }
  return union;
}

export function sizeOf({ first, last }: AddressRange): bigint {
  return last - first + 1n;
}

/** How many addresses a prefix of this length holds. */
export function blockSize(family: 4 | 6, prefix: number): bigint {
  return 1n << BigInt(bits(family) - prefix);
}

function bits(family: 4 | 6): number {
  return family === 4 ? 32 : 128;
}

function byFirst(a: AddressRange, b: AddressRange): number {
  if (a.family !== b.family) return a.family - b.family;
  if (a.first === b.first) return 0;
  return a.first < b.first ? -1 : 1;
}

/** Leading zeros are refused: some readers take them for octal. */
function parseIpv4(address: string): bigint | undefined {
  const octets = address.split('.');
  if (octets.length !== 4 || !octets.every((octet) => /^(0|[1-9]\d{0,2})$/.test(octet)))
    return undefined;
  if (octets.some((octet) => Number(octet) > 255)) return undefined;
  return octets.reduce((value, octet) => (value << 8n) + BigInt(octet), 0n);
}

/** RFC 4291 text, without an embedded IPv4 address: EKS gives none. */
function parseIpv6(address: string): bigint | undefined {
  const halves = address.split('::');
  if (halves.length > 2) return undefined;
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array<string>(missing).fill('0'), ...tail];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return groups.reduce((value, group) => (value << 16n) + BigInt(`0x${group}`), 0n);
}
