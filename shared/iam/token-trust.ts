import type { PolicyDocument, Statement } from '../model/policy-document.ts';
import { issuerOfKey } from './condition-key.ts';
import type { Decision } from './decision.ts';
import { oidcProviderBeside, parseOidcProviderArn } from './oidc-provider.ts';
import { decideToken } from './oidc-token.ts';
import { allowsOf, withOneAllow } from './statements-of.ts';
import { strangerLetter } from './stranger-letter.ts';
import { leastSure, surest } from './surest.ts';
import { tokenAudiences, tokenSubjects } from './token-subjects.ts';
import { isSure, type TrustWeakness } from './trust-weakness.ts';
import { stsAudience, webIdentityProviders } from './web-identity.ts';

/** What a trust policy makes of tokens whose subject it does not name. */
export interface TokenTrust {
  readonly weaknesses: readonly TrustWeakness[];
  /** Issuers whose conditions are too many to try them all. */
  readonly unfinished: readonly string[];
}

/**
 * Tokens of whatever OIDC provider, that of an EKS cluster, of GitHub or of Cognito alike, that a trust policy lets in by
 * their issuer or by a wildcard on their subject; at most one weakness for each provider of each statement.
 */
export function tokenTrust(document: PolicyDocument, roleArn: string): TokenTrust {
  const known = answers.get(document) ?? judged(document, roleArn);
  answers.set(document, known);
  return known;
}

/** One role may have entries in many clusters. The trust policy of one role is no other's. */
const answers = new WeakMap<PolicyDocument, TokenTrust>();

function judged(document: PolicyDocument, roleArn: string): TokenTrust {
  const asked = allowsOf(document).flatMap((allow) =>
    providersOf(allow, roleArn).map((provider) =>
      trustIn({ ...provider, allow, document: withOneAllow(document, allow), roleArn }),
    ),
  );
  return {
    weaknesses: asked.flatMap(({ weakness }) => weakness ?? []),
    unfinished: asked.flatMap(({ issuer, complete }) => (complete ? [] : [issuer])),
  };
}

interface Provider {
  readonly provider: string;
  /** What stands before `:sub` in its condition keys. */
  readonly issuer: string;
  /** One that no policy names, to stand for all. */
  readonly unknown?: true;
}

/** Some providers, such as Cognito, have no ARN but go by the name of their issuer. */
function providersOf(allow: Statement, roleArn: string): readonly Provider[] {
  const providers = webIdentityProviders(allow).filter((arn) => !arn.includes(':saml-provider/'));
  if (!providers.includes('*')) {
    return providers.map((provider) => ({
      provider,
      issuer: parseOidcProviderArn(provider)?.issuer ?? provider,
    }));
  }
  const named = allow.conditions.flatMap(({ key }) => issuerOfKey(key) ?? []);
  const unknown = { issuer: unknownIssuer, provider: oidcProviderBeside(roleArn, unknownIssuer) };
  return [
    { ...unknown, unknown: true },
    ...[...new Set(named)].map((issuer) => ({
      issuer,
      provider: oidcProviderBeside(roleArn, issuer),
    })),
  ];
}

const unknownIssuer = 'OIDC_ISSUER';

interface Ask extends Provider {
  readonly allow: Statement;
  readonly document: PolicyDocument;
  readonly roleArn: string;
}

interface Answer {
  readonly issuer: string;
  readonly weakness: TrustWeakness | undefined;
  readonly complete: boolean;
}

function trustIn(ask: Ask): Answer {
  const { issuer, allow, document } = ask;
  const values = document.statements.flatMap(({ conditions }) =>
    conditions.flatMap((condition) => condition.values),
  );
  const stranger = strangerLetter(values);
  const subjects = tokenSubjects(issuer, allow, document, stranger);
  const audiences = tokenAudiences(issuer, allow, document, stranger);
  const auds = audiences.values;
  const long = stranger.repeat(Math.max(0, ...values.map(({ length }) => length)) + 1);
  const open = subjects.named.filter(({ nameOpen, namespaceOpen }) => nameOpen || namespaceOpen);
  const weakness =
    ofAnySubject(ask, [stranger, long], auds) ??
    ofSomeSubjects(
      ask,
      open.map(({ sub }) => sub),
      auds,
    );
  return { issuer, weakness, complete: subjects.complete && audiences.complete };
}

/** What is short and what is long have to pass, as one subject of the issuer's own form or just any text. */
function ofAnySubject(
  ask: Ask,
  [short, long]: readonly [string, string],
  auds: readonly string[],
): TrustWeakness | undefined {
  const { provider, issuer, unknown } = ask;
  const [first, ...others] = forms;
  const inForm = (form: Form) =>
    leastSure([decideSubject(ask, form(short), auds), decideSubject(ask, form(long), auds)]);
  const decision = surest([inForm(first), ...others.map(inForm)]);
  if (decision.outcome === 'denied') return undefined;
  const found = { decision, caller: 'any subject' };
  return unknown
    ? { kind: 'anybody', by: 'token', ...found }
    : { kind: 'any-token', provider, issuer, ...found };
}

function ofSomeSubjects(
  ask: Ask,
  subjects: readonly string[],
  auds: readonly string[],
): TrustWeakness | undefined {
  const { provider, issuer } = ask;
  const asked = subjects.map(
    (caller): TrustWeakness => ({
      kind: 'some-tokens',
      ...{ provider, issuer, caller },
      decision: decideSubject(ask, caller, auds),
    }),
  );
  return asked.find(isSure) ?? asked.find(({ decision }) => decision.outcome === 'conditional');
}

/** By whichever audience is surest to pass: who asks for a token chooses it. */
function decideSubject(ask: Ask, sub: string, auds: readonly string[]): Decision {
  const { provider, issuer, document, roleArn } = ask;
  const decideFor = (aud: string) => decideToken(document, roleArn, { provider, issuer, sub, aud });
  return surest([decideFor(stsAudience), ...auds.map(decideFor)]);
}

type Form = (name: string) => string;

/**
 * How issuers write a subject, so that a pattern for all of them is told from one for some: any text; of EKS, GitHub, GitLab
 * and HCP Terraform.
 * https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html
 * https://docs.github.com/en/actions/reference/security/oidc
 * https://docs.gitlab.com/ci/cloud_services/aws/
 * https://developer.hashicorp.com/terraform/cloud-docs/workspaces/dynamic-provider-credentials/aws-configuration
 */
const forms: readonly [Form, ...Form[]] = [
  (name) => name,
  (name) => `system:serviceaccount:${name}:${name}`,
  (name) => `repo:${name}/${name}:ref:refs/heads/${name}`,
  (name) => `project_path:${name}/${name}:ref_type:branch:ref:${name}`,
  (name) => `organization:${name}:project:${name}:workspace:${name}:run_phase:${name}`,
];
