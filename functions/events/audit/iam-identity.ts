import { parseArn, parseIamArn } from '../../../shared/model/arn.ts';
import type { Estate } from '../../../shared/model/estate.ts';
import { factKeys } from '../../../shared/model/fact-key.ts';
import type { UserIdentity } from '../cloud-trail-record.ts';
import { arnOfName } from '../stored.ts';
import type { AuditedUser } from './audit-record.ts';

/**
 * A user of a cluster in CloudTrail's words. EKS writes who in IAM it is into `user.extra`, which nobody else can: its own
 * names are lists, `sessionName` and `accessKeyId` among them, bare or behind the name of the authenticator.
 * https://github.com/kubernetes-sigs/aws-iam-authenticator/blob/master/pkg/server/server.go
 */
export function identityOf(user: AuditedUser, estate: Estate): UserIdentity {
  const account = serviceAccount.exec(user.username);
  if (account !== null)
    return { ...unknown, principalId: `service account ${account[1]}/${account[2]}` };
  const arn = extraOf(user, 'arn');
  if (arn === undefined) return { ...unknown, principalId: user.username };
  return iamIdentity(arn, user, estate);
}

/** https://kubernetes.io/docs/reference/access-authn-authz/authentication/#service-account-tokens */
const serviceAccount = /^system:serviceaccount:([^:]+):([^:]+)$/s;

const unknown: UserIdentity = {
  type: undefined,
  arn: undefined,
  accountId: undefined,
  userName: undefined,
  principalId: undefined,
  invokedBy: undefined,
  sessionContext: undefined,
};

function iamIdentity(arn: string, user: AuditedUser, estate: Estate): UserIdentity {
  const iam = parseIamArn(arn);
  if (iam?.kind === 'user') {
    const key = extraOf(user, 'accessKeyId');
    const userName = key === undefined ? iam.name : `${iam.name} (access key ${key})`;
    return { ...unknown, type: 'IAMUser', arn, userName };
  }
  if (parseArn(arn)?.resource === 'root') return { ...unknown, type: 'Root', arn };
  const canonical = extraOf(user, 'canonicalArn');
  const role = canonical === undefined ? undefined : parseIamArn(canonical);
  if (canonical === undefined || role?.kind !== 'role') return { ...unknown, arn };
  // The path is left out of it, and stored.
  const roleArn = arnOfName(estate, factKeys.roles(), role.name) ?? canonical;
  const sessionIssuer = { type: 'Role', arn: roleArn, userName: role.name };
  return {
    ...unknown,
    type: 'AssumedRole',
    arn,
    sessionContext: { sessionIssuer, attributes: undefined },
  };
}

function extraOf({ extra = {} }: AuditedUser, name: string): string | undefined {
  const values = extra[name] ?? extra[`sigs.k8s.io/aws-iam-authenticator/${name}`];
  const [value] = values ?? [];
  return value === '' ? undefined : value;
}
