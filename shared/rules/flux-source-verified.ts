import type { FluxOidcIdentity } from '../model/flux.ts';
import { defineRule, notApplicable } from './rule.ts';

export const fluxSourceVerified = defineRule({
  id: 'flux-source-verified',
  subject: 'fluxSource',
  severity: 'MEDIUM',
  title: 'Signatures of a source are taken from strangers',
  requires:
    'Where a source has its signatures verified without keys, matchOIDCIdentity names who signs, by expressions that are anchored at both ends. Sources that verify nothing are not judged.',
  because:
    'Anybody can sign by Sigstore with a login of their own, and an expression without ^ and $ matches an identity that only contains what it names, so a stranger signs what the cluster then runs.',
  remedy:
    'Set spec.verify.matchOIDCIdentity with the issuer and the subject that sign, each from ^ to $, dots escaped.',
  references: [
    'https://fluxcd.io/flux/components/source/ocirepositories/#keyless-verification',
    'https://docs.sigstore.dev/cosign/verifying/verify/',
  ],
  controls: { mitre: ['T1195.002'] },

  *check({ source }) {
    const { kind, namespace, name, verify } = source;
    if (verify === undefined) return notApplicable('it has nothing verified');
    if (verify.secretRef !== undefined || verify.provider !== 'cosign') return undefined;
    const identities = verify.matchOidcIdentity;
    if (identities.length === 0) {
      yield {
        key: 'anybody',
        message: `${kind} ${namespace}/${name} takes the signature of anybody.`,
        evidence: { kind, namespace, name },
      };
      return undefined;
    }
    const loose = identities.filter(isLoose);
    if (loose.length > 0) {
      yield {
        key: 'loose',
        message: `${kind} ${namespace}/${name} takes signatures of identities that only contain what is meant.`,
        evidence: { kind, namespace, name, loose: loose.map((identity) => ({ ...identity })) },
      };
    }
    return undefined;
  },
});

/** Any of the identities will do, so one loose expression decides. */
function isLoose({ issuer, subject }: FluxOidcIdentity): boolean {
  return !isAnchored(issuer) || !isAnchored(subject);
}

/** From start to end, and saying something in between; what alternatives there are stand in parentheses. */
function isAnchored(expression: string): boolean {
  const inner = /^(?:\^|\\A)(.*)(?:\$|\\z)$/s.exec(expression)?.[1];
  if (inner === undefined || /(^|[^\\])(\\\\)*\\$/.test(inner)) return false;
  return !hasOpenAlternative(inner) && !/^(\.[*+])*$/.test(inner);
}

function hasOpenAlternative(expression: string): boolean {
  let depth = 0;
  for (const [token] of expression.matchAll(/\\.|\[\^?\]?(?:\\.|[^\]])*\]|[()|]/gs)) {
    if (token === '(') depth += 1;
    if (token === ')') depth -= 1;
    if (token === '|' && depth === 0) return true;
  }
  return false;
}
