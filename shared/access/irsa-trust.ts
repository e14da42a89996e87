import { sortedStatement, statementJson } from '../iam/statement-json.ts';
import { type Hold, type LooseProvider, tightenedTrust } from '../iam/tightened-trust.ts';
import { type Admission, type TrustReach, trustReaches } from '../iam/trust-reach.ts';
import { whyNobody } from '../iam/why-nobody.ts';
import { factKeys } from '../model/fact-key.ts';
import { canonicalJson, compareText, type Json } from '../model/json.ts';
import type { PolicyDocument, Statement } from '../model/policy-document.ts';
import type { Role } from '../model/principal.ts';
import { bySeverity, lowered, type Severity } from '../model/severity.ts';
import type { Violation } from '../model/violation.ts';
import { type Facts, unread } from './facts.ts';
import { updateAssumeRolePolicy } from './remedy-commands.ts';
import { doubtsOf, seriousDoubtsOf } from './trust-doubts.ts';

/** A trust statement, and which tokens of EKS clusters it lets in. */
export interface IrsaTrust {
  readonly role: Role;
  readonly statement: Statement;
  readonly document: PolicyDocument;
  readonly reaches: readonly TrustReach[];
}

/**
 * The statement is judged with the Deny statements of its document; alone where the document was not read, which finds
 * all that there could be: `confirm` before reporting it.
 */
export function irsaTrustOf(
  facts: Facts,
  { role, statement }: { readonly role: Role; readonly statement: Statement },
): IrsaTrust {
  const alone: PolicyDocument = { version: '2012-10-17', statements: [statement] };
  const read = facts.ifRead(() => facts.get(factKeys.trustPolicy(role.arn)));
  const document = read === unread ? alone : (read ?? alone);
  return { role, statement, document, reaches: trustReaches(role.arn, statement, document) };
}

/** Ends the check where the trust policy was not read. */
export function confirm(facts: Facts, { role }: IrsaTrust): void {
  facts.get(factKeys.trustPolicy(role.arn));
}

/** Whether the statement names no cluster but everybody, which irsa-trust-subject-required reports whatever its conditions. */
export function isAboutEverybody({ reaches }: IrsaTrust): boolean {
  return reaches.some(({ everybody }) => everybody);
}

/** What a check ends with where it found all that it looks for. */
export function outcomeOf({
  role,
  statement,
  document,
  reaches,
}: IrsaTrust): TrustOutcome | undefined {
  if (reaches.length === 0) return notApplicable('it lets in no tokens of an EKS cluster');
  const part = reaches.find(({ complete }) => !complete);
  if (part !== undefined) {
    const reason = `its conditions on tokens of ${part.issuer} are too many to try`;
    return { outcome: 'INSUFFICIENT_DATA', reason };
  }
  if (reaches.some(({ admissions }) => admissions.length > 0)) return undefined;
  const refusals = reaches.map((reach) => whyNobody(role.arn, statement, document, reach));
  const [first] = refusals;
  // A statement that names subjects, if only such as there cannot be, is held to them.
  if (first === undefined || refusals.some(({ bySubject }) => bySubject)) return undefined;
  return notApplicable(first.reason);
}

export interface TrustOutcome {
  readonly outcome: 'NOT_APPLICABLE' | 'INSUFFICIENT_DATA';
  readonly reason: string;
}

function notApplicable(reason: string): TrustOutcome {
  return { outcome: 'NOT_APPLICABLE', reason };
}

/** A way into a role that should not be. */
export interface Offence extends LooseProvider {
  readonly severity: Severity;
  readonly admission: Admission;
}

/** One step milder where it turns on what nobody can decide. */
export function offenceOf(
  { provider, issuer }: TrustReach,
  severity: Severity,
  admission: Admission,
): Offence {
  const doubtful = seriousDoubtsOf([admission.decision]).length > 0;
  return {
    arn: provider,
    issuer,
    severity: doubtful ? lowered(severity) : severity,
    admission,
  };
}

export interface TrustFinding {
  /** Without its full stop. */
  readonly message: string;
  readonly hold: Hold;
  /** Whom to tighten, where those are others than the offending. */
  readonly loose?: readonly LooseProvider[];
}

/** One violation for all offences of a statement; the worst of them give its severity and a token each that would pass. */
export function trustViolation(
  { role, statement, document }: IrsaTrust,
  offences: readonly Offence[],
  { message, hold, loose = offences }: TrustFinding,
): Violation {
  const worst = worstOf(offences);
  const decisions = worst.map(({ admission }) => admission.decision);
  const serious = seriousDoubtsOf(decisions);
  const dependsOn = doubtsOf(decisions);
  return {
    message:
      serious.length === 0 ? `${message}.` : `${message}, if ${serious.join(' and ')} allows it.`,
    ...(worst[0] !== undefined && { severity: worst[0].severity }),
    evidence: {
      roleArn: role.arn,
      statement: statementJson(statement),
      tokens: tokensJson(worst),
      ...(dependsOn.length > 0 && { dependsOn }),
    },
    fingerprint: { roleArn: role.arn, statement: statementJson(sortedStatement(statement)) },
    command: updateAssumeRolePolicy(
      role.name,
      tightenedTrust(document, statement, eachOnce(loose), hold),
    ),
  };
}

function eachOnce(providers: readonly LooseProvider[]): readonly LooseProvider[] {
  return [...new Map(providers.map((provider) => [provider.arn, provider])).values()];
}

/** The issuers of offences in words. */
export function issuersOf(offences: readonly Offence[]): string {
  return [...new Set(offences.map(({ issuer }) => issuer))].join(' and ');
}

function worstOf(offences: readonly Offence[]): readonly Offence[] {
  const [worst] = offences.toSorted((a, b) => bySeverity(a.severity, b.severity));
  return offences.filter(({ severity }) => severity === worst?.severity);
}

function tokensJson(offences: readonly Offence[]): Json {
  return offences
    .map(({ admission: { token } }) => ({
      iss: `https://${token.issuer}`,
      ...(token.sub !== undefined && { sub: token.sub }),
      aud: token.aud,
    }))
    .toSorted((a, b) => compareText(canonicalJson(a), canonicalJson(b)));
}
