import { isOnKey } from '../iam/condition-key.ts';
import { isEksIssuer } from '../iam/oidc-provider.ts';
import { tightenedTrust } from '../iam/tightened-trust.ts';
import {
  editedTrust,
  otherPrincipals,
  principalPlaceholder,
  principalsOf,
} from '../iam/trust-edit.ts';
import type { TrustWeakness } from '../iam/trust-weakness.ts';
import { assumeRoleWithWebIdentity } from '../iam/web-identity.ts';
import type { Json } from '../model/json.ts';
import type {
  Condition,
  PolicyDocument,
  PrincipalElement,
  Statement,
} from '../model/policy-document.ts';

/** A trust policy without one weakness. Words in capitals stand for what only its owner knows. */
export function narrowedTrust(
  document: PolicyDocument,
  weakness: TrustWeakness,
  partition: string,
): Json {
  const offending = weakness.decision.deciding.map(({ source }) => source);
  const [first] = offending;
  if ('issuer' in weakness && first !== undefined && isEksIssuer(weakness.issuer)) {
    const loose = [{ arn: weakness.provider, issuer: weakness.issuer }];
    return tightenedTrust(document, first, loose, 'serviceAccounts');
  }
  return editedTrust(document, offending, (statement) => narrowed(statement, weakness, partition));
}

function narrowed(
  statement: Statement,
  weakness: TrustWeakness,
  partition: string,
): readonly Statement[] {
  const { principals } = statement;
  const somebody = { ...statement, principals: principalsOf('AWS', principalPlaceholder) };
  switch (weakness.kind) {
    case 'anybody':
      return [somebody];
    case 'account': {
      const account = `arn:${partition}:iam::${weakness.accountId}`;
      const whole = [weakness.accountId, `${account}:root`];
      const one = { ...statement, principals: principalsOf('AWS', `${account}:role/ROLE_NAME`) };
      return beside(one, statement, otherPrincipals(principals, 'AWS', whole));
    }
    case 'service': {
      const others = otherPrincipals(principals, 'Service', [weakness.service]);
      return [others === undefined ? somebody : { ...statement, principals: others }];
    }
    case 'any-token':
    case 'some-tokens': {
      const others = otherPrincipals(principals, 'Federated', [weakness.provider]);
      return beside(heldToSubject(statement, weakness), statement, others);
    }
  }
}

/** What is narrowed for one principal must not bind the others. A Sid stands once in a document. */
function beside(
  { sid, ...narrow }: Statement,
  statement: Statement,
  others: PrincipalElement | undefined,
): readonly Statement[] {
  return others === undefined
    ? [{ ...narrow, ...(sid !== undefined && { sid }) }]
    : [narrow, { ...statement, principals: others }];
}

function heldToSubject(
  { conditions, ...statement }: Statement,
  { provider, issuer }: { readonly provider: string; readonly issuer: string },
): Statement {
  const others = conditions.filter((condition) => !isOnKey(condition, `${issuer}:sub`));
  const hasAudience = others.some((condition) => isOnKey(condition, `${issuer}:aud`));
  return {
    ...statement,
    principals: principalsOf('Federated', provider),
    actions: { negated: false, values: [assumeRoleWithWebIdentity] },
    conditions: [
      ...others,
      ...(hasAudience ? [] : [equals(`${issuer}:aud`, 'AUDIENCE')]),
      equals(`${issuer}:sub`, 'SUBJECT'),
    ],
  };
}

function equals(key: string, value: string): Condition {
  return { operator: 'StringEquals', key, values: [value] };
}
