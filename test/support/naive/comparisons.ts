import type { World } from './raw.ts';
import { filled, isLike } from './text.ts';

/** Compares a value of the policy with one of the request; `fault` is a policy's value that IAM would not take. */
export type Compare = (
  value: string,
  probe: string | undefined,
  variables: boolean,
  world: World,
) => boolean | 'fault' | 'coin';

export const comparisons: Readonly<Record<string, Compare | undefined>> = {
  stringequals: textual(false, asIs),
  stringnotequals: textual(false, asIs),
  stringequalsignorecase: textual(false, inLowerCase),
  stringnotequalsignorecase: textual(false, inLowerCase),
  stringlike: textual(true, asIs),
  stringnotlike: textual(true, asIs),
  numericequals: numeric((a, b) => a === b),
  numericnotequals: numeric((a, b) => a === b),
  numericlessthan: numeric((a, b) => a < b),
  numericlessthanequals: numeric((a, b) => a <= b),
  numericgreaterthan: numeric((a, b) => a > b),
  numericgreaterthanequals: numeric((a, b) => a >= b),
  dateequals: dated((a, b) => a === b),
  datenotequals: dated((a, b) => a === b),
  datelessthan: dated((a, b) => a < b),
  datelessthanequals: dated((a, b) => a <= b),
  dategreaterthan: dated((a, b) => a > b),
  dategreaterthanequals: dated((a, b) => a >= b),
  bool: logical,
  null: logical,
  ipaddress: addressed,
  notipaddress: addressed,
  arnequals: named,
  arnlike: named,
  arnnotequals: named,
  arnnotlike: named,
};

function asIs(text: string): string {
  return text;
}

function inLowerCase(text: string): string {
  return text.toLowerCase();
}

function textual(wildcards: boolean, shape: (text: string) => string): Compare {
  return (value, probe, variables, world) => {
    if (probe === undefined) return false;
    const tokens = filled(value, { variables, wildcards }, world);
    return (
      tokens !== undefined &&
      isLike(
        tokens.map((token) => (token.length === 1 ? shape(token) : token)),
        shape(probe),
      )
    );
  };
}

function compared<T>(
  read: (text: string) => T | undefined,
  holding: (probe: T, value: T) => boolean,
): Compare {
  return (value, probe) => {
    const right = read(value);
    if (right === undefined) return 'fault';
    const left = probe === undefined ? undefined : read(probe);
    return left === undefined ? 'coin' : holding(left, right);
  };
}

function numeric(holding: (probe: number, value: number) => boolean): Compare {
  return compared(
    (text) => (/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : undefined),
    holding,
  );
}

/** Days and instants of ISO 8601, and seconds since 1970. */
function dated(holding: (probe: number, value: number) => boolean): Compare {
  return compared((text) => {
    if (/^-?\d+$/.test(text) && text.length !== 4) return Number(text) * 1000;
    if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?$/.test(text)) return undefined;
    const day = new Date(`${text.slice(0, 10)}T00:00:00Z`);
    if (Number.isNaN(day.getTime()) || !day.toISOString().startsWith(text.slice(0, 10)))
      return undefined;
    const at = Date.parse(text);
    return Number.isNaN(at) ? undefined : at;
  }, holding);
}

function logical(
  value: string,
  probe: string | undefined,
  variables: boolean,
  world: World,
): boolean | 'fault' | 'coin' {
  if (variables && /\$\{/.test(value)) {
    const tokens = filled(value, { variables, wildcards: false }, world);
    return tokens !== undefined && probe !== undefined && sameTruth(tokens.join(''), probe);
  }
  return isTruth(value) ? sameTruth(value, probe ?? '') : 'fault';
}

/** What IAM makes of a text that is neither true nor false, nobody says. */
function sameTruth(value: string, probe: string): boolean | 'coin' {
  return isTruth(value) && isTruth(probe) ? value.toLowerCase() === probe.toLowerCase() : 'coin';
}

function isTruth(text: string): boolean {
  return ['true', 'false'].includes(text.toLowerCase());
}

/** Addresses of version 4 only: those are what the generator makes. */
function addressed(value: string, probe: string | undefined): boolean | 'fault' | 'coin' {
  const [address = '', length = '32', ...rest] = value.split('/');
  const [block, bits] = [bitsOf(address), /^\d+$/.test(length) ? Number(length) : 33];
  if (block === undefined || bits > 32 || rest.length > 0) return 'fault';
  const asked = bitsOf(probe ?? '');
  return asked === undefined ? 'coin' : asked.slice(0, bits) === block.slice(0, bits);
}

function bitsOf(address: string): string | undefined {
  const octets = address.split('.');
  const sound = octets.length === 4 && octets.every((octet) => /^(0|[1-9]\d{0,2})$/.test(octet));
  if (!sound || octets.some((octet) => Number(octet) > 255)) return undefined;
  return octets.map((octet) => Number(octet).toString(2).padStart(8, '0')).join('');
}

/** Part by part; the sixth has the rest of the colons. */
function named(
  value: string,
  probe: string | undefined,
  variables: boolean,
  world: World,
): boolean | 'fault' | 'coin' {
  const open = variables && /\$\{/.test(value);
  if (!open && value !== '*' && value.split(':').length < 6) return 'fault';
  const tokens = filled(value, { variables, wildcards: true }, world);
  if (tokens === undefined) return false;
  const parts = probe?.split(':') ?? [];
  if (parts[0] !== 'arn' || parts.length < 6) return 'coin';
  if (value === '*') return true;
  const patterns: string[][] = [[]];
  for (const token of tokens) {
    if (token === ':' && patterns.length < 6) patterns.push([]);
    else patterns.at(-1)?.push(token);
  }
  if (patterns.length < 6) return 'coin';
  const texts = [...parts.slice(0, 5), parts.slice(5).join(':')];
  return patterns.every((pattern, index) => isLike(pattern, texts[index] ?? ''));
}
