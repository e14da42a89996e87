import { compareArn } from './compare-arn.ts';
import { dateOf } from './compare-date.ts';
import { compareIp } from './compare-ip.ts';
import { compareText, ignoringCase } from './compare-text.ts';
import type { Comparison } from './comparison.ts';
import { patternOf } from './pattern.ts';
import { compileTemplate, fill } from './template.ts';

/** A condition operator taken apart, as `ForAllValues:StringNotLikeIfExists`. */
export interface Operator {
  readonly quantifier: 'forallvalues' | 'foranyvalue' | undefined;
  /** In lower case, without quantifier and IfExists: `stringequals`, `stringnotequals` … */
  readonly name: string;
  readonly negated: boolean;
  readonly ifExists: boolean;
  /** Undefined for a value that the operator cannot compare with, such as a text for a Numeric operator. */
  readonly comparisonWith: Reader;
}

/**
 * Operator names are matched without regard to case; undefined for one that IAM does not have. Null alone takes no IfExists.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function readOperator(text: string): Operator | undefined {
  const [, set, name = '', suffix] =
    /^(?:(forallvalues|foranyvalue):)?([a-z]+?)(ifexists)?$/.exec(text.toLowerCase()) ?? [];
  const comparisonWith = readers.get(name);
  if (comparisonWith === undefined) return undefined;
  const quantifier = set === 'forallvalues' || set === 'foranyvalue' ? set : undefined;
  const ifExists = suffix !== undefined;
  if (name === 'null' && (ifExists || quantifier !== undefined)) return undefined;
  return { quantifier, name, negated: name.includes('not'), ifExists, comparisonWith };
}

/** The only operator beside those on texts and ARNs that knows variables. */
function bool(text: string, variables: boolean): Comparison | undefined {
  const template = compileTemplate(text, { wildcards: false, variables });
  if (template.fixed !== undefined) return truths(template.fixed.text);
  return (value, context) => {
    const filled = fill(template, context);
    if (filled === undefined) return false;
    const comparison = filled.known ? truths(patternOf(filled.pieces).text) : undefined;
    return comparison === undefined ? 'unknown' : comparison(value, context);
  };
}

type Reader = (value: string, variables: boolean) => Comparison | undefined;

const equals: Reader = compareText({ wildcards: false });
const like: Reader = compareText({ wildcards: true });
const truths = ordered(booleanOf, (order) => order === 0);

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['stringequals', equals],
  ['stringnotequals', equals],
  ['stringequalsignorecase', ignoringCase],
  ['stringnotequalsignorecase', ignoringCase],
  ['stringlike', like],
  ['stringnotlike', like],
  ...orderings('numeric', numberOf),
  ...orderings('date', dateOf),
  ['bool', bool],
  ['null', truths],
  ['binaryequals', binary],
  ['ipaddress', compareIp],
  ['notipaddress', compareIp],
  ['arnequals', compareArn],
  ['arnlike', compareArn],
  ['arnnotequals', compareArn],
  ['arnnotlike', compareArn],
]);

function orderings(
  prefix: string,
  read: (text: string) => number | undefined,
): readonly (readonly [string, Reader])[] {
  return [
    [`${prefix}equals`, ordered(read, (order) => order === 0)],
    [`${prefix}notequals`, ordered(read, (order) => order === 0)],
    [`${prefix}lessthan`, ordered(read, (order) => order < 0)],
    [`${prefix}lessthanequals`, ordered(read, (order) => order <= 0)],
    [`${prefix}greaterthan`, ordered(read, (order) => order > 0)],
    [`${prefix}greaterthanequals`, ordered(read, (order) => order >= 0)],
  ];
}

function ordered(
  read: (text: string) => number | undefined,
  holds: (order: number) => boolean,
): (text: string) => Comparison | undefined {
  return (text) => {
    const bound = read(text);
    if (bound === undefined) return undefined;
    return (value) => {
      const given = read(value);
      return given === undefined ? 'unknown' : holds(given - bound);
    };
  };
}

function numberOf(text: string): number | undefined {
  return /^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(text) ? Number(text) : undefined;
}

/** The grammar has `true` and `false`; IAM is known to take them in any case. */
function booleanOf(text: string): number | undefined {
  const lower = text.toLowerCase();
  if (lower === 'true') return 1;
  return lower === 'false' ? 0 : undefined;
}

/** Byte for byte, and base64 writes the same bytes the same way. */
function binary(text: string): Comparison | undefined {
  return isBase64(text) ? (value) => (isBase64(value) ? value === text : 'unknown') : undefined;
}

function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[a-z0-9+/]*={0,2}$/i.test(text);
}
