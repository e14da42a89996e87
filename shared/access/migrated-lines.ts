import { foreignAccount } from '../iam/foreign-account.ts';
import {
  awsAuthMatcher,
  type LiveMappings,
  liveMappings,
  mappedArn,
  whyNeverMatches,
} from '../kubernetes/aws-auth.ts';
import { canonicalArn } from '../kubernetes/canonical-arn.ts';
import { parseArn } from '../model/arn.ts';
import type { AwsAuthMapping, AwsAuthMappings } from '../model/aws-auth.ts';
import type { LineOutcome, MigratedLine, PlannedEntry } from '../model/aws-auth-migration.ts';
import type { ClusterRef } from '../model/cluster.ts';
import { type Facts, unread } from './facts.ts';
import { mappedPrincipals, whyNoPrincipal } from './mapped-principals.ts';
import { accountLine, leftAccount } from './migrated-account.ts';
import { type MigratedPrincipal, migratedPrincipal, shadowed } from './migrated-principal.ts';

export interface MigratedMapping extends MigratedLine {
  /** Absent for what is no mapping: an account, or a fault. */
  readonly mapping?: AwsAuthMapping;
  readonly entries: readonly PlannedEntry[];
}

/** What becomes of every line of aws-auth that somebody reads; `entries` are the principals that have one already. */
export function migratedLines(
  facts: Facts,
  cluster: ClusterRef,
  mappings: AwsAuthMappings,
  entries: readonly string[],
): readonly MigratedMapping[] {
  const live = liveMappings(mappings);
  const matches = awsAuthMatcher(mappings);
  const lines = mappingsOf(mappings).map((line): MigratedMapping => {
    const dead = whyDead(line, live);
    if (dead !== undefined) return lineOf(line, [{ outcome: 'DEAD', reasons: [dead] }]);
    return lineOf(line, migratedBy(facts, cluster, line, { matches, entries }));
  });
  const accounts = mappings.accounts.map((id, place) => leftAccount(facts, cluster, id, place));
  return [...lines, ...accounts, ...mappings.faults.map(faultLine)];
}

/** In the mode API: what would be carried now would be given anew. */
export function deadLines(mappings: AwsAuthMappings): readonly MigratedMapping[] {
  const reasons = ['nobody reads aws-auth in mode API, so that an entry would be a new grant'];
  const dead = { outcome: 'DEAD' as const, reasons };
  return [
    ...mappingsOf(mappings).map((line) => lineOf(line, [dead])),
    ...mappings.accounts.map((id, place) => ({ ...accountLine(id, place), ...dead })),
    ...mappings.faults.map(faultLine),
  ];
}

function mappingsOf({ roles, users }: AwsAuthMappings): readonly AwsAuthMapping[] {
  return [
    ...roles.map((mapping) => ({ kind: 'role' as const, mapping })),
    ...users.map((mapping) => ({ kind: 'user' as const, mapping })),
  ];
}

function whyDead({ mapping }: AwsAuthMapping, { displaced }: LiveMappings): string | undefined {
  const later = displaced.find((one) => one.mapping === mapping);
  if (later !== undefined)
    return `the entry ${later.by.place} of the key has the same ARN and counts`;
  const never = whyNeverMatches(mapping);
  return never && `it never let in anybody: ${never}; an entry would be a new grant`;
}

interface Scene {
  readonly matches: ReturnType<typeof awsAuthMatcher>;
  readonly entries: readonly string[];
}

function migratedBy(
  facts: Facts,
  cluster: ClusterRef,
  line: AwsAuthMapping,
  scene: Scene,
): readonly MigratedPrincipal[] {
  const principals = facts.ifRead(() => principalsOf(facts, line));
  if (principals === unread) {
    return [{ outcome: 'UNDECIDED', reasons: ['which principals IAM has was not read'] }];
  }
  if (principals.length === 0) {
    const why = 'nobody has such an ARN, and whoever makes a role or user of that name is let in';
    return [{ outcome: 'DEAD', reasons: [`${why}; EKS makes no entry for it`] }];
  }
  const [unknown] = isPattern(line) ? principals.filter((arn) => isForeign(facts, arn)) : [];
  if (unknown !== undefined) {
    const why =
      'it is a pattern, and which roles match it in an account that is not watched is not known';
    return [{ outcome: 'LEFT', reasons: [why] }];
  }
  const later: readonly MigratedPrincipal[] = isPattern(line)
    ? [{ outcome: 'NARROWED', reasons: ['roles made later that match it get no entry'] }]
    : [];
  const each = principals.map((arn) => ofPrincipal(facts, cluster, line, { arn, ...scene }));
  return [...each, ...later];
}

function ofPrincipal(
  facts: Facts,
  cluster: ClusterRef,
  line: AwsAuthMapping,
  { arn, matches, entries }: Scene & { readonly arn: string },
): MigratedPrincipal {
  const existing = entries.find((entry) => isSame(entry, arn));
  if (existing !== undefined) return shadowed(facts, cluster, existing, line);
  const counting = matches(arn).filter((match) => 'mapping' in match);
  if (counting.length > 1) {
    const reason = `several lines let in ${arn}, and the authenticator takes whichever it comes upon`;
    return { outcome: 'LEFT', reasons: [reason] };
  }
  const [one] = counting;
  if (one !== undefined && one.mapping !== line.mapping) {
    return {
      outcome: 'DEAD',
      reasons: [`another line counts for ${arn}: ${mappedArn(one.mapping)}`],
    };
  }
  const migrated = migratedPrincipal(facts, cluster, arn, line);
  return isForeign(facts, arn) && migrated.entry !== undefined
    ? { ...migrated, reasons: [...migrated.reasons, pathUnknown] }
    : migrated;
}

const pathUnknown =
  'its account is not watched: ask there for the ARN with its path, which the entry needs and aws-auth leaves out';

/** Those of the watched account as IAM has them; others as they are written. */
function principalsOf(facts: Facts, line: AwsAuthMapping): readonly string[] {
  return whyNoPrincipal(facts, line) === undefined
    ? mappedPrincipals(facts, line)
    : [mappedArn(line.mapping)];
}

function isForeign(facts: Facts, arn: string): boolean {
  const parsed = parseArn(arn);
  return parsed !== undefined && foreignAccount(parsed, facts.account) !== undefined;
}

function isPattern({ mapping }: AwsAuthMapping): boolean {
  return /[*?]/.test(mappedArn(mapping));
}

/** As the authenticator sees it: entries of other accounts have a path that aws-auth does not tell. */
function isSame(entry: string, arn: string): boolean {
  const looked = (one: string) => (canonicalArn(one) ?? one).toLowerCase();
  return looked(entry) === looked(arn);
}

/** The worst for any of its principals is what is said of a line. */
const worstFirst: readonly LineOutcome[] = [
  'UNDECIDED',
  'LEFT',
  'DECISION',
  'NARROWED',
  'CARRIED',
  'SHADOWED',
  'DEAD',
];

function worse(a: LineOutcome, b: LineOutcome): LineOutcome {
  return worstFirst.indexOf(a) < worstFirst.indexOf(b) ? a : b;
}

function lineOf(line: AwsAuthMapping, each: readonly MigratedPrincipal[]): MigratedMapping {
  return {
    key: line.kind === 'role' ? 'mapRoles' : 'mapUsers',
    place: line.mapping.place,
    principal: mappedArn(line.mapping),
    outcome: each.map(({ outcome }) => outcome).reduce(worse),
    reasons: [...new Set(each.flatMap(({ reasons }) => reasons))],
    mapping: line,
    entries: each.flatMap(({ entry }) => (entry === undefined ? [] : [entry])),
  };
}

function faultLine({ key, place, message }: AwsAuthMappings['faults'][number]): MigratedMapping {
  const where = place === undefined ? {} : { place };
  const reasons = [`the authenticator reads it otherwise than it is written: ${message}`];
  return { key, ...where, outcome: 'DEAD', reasons, entries: [] };
}
