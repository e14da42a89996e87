import { parseArn } from '../model/arn.ts';
import type { PolicyDocument, Statement } from '../model/policy-document.ts';
import { issuerOfKey } from './condition-key.ts';
import type { Decision } from './decision.ts';
import { decideToken, type OidcToken } from './oidc-token.ts';
import { withOneAllow } from './statements-of.ts';
import { strangerLetter } from './stranger-letter.ts';
import { type TokenSubject, tokenAudiences, tokenSubjects } from './token-subjects.ts';
import { eksIssuerOf, stsAudience, webIdentityProviders } from './web-identity.ts';

/** A token that a trust policy lets in, or may let in. */
export interface Admission {
  readonly token: OidcToken;
  /** `allowed` or `conditional`. */
  readonly decision: Decision;
  /** Whether only a wildcard lets its namespace in, so that others would do as well. */
  readonly namespaceOpen: boolean;
  readonly nameOpen: boolean;
}

/** Which tokens of one provider an Allow statement lets in, the Deny statements of its document applied. */
export interface TrustReach {
  readonly provider: string;
  readonly issuer: string;
  /** Whether the statement is about everybody's tokens and this issuer but one of those that it may mean. */
  readonly everybody: boolean;
  /** One for each way in which its conditions can be met; the sure ones first, then by subject. */
  readonly admissions: readonly Admission[];
  /** Present where whatever subject passes. */
  readonly everySubject?: Admission;
  /** Present where a token without a subject would pass. */
  readonly noSubject?: Admission;
  /** Present where an audience passes that no condition names. */
  readonly anyAudience?: Admission;
  /** False where its conditions are too many to try them all: then there may be more than what is found. */
  readonly complete: boolean;
}

/** Stands for an issuer that no policy names. */
export const unknownIssuer = 'OIDC_ISSUER';

/** One for each provider of EKS tokens that the statement names; for everybody, one for each issuer and an unknown one. */
export function trustReaches(
  roleArn: string,
  statement: Statement,
  document: PolicyDocument,
): readonly TrustReach[] {
  const known = reaches.get(document)?.get(statement);
  if (known !== undefined) return known;
  const fresh = reachesOf(roleArn, statement, document);
  const ofDocument = reaches.get(document) ?? new Map<Statement, readonly TrustReach[]>();
  reaches.set(document, ofDocument.set(statement, fresh));
  return fresh;
}

/** Several rules ask about the same statement. The trust policy of one role is no other's. */
const reaches = new WeakMap<PolicyDocument, Map<Statement, readonly TrustReach[]>>();

function reachesOf(
  roleArn: string,
  allow: Statement,
  whole: PolicyDocument,
): readonly TrustReach[] {
  const issuers = issuersOf(roleArn, allow);
  if (issuers.length === 0) return [];
  const document = withOneAllow(whole, allow);
  const values = document.statements.flatMap(({ conditions }) =>
    conditions.flatMap((condition) => condition.values),
  );
  const stranger = strangerLetter(values);
  return issuers.map((issuer) => reachOf({ ...issuer, roleArn, allow, document, stranger }));
}

type Issuer = Pick<TrustReach, 'provider' | 'issuer' | 'everybody'>;

function issuersOf(roleArn: string, statement: Statement): readonly Issuer[] {
  if (statement.effect === 'Deny') return [];
  const providers = webIdentityProviders(statement);
  const everybody = providers.includes('*');
  const listed = everybody ? (statement.principals?.byType['Federated'] ?? []) : providers;
  const clusters = [...new Set(listed)].flatMap((provider) => {
    const issuer = eksIssuerOf(provider);
    return issuer === undefined ? [] : [{ provider, issuer, everybody }];
  });
  if (!everybody) return clusters;
  const named = statement.conditions.flatMap(({ key }) => issuerOfKey(key) ?? []);
  const others = [...new Set([...named, unknownIssuer])]
    .filter((name) => !clusters.some(({ issuer }) => issuer.toLowerCase() === name.toLowerCase()))
    .map((issuer) => ({ provider: providerArn(roleArn, issuer), issuer, everybody }));
  return [...clusters, ...others];
}

/** A Federated principal is a provider of the account of its role. */
function providerArn(roleArn: string, issuer: string): string {
  const arn = parseArn(roleArn);
  return `arn:${arn?.partition}:iam::${arn?.accountId}:oidc-provider/${issuer}`;
}

interface Ask extends Issuer {
  readonly roleArn: string;
  readonly allow: Statement;
  /** The Allow statement and every Deny. */
  readonly document: PolicyDocument;
  readonly stranger: string;
}

function reachOf(ask: Ask): TrustReach {
  const { provider, issuer, everybody, allow, document, stranger } = ask;
  const subjects = tokenSubjects(issuer, allow, document, stranger);
  const audiences = tokenAudiences(issuer, allow, document, stranger);
  const auds = [...new Set([stsAudience, ...audiences.values])];
  const admissions = subjects.named
    .flatMap((subject) => admissionOf(ask, subject, auds) ?? [])
    .toSorted((a, b) => uncertainty(a) - uncertainty(b));
  const everySubject = everySubjectOf(ask, subjects.strangers, auds, admissions);
  const noSubject = admissionOf(ask, { namespaceOpen: true, nameOpen: true }, auds);
  const anyAudience = firstOf(admissions, (admission) => withAnyAudience(ask, admission));
  return {
    ...{ provider, issuer, everybody, admissions },
    ...(everySubject !== undefined && { everySubject }),
    ...(noSubject !== undefined && { noSubject }),
    ...(anyAudience !== undefined && { anyAudience }),
    complete: subjects.complete && audiences.complete,
  };
}

type AskedSubject = Omit<TokenSubject, 'sub'> & { readonly sub?: string };

/** With the audience that makes it surest; undefined where the token is refused whatever its audience. */
function admissionOf(
  ask: Ask,
  { sub, namespaceOpen, nameOpen }: AskedSubject,
  auds: readonly string[],
): Admission | undefined {
  const { provider, issuer, document, roleArn } = ask;
  let perhaps: Admission | undefined;
  for (const aud of auds) {
    const token = { provider, issuer, ...(sub !== undefined && { sub }), aud };
    const decision = decideToken(document, roleArn, token);
    const admission = { token, decision, namespaceOpen, nameOpen };
    if (decision.outcome === 'allowed') return admission;
    if (decision.outcome === 'conditional') perhaps ??= admission;
  }
  return perhaps;
}

/** Every subject passes as surely as the least sure of them; the evidence is one that reads well. */
function everySubjectOf(
  ask: Ask,
  strangers: readonly TokenSubject[],
  auds: readonly string[],
  admissions: readonly Admission[],
): Admission | undefined {
  let least: Admission | undefined;
  for (const stranger of strangers) {
    const admission = admissionOf(ask, stranger, auds);
    if (admission === undefined) return undefined;
    if (least === undefined || uncertainty(admission) > uncertainty(least)) least = admission;
  }
  const outcome = least?.decision.outcome;
  return (
    admissions.find(
      ({ namespaceOpen, nameOpen, decision }) =>
        namespaceOpen && nameOpen && decision.outcome === outcome,
    ) ?? least
  );
}

function uncertainty({ decision }: Admission): number {
  return decision.outcome === 'allowed' ? 0 : 1;
}

/** The same token for an audience that nothing spells. */
function withAnyAudience(ask: Ask, admission: Admission): Admission | undefined {
  const stranger = admissionOf(ask, { ...admission, ...admission.token }, [ask.stranger]);
  return (
    stranger &&
    (admissionOf(ask, { ...admission, ...admission.token }, ['any-audience']) ?? stranger)
  );
}

function firstOf<T, R>(items: readonly T[], judge: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const result = judge(item);
    if (result !== undefined) return result;
  }
  return undefined;
}
