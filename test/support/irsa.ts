import { factKeys } from '../../shared/model/fact-key.ts';
import type { Json } from '../../shared/model/json.ts';
import type { Condition, Statement } from '../../shared/model/policy-document.ts';
import { type Known, type KnownFact, known } from './facts.ts';
import { actions, condition, federated, role, statement } from './iam.ts';
import type { Given } from './test-rule.ts';

export const issuer = 'oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE';
export const provider = `arn:aws:iam::012345678901:oidc-provider/${issuer}`;
export const otherIssuer = 'oidc-eks.us-east-1.api.aws/id/00000000000000000000000000000000';
export const otherProvider = `arn:aws:iam::012345678901:oidc-provider/${otherIssuer}`;
export const sub = `${issuer}:sub`;
export const aud = `${issuer}:aud`;
export const reader = 'system:serviceaccount:payments:reader';
export const writer = role('arn:aws:iam::012345678901:role/team/ledger-writer');

/** The audience that EKS asks for. */
export const forSts = condition('StringEquals', aud, 'sts.amazonaws.com');

/** A trust in the tokens of one cluster. */
export function irsa(...conditions: readonly Condition[]): Statement {
  return statement({
    principals: federated(provider),
    actions: actions('sts:AssumeRoleWithWebIdentity'),
    conditions,
  });
}

/** A statement of the trust policy of `writer`, the policy's other statements and other facts. */
export function trusting(
  judged: Statement,
  others: readonly Statement[] = [],
  more: Known = {},
): Given<'trustStatement'> {
  const document = { version: '2012-10-17', statements: [judged, ...others] };
  const trust: KnownFact = known(factKeys.trustPolicy(writer.arn), document);
  return {
    subject: { role: writer, statement: judged },
    known: { ...more, facts: [trust, ...(more.facts ?? [])] },
  };
}

type Wire = { readonly [key: string]: Json };

/** What `irsa` is in a document. */
export function irsaJson(Condition?: Json): Wire {
  return {
    Effect: 'Allow',
    Principal: { Federated: provider },
    Action: 'sts:AssumeRoleWithWebIdentity',
    ...(Condition !== undefined && { Condition }),
  };
}

export function token(account: string, audience = 'sts.amazonaws.com', iss = issuer): Wire {
  return { iss: `https://${iss}`, sub: `system:serviceaccount:${account}`, aud: audience };
}

/** What the same statement is when it is held to these. */
export function heldTo(...subjects: readonly string[]): Wire {
  const [only] = subjects;
  return irsaJson({
    StringEquals: {
      [aud]: 'sts.amazonaws.com',
      [sub]: subjects.length === 1 && only !== undefined ? only : subjects,
    },
  });
}

/** What a finding about that statement shows. */
export function shows(Condition: Json | undefined, shown: Wire, dependsOn?: readonly string[]) {
  const judged = irsaJson(Condition);
  return {
    evidence: {
      ...{ roleArn: writer.arn, statement: judged, tokens: [shown] },
      ...(dependsOn && { dependsOn }),
    },
    fingerprint: { roleArn: writer.arn, statement: judged },
  };
}

export function updateTrust(...statements: readonly Wire[]): string {
  const document = JSON.stringify({ Version: '2012-10-17', Statement: statements });
  return `aws iam update-assume-role-policy --role-name ledger-writer --policy-document '${document}'`;
}
