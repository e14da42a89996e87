import type { Context } from '../../shared/iam/decision.ts';
import { expressionFor, fits, type Known } from './reference-text.ts';

/** One condition operator without its quantifier and IfExists. */
export interface ReferenceComparison {
  readonly negated: boolean;
  readonly isNull: boolean;
  understands(wanted: string, variables: boolean): boolean;
  same(wanted: string, value: string, context: Context, variables: boolean): Known;
}

export function referenceComparison(name: string): ReferenceComparison | undefined {
  const lower = name.toLowerCase();
  const plain = lower.replace('not', '');
  const isNull = plain === 'null';
  const kind = kinds[plain];
  const hasNegation = !['bool', 'null', 'binaryequals'].includes(plain) && !/than/.test(plain);
  if (kind === undefined || (plain !== lower && !hasNegation)) return undefined;
  if (plain !== lower && !spelledNegations.includes(lower)) return undefined;
  return { negated: plain !== lower, isNull, ...kind };
}

const spelledNegations = [
  'stringnotequals',
  'stringnotequalsignorecase',
  'stringnotlike',
  'numericnotequals',
  'datenotequals',
  'notipaddress',
  'arnnotequals',
  'arnnotlike',
];

type Kind = Pick<ReferenceComparison, 'understands' | 'same'>;

const always = () => true;
const textKind = (stars: boolean): Kind => ({
  understands: always,
  same: (wanted, value, context, variables) => fits(wanted, value, context, { stars, variables }),
});
const arnKind: Kind = { understands: isArnPattern, same: sameArn };

const kinds: Readonly<Record<string, Kind>> = {
  stringequals: textKind(false),
  stringlike: textKind(true),
  stringequalsignorecase: {
    understands: always,
    same: (wanted, value, context, variables) =>
      fits(wanted.toLowerCase(), value.toLowerCase(), inLowerCase(context), {
        stars: false,
        variables,
      }),
  },
  ...orders('numeric', number),
  ...orders('date', seconds),
  bool: { understands: understandsBool, same: sameBool },
  null: measured(truth, (a, b) => a === b),
  binaryequals: {
    understands: (wanted) => isBase64(wanted),
    same: (wanted, value) => (isBase64(value) ? yesIf(wanted === value) : 'open'),
  },
  ipaddress: {
    understands: (wanted) => bits(wanted) !== undefined,
    same: (wanted, value) => {
      const address = value.includes('/') ? undefined : bits(value);
      return address === undefined ? 'open' : yesIf(address.startsWith(bits(wanted) ?? 'x'));
    },
  },
  arnequals: arnKind,
  arnlike: arnKind,
};

function orders(prefix: string, read: (text: string) => number | undefined): Record<string, Kind> {
  return {
    [`${prefix}equals`]: measured(read, (a, b) => a === b),
    [`${prefix}lessthan`]: measured(read, (a, b) => a < b),
    [`${prefix}lessthanequals`]: measured(read, (a, b) => a <= b),
    [`${prefix}greaterthan`]: measured(read, (a, b) => a > b),
    [`${prefix}greaterthanequals`]: measured(read, (a, b) => a >= b),
  };
}

function measured(
  read: (text: string) => number | undefined,
  holds: (value: number, wanted: number) => boolean,
): Kind {
  return {
    understands: (wanted) => read(wanted) !== undefined,
    same(wanted, value) {
      const [a, b] = [read(value), read(wanted)];
      return a === undefined || b === undefined ? 'open' : yesIf(holds(a, b));
    },
  };
}

function number(text: string): number | undefined {
  return /^-?\d+(\.\d+)?$/.test(text) ? Number.parseFloat(text) : undefined;
}

function truth(text: string): number | undefined {
  const at = ['false', 'true'].indexOf(text.toLowerCase());
  return at < 0 ? undefined : at;
}

/** Days as such, midnights of them, and seconds since 1970: all that the arbitrary policies hold. */
function seconds(text: string): number | undefined {
  if (number(text) !== undefined) return /^-?\d{4}(\.|$)/.test(text) ? undefined : number(text);
  const parts = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d)Z)?$/.exec(text);
  if (parts === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1)
    .map((part) => Number(part ?? '0'));
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  return date.getUTCDate() === day && date.getUTCMonth() === month - 1
    ? date.getTime() / 1000
    : undefined;
}

function understandsBool(wanted: string, variables: boolean): boolean {
  return truth(wanted) !== undefined || (variables && wanted.includes('$'));
}

function sameBool(wanted: string, value: string, context: Context, variables: boolean): Known {
  const { source, open } = expressionFor(wanted, context, { stars: false, variables });
  if (source === undefined) return 'no';
  const [a, b] = [truth(source), truth(value)];
  return open || a === undefined || b === undefined ? 'open' : yesIf(a === b);
}

function isBase64(text: string): boolean {
  return /^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text);
}

/** The bits of an address, cut to the length of its prefix, after the name of its family. */
function bits(text: string): string | undefined {
  const [address = '', length] = text.split('/');
  const groups = address.includes(':') ? groupsOf(address) : address.split('.').map(Number);
  const width = address.includes(':') ? 16 : 8;
  const right = groups.length === (width === 16 ? 8 : 4);
  const prefix = Number(length ?? groups.length * width);
  const fit = groups.every((group) => group >= 0 && group < 2 ** width);
  if (!right || !fit || !(prefix >= 0 && prefix <= groups.length * width)) return undefined;
  const all = groups.map((group) => group.toString(2).padStart(width, '0')).join('');
  return `${width === 16 ? 'v6' : 'v4'} ${all.slice(0, prefix)}`;
}

function groupsOf(address: string): readonly number[] {
  const [head = '', tail] = address.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = tail === undefined ? 0 : 8 - before.length - after.length;
  const zeros = Array.from({ length: missing }, () => '0');
  return [...before, ...zeros, ...after].map((group) => Number.parseInt(group, 16));
}

function isArnPattern(wanted: string, variables: boolean): boolean {
  return wanted === '*' || (variables && wanted.includes('$')) || wanted.split(':').length >= 6;
}

function sameArn(wanted: string, value: string, context: Context, variables: boolean): Known {
  const parts = split(value);
  if (wanted === '*') return parts.length < 6 || parts[0] !== 'arn' ? 'open' : 'yes';
  const { source, open } = expressionFor(wanted, context, { stars: true, variables });
  if (source === undefined) return 'no';
  const patterns = split(source);
  if (open || patterns.length < 6 || parts.length < 6 || parts[0] !== 'arn') return 'open';
  return yesIf(
    patterns.every((pattern, index) => new RegExp(`^${pattern}$`, 's').test(parts[index] ?? '')),
  );
}

/** At the first five colons. */
function split(arn: string): readonly string[] {
  const parts = arn.split(':');
  return [...parts.slice(0, 5), ...(parts.length > 5 ? [parts.slice(5).join(':')] : [])];
}

function inLowerCase(context: Context): Context {
  return {
    value(key) {
      const values = context.value(key);
      return values === 'unknown' ? values : values.map((value) => value.toLowerCase());
    },
  };
}

function yesIf(truth: boolean): Known {
  return truth ? 'yes' : 'no';
}
