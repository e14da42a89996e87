import type { PolicyDocument, Statement } from '../model/policy-document.ts';
import { issuerOfKey } from './condition-key.ts';
import type { Decision } from './decision.ts';
import { listedPrincipals } from './listed-principals.ts';
import { oidcProviderBeside } from './oidc-provider.ts';
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
  document: PolicyDocument,
): readonly TrustReach[] {
  return issuersOf(roleArn, allow).map((issuer) => trustReach(roleArn, allow, document, issuer));
}

/** For one issuer alone, whether the statement names it or not. */
export function trustReach(
  roleArn: string,
  allow: Statement,
  whole: PolicyDocument,
  { provider, issuer, everybody }: TrustIssuer,
): TrustReach {
  const document = withOneAllow(whole, allow);
  const values = document.statements.flatMap(({ conditions }) =>
    conditions.flatMap((condition) => condition.values),
  );
  const stranger = strangerLetter(values);
  return reachOf({ provider, issuer, everybody, roleArn, allow, document, stranger });
}

export type TrustIssuer = Pick<TrustReach, 'provider' | 'issuer' | 'everybody'>;

function issuersOf(roleArn: string, statement: Statement): readonly TrustIssuer[] {
  if (statement.effect === 'Deny') return [];
  const providers = webIdentityProviders(statement);
  const everybody = providers.includes('*');
  const listed = everybody ? listedPrincipals(statement.principals, 'Federated') : providers;
  const clusters = [...new Set(listed)].flatMap((provider) => {
    const issuer = eksIssuerOf(provider);
    return issuer === undefined ? [] : [{ provider, issuer, everybody }];
  });
  if (!everybody) return clusters;
  const named = statement.conditions.flatMap(({ key }) => issuerOfKey(key) ?? []);
  const others = [...new Set([...named, unknownIssuer])]
    .filter((name) => !clusters.some(({ issuer }) => issuer.toLowerCase() === name.toLowerCase()))
    .map((issuer) => ({ provider: oidcProviderBeside(roleArn, issuer), issuer, everybody }));
  return [...clusters, ...others];
}

interface Ask extends TrustIssuer {
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
  const passing: Admission[] = [];
  for (const stranger of strangers) {
    const admission = admissionOf(ask, stranger, auds);
    if (admission === undefined) return undefined;
    passing.push(admission);
  }
  const least = Math.max(...passing.map(uncertainty));
  const isLeast = (admission: Admission) => uncertainty(admission) === least;
  return (
    admissions.find(
      (admission) => admission.namespaceOpen && admission.nameOpen && isLeast(admission),
    ) ?? passing.find(isLeast)
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
