import { contentHash } from '../findings/identity.ts';
import { statementKeys } from '../iam/statement-key.ts';
import { isServiceLinkedRole } from '../model/arn.ts';
import { factKeys } from '../model/fact-key.ts';
import type { PolicyDocument } from '../model/policy-document.ts';
import { type Candidate, everywhere, subjectFrom, type Walk } from './walk.ts';

export function* oidcProviders(walk: Walk): Iterable<Candidate<'oidcProvider'>> {
  for (const arn of walk.list(factKeys.oidcProviders(), everywhere)) {
    yield {
      subjectId: arn,
      place: everywhere,
      resource: { type: 'AWS::IAM::OIDCProvider', id: arn },
      ...subjectFrom(walk, factKeys.oidcProvider(arn), (provider) => provider),
    };
  }
}

/** AWS writes service-linked roles, so nobody can mend them. */
export function* roles(walk: Walk): Iterable<Candidate<'role'>> {
  for (const arn of walk.list(factKeys.roles(), everywhere)) {
    if (isServiceLinkedRole(arn)) continue;
    yield {
      subjectId: arn,
      place: everywhere,
      resource: { type: 'AWS::IAM::Role', id: arn },
      ...subjectFrom(walk, factKeys.role(arn), (role) => role),
    };
  }
}

export function* trustStatements(walk: Walk): Iterable<Candidate<'trustStatement'>> {
  for (const roleArn of walk.list(factKeys.roles(), everywhere)) {
    const where = { ...everywhere, resourceId: roleArn };
    const key = factKeys.trustPolicy(roleArn);
    const document = walk.fact(key, where);
    if (document === undefined) continue;
    const trust = walk.questions.fact(key);
    for (const [index, shortKey] of shortKeysOf(document).entries()) {
      const statement = document.statements[index];
      if (statement === undefined) continue;
      const candidate = subjectFrom(walk, factKeys.role(roleArn), (role) => ({
        role,
        statement,
      }));
      yield {
        subjectId: `${roleArn}#${shortKey}`,
        place: everywhere,
        resource: { type: 'AWS::IAM::Role', id: roleArn },
        ...candidate,
        // The statement comes from the trust policy: when that changes, the verdict is due again.
        touched: [...candidate.touched, trust],
      };
    }
  }
}

export function* grantors(walk: Walk): Iterable<Candidate<'grantor'>> {
  const { accountId } = walk.grounds.estate.account;
  yield {
    subjectId: accountId,
    place: everywhere,
    resource: { type: 'AWS::::Account', id: accountId },
    subject: () => ({ kind: 'account' }),
    touched: [],
  };
  for (const kind of ['role', 'user'] as const) {
    const { list, type } = grantorKinds[kind];
    for (const arn of walk.list(list, everywhere)) {
      if (isServiceLinkedRole(arn)) continue;
      yield {
        subjectId: arn,
        place: everywhere,
        resource: { type, id: arn },
        subject: () => ({ kind, arn }),
        touched: [],
      };
    }
  }
}

const grantorKinds = {
  role: { list: factKeys.roles(), type: 'AWS::IAM::Role' },
  user: { list: factKeys.users(), type: 'AWS::IAM::User' },
} as const;

const shortKeys = new WeakMap<PolicyDocument, readonly string[]>();

/** A key for each statement: a Sid stays readable, a key made of the statement's text is hashed. */
function shortKeysOf(document: PolicyDocument): readonly string[] {
  const known = shortKeys.get(document);
  if (known !== undefined) return known;
  const keys = statementKeys(document.statements).map((key) =>
    /^[A-Za-z0-9]+$/.test(key) ? key : contentHash(key).slice(0, 12),
  );
  shortKeys.set(document, keys);
  return keys;
}
