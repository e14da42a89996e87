/**
 * IAM's evaluation, read from the documentation in the plainest way and straight from the JSON of a policy: nothing of
 * shared/ is used. Everything is known in a world, so there are two answers. Where the documentation does not say what
 * IAM does, a coin is tossed: an answer of ours that claims to be sure has to hold however the coins fall.
 */
export interface World {
  /** The values of a condition key, given in lower case; none where the request lacks it. */
  value(key: string): readonly string[];
  coin(what: string): boolean;
}

export interface RawStatement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: RawPrincipal;
  readonly NotPrincipal?: RawPrincipal;
  readonly Action?: OneOrMore;
  readonly NotAction?: OneOrMore;
  readonly Resource?: OneOrMore;
  readonly NotResource?: OneOrMore;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, RawValues>>>>;
}
export interface RawDocument {
  readonly Version?: string;
  readonly Statement: RawStatement | readonly RawStatement[];
}
type OneOrMore = string | readonly string[];
type RawPrincipal = '*' | Readonly<Record<string, OneOrMore>>;
type Scalar = string | number | boolean;
export type RawValues = Scalar | readonly Scalar[];

export interface RawPermissions {
  readonly identity: readonly RawDocument[];
  readonly boundary?: RawDocument;
  readonly session?: readonly RawDocument[];
  readonly levels?: readonly (readonly RawDocument[])[];
}

export interface RawRequest {
  readonly action: string;
  readonly resource: string;
}

/** A Deny anywhere, or else an Allow in every layer that there is. */
export function naivelyAllowed(
  permissions: RawPermissions,
  request: RawRequest,
  world: World,
): boolean {
  const { identity, boundary, session = [], levels = [] } = permissions;
  const limits = [boundary === undefined ? [] : [boundary], session, ...levels];
  const layers = [identity, ...limits.filter((layer) => layer.length > 0)];
  const applying = layers.map((layer) =>
    layer.flatMap((document) => effects(document, request, world)),
  );
  if (applying.flat().includes('Deny')) return false;
  return applying.every((layer) => layer.includes('Allow'));
}

export interface RawTrust {
  readonly trust: RawDocument;
  readonly roleArn: string;
  readonly caller:
    | { readonly type: 'AWS'; readonly arn: string; readonly permissions: RawPermissions }
    | { readonly type: 'Service' | 'Federated'; readonly name: string };
  readonly action: string;
}

type Naming = 'itself' | 'role' | 'account';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics-single-account.html */
export function naivelyAssumes(
  { trust, roleArn, caller, action }: RawTrust,
  world: World,
): boolean {
  const request = { action, resource: roleArn };
  const trusted = { Allow: new Set<Naming>(), Deny: new Set<Naming>() };
  for (const [index, statement] of list(trust.Statement).entries()) {
    const applies = isAbout(trust, statement, index, request, world);
    const ways = naming(statement, caller, roleArn, (what) => world.coin(`${index} ${what}`));
    if (applies) for (const way of ways) trusted[statement.Effect].add(way);
  }
  if (caller.type !== 'AWS') return trusted.Deny.size === 0 && trusted.Allow.size > 0;
  const { identity, boundary, session = [], levels = [] } = caller.permissions;
  const own = (documents: readonly RawDocument[]) =>
    documents.flatMap((document) => effects(document, request, world));
  const says = {
    identity: own(identity),
    bounds: [boundary === undefined ? [] : [boundary], session]
      .filter((x) => x.length > 0)
      .map(own),
    levels: levels.filter((level) => level.length > 0).map(own),
  };
  const everything = [says.identity, ...says.bounds, ...says.levels];
  if (trusted.Deny.size > 0 || everything.flat().includes('Deny')) return false;
  const [allowing, bounded, levelled] = [[says.identity], says.bounds, says.levels].map((layers) =>
    layers.every((layer) => layer.includes('Allow')),
  );
  const sides = allowing === true && bounded === true && levelled === true;
  const near = accountOf(roleArn) === accountOf(caller.arn);
  return [...trusted.Allow].some((way) => {
    if (!near || way === 'account') return sides;
    return way === 'role' ? bounded === true && levelled === true : levelled === true;
  });
}

function effects(
  document: RawDocument,
  request: RawRequest,
  world: World,
): readonly ('Allow' | 'Deny')[] {
  return list(document.Statement).flatMap((statement, index) =>
    isAbout(document, statement, index, request, world) ? statement.Effect : [],
  );
}

/** Looks at everything, whatever was found already, so that every coin there is gets tossed. */
function isAbout(
  document: RawDocument,
  statement: RawStatement,
  index: number,
  { action, resource }: RawRequest,
  world: World,
): boolean {
  const variables = document.Version === '2012-10-17';
  const ofStatement = { ...world, coin: (what: string) => world.coin(`${index} ${what}`) };
  const named = list(statement.Action ?? statement.NotAction).map((pattern) =>
    isLike(tokensOf(pattern.toLowerCase()), action.toLowerCase()),
  );
  const resources = statement.Resource ?? statement.NotResource;
  const held = list(resources).map((pattern) => {
    // Variables have no place before the fifth colon of an ARN.
    const early = variables && /^([^:$]*:){0,4}[^:$]*\$\{[^*?$]/.test(pattern);
    const asWritten = early ? pattern.replace(/\{[^}]*\}/, '{}') : pattern;
    const tokens = filled(asWritten, { variables, wildcards: true }, ofStatement);
    return tokens !== undefined && isLike(tokens, resource);
  });
  const conditions = Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) =>
      holds(operator, key, values, variables, ofStatement),
    ),
  );
  const onAction = named.includes(true) === (statement.Action !== undefined);
  const onResource =
    resources === undefined || held.includes(true) === (statement.Resource !== undefined);
  return onAction && onResource && !conditions.includes(false);
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
function holds(
  text: string,
  key: string,
  given: RawValues,
  variables: boolean,
  world: World,
): boolean {
  const coin = () => world.coin(JSON.stringify([text, key, given]));
  const values = list(given).map(String);
  const [, quantifier, name = '', ifExists] =
    /^(?:(forallvalues|foranyvalue):)?([a-z]+?)(ifexists)?$/.exec(text.toLowerCase()) ?? [];
  const compare = name === 'null' && (quantifier ?? ifExists) ? undefined : comparisons[name];
  // A value of the policy that the operator cannot read shows whatever is compared with it.
  const faults = values.map((value) => compare?.(value, undefined, variables, world));
  if (compare === undefined || values.length === 0 || faults.includes('fault')) return coin();
  const asked = world.value(key.toLowerCase());
  const probes = name === 'null' ? [String(asked.length === 0)] : asked;
  const negated = name.includes('not');
  const absent = (ifExists ?? quantifier) === undefined ? negated : quantifier !== 'foranyvalue';
  if (probes.length === 0) return ifExists !== undefined || absent;
  const matches = probes.map((probe) => {
    const each = values.map((value) => compare(value, probe, variables, world));
    return each.map((one) => (typeof one === 'boolean' ? one : coin())).includes(true) !== negated;
  });
  const plain = ofSet(quantifier, matches, coin);
  // One page takes a set of nothing but empty texts for no value at all.
  const empty = quantifier !== undefined && probes.every((probe) => probe === '');
  return empty && plain !== (ifExists !== undefined || absent) ? coin() : plain;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html */
function ofSet(
  quantifier: string | undefined,
  matches: readonly boolean[],
  coin: () => boolean,
): boolean {
  const [all, some] = [!matches.includes(false), matches.includes(true)];
  if (quantifier === undefined) return all === some ? all : coin();
  return quantifier === 'forallvalues' ? all : some;
}

/** Compares a value of the policy with one of the request; `fault` is a policy's value that IAM would not take. */
type Compare = (
  value: string,
  probe: string | undefined,
  variables: boolean,
  world: World,
) => boolean | 'fault' | 'coin';

const comparisons: Readonly<Record<string, Compare | undefined>> = {
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
    return textual(false, inLowerCase)(value, probe, variables, world);
  }
  const known = ['true', 'false'];
  if (!known.includes(value.toLowerCase())) return 'fault';
  if (!known.includes(probe?.toLowerCase() ?? '')) return 'coin';
  return value.toLowerCase() === probe?.toLowerCase();
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

/** One character each, but for wildcards, which are these longer texts. */
const anyRun = 'any run';
const anyOne = 'any one';

function tokensOf(text: string, wildcards = true): readonly string[] {
  return text.split('').map((character) => {
    if (wildcards && character === '*') return anyRun;
    return wildcards && character === '?' ? anyOne : character;
  });
}

/**
 * With variables replaced; undefined where one has no value, so that nothing can match.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
function filled(
  text: string,
  { variables, wildcards }: { readonly variables: boolean; readonly wildcards: boolean },
  world: World,
): readonly string[] | undefined {
  const parts = variables ? text.split(/(\$\{[^}]*\}?)/) : [text];
  const tokens: string[] = [];
  let missing = false;
  for (const [index, part] of parts.entries()) {
    const value = index % 2 === 0 ? tokensOf(part, wildcards) : substitute(part, world);
    if (value === undefined) missing = true;
    else tokens.push(...value);
  }
  return missing ? undefined : tokens;
}

function substitute(variable: string, world: World): readonly string[] | undefined {
  const coin = () => (world.coin(`variable ${variable}`) ? [anyRun] : undefined);
  const [, literal] = /^\$\{([*?$])\}$/.exec(variable) ?? [];
  if (literal !== undefined) return [literal];
  const [, key, otherwise] = /^\$\{([^,'}\s]+)(?:, ?'([^']*)')?\}$/.exec(variable) ?? [];
  if (key === undefined) return coin();
  const values = world.value(key.toLowerCase());
  if (values.length > 1 || values[0] === '') return coin();
  return (values[0] ?? otherwise)?.split('');
}

/** Row by row of a table: whether so many tokens match so many characters. */
function isLike(tokens: readonly string[], text: string): boolean {
  let row = new Uint8Array(text.length + 1);
  row[0] = 1;
  for (const token of tokens) {
    const next = new Uint8Array(text.length + 1);
    for (let at = 0; at <= text.length; at += 1) {
      if (token === anyRun) next[at] = (row[at] ?? 0) | (next[at - 1] ?? 0);
      else if (token === anyOne || token === text[at - 1]) next[at] = row[at - 1] ?? 0;
    }
    if (!next.includes(1)) return false;
    row = next;
  }
  return row[text.length] === 1;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
function naming(
  statement: RawStatement,
  caller: RawTrust['caller'],
  roleArn: string,
  coin: (what: string) => boolean,
): readonly Naming[] {
  const element = statement.Principal ?? statement.NotPrincipal ?? {};
  const byType = element === '*' ? { AWS: '*' } : element;
  const negated = statement.NotPrincipal !== undefined;
  const aws = list(byType['AWS']);
  if (aws.includes('*')) return negated ? [] : ['itself'];
  if (caller.type === 'AWS') {
    if (!negated) return namedAws(caller.arn, aws, roleArn, coin);
    const never = statement.Effect === 'Deny' && caller.permissions.boundary !== undefined;
    return never ? ['itself'] : leftOut(caller.arn, aws, roleArn, coin);
  }
  const listed = list(byType[caller.type]);
  const found =
    listed.includes(caller.name) || (caller.type === 'Federated' && listed.includes('*'));
  return found === negated ? [] : ['itself'];
}

function namedAws(
  arn: string,
  aws: readonly string[],
  roleArn: string,
  coin: (what: string) => boolean,
): readonly Naming[] {
  const ways = namesOf(arn, roleArn).filter(([name]) => aws.includes(name));
  // A role may be under way as the session that is named.
  const session = arn.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/');
  const perhaps = aws.some((name) => name !== arn && name.startsWith(`${session}/`));
  const itself: readonly Naming[] = perhaps && coin('session') ? ['itself'] : [];
  return [...ways.map(([, way]) => way), ...itself];
}

/**
 * Somebody of whom the account and the role or user are listed is left out; of whom a part is listed, perhaps.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
function leftOut(
  arn: string,
  aws: readonly string[],
  roleArn: string,
  coin: (what: string) => boolean,
): readonly Naming[] {
  const listed = namesOf(arn, roleArn).filter(([name]) => aws.includes(name));
  const session = arn.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/');
  const perhaps = aws.some((name) => name.startsWith(`${session}/`));
  if (listed.length === 0 && !perhaps) return ['itself'];
  const ways = listed.map(([, way]) => way);
  const whole =
    ways.includes('account') && ways.includes(arn.includes(':user/') ? 'itself' : 'role');
  return !whole && coin('NotPrincipal') ? ['itself'] : [];
}

/** What a principal may be called, and what calling it so means. */
function namesOf(arn: string, roleArn: string): readonly (readonly [string, Naming])[] {
  const [, partition, , , account = '', resource = ''] = arn.split(':');
  const [kind, name] = resource.split('/');
  const bare = roleArn.split(':')[1] === partition ? account : 'another partition';
  return [
    [`arn:${partition}:iam::${account}:root`, 'account'],
    [bare, 'account'],
    [arn, kind === 'role' ? 'role' : 'itself'],
    ...(kind === 'assumed-role'
      ? [[`arn:${partition}:iam::${account}:role/${name}`, 'role'] as const]
      : []),
  ];
}

function accountOf(arn: string): string {
  return arn.split(':')[4] ?? '';
}

function list<T>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value as T];
}
