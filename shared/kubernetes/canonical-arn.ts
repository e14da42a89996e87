import { type Arn, parseArn, parseIamArn } from '../model/arn.ts';

/**
 * The ARN that aws-auth is asked for: a session counts as its role, and a role is without its path, since the session
 * does not tell it. A user keeps their path. Undefined for what cannot call.
 * https://github.com/kubernetes-sigs/aws-iam-authenticator/blob/master/pkg/arn/arn.go
 */
export function canonicalArn(principalArn: string): string | undefined {
  const arn = parseArn(principalArn);
  if (arn?.service === 'sts') return canonicalSession(principalArn, arn);
  if (arn?.service !== 'iam') return undefined;
  const iam = parseIamArn(principalArn);
  if (iam?.kind === 'role') return roleArn(arn, iam.name);
  return iam?.kind === 'user' || arn.resource === 'root' ? principalArn : undefined;
}

function canonicalSession(sessionArn: string, arn: Arn): string | undefined {
  const [kind, ...parts] = arn.resource.split('/');
  if (kind === 'federated-user') return sessionArn;
  const isSession = kind === 'assumed-role' && parts.length >= 2;
  return isSession ? roleArn(arn, parts.slice(0, -1).join('/')) : undefined;
}

function roleArn({ partition, accountId }: Arn, name: string): string {
  return `arn:${partition}:iam::${accountId}:role/${name}`;
}

/** Why no caller is ever asked for by this ARN, which is compared in lower case; undefined where one may be. */
export function whyNeverAsked(writtenArn: string): string | undefined {
  const mappedArn = writtenArn.toLowerCase();
  const arn = parseArn(mappedArn);
  if (arn === undefined) return 'it is not an ARN';
  if (arn.service === 'sts' && arn.resource.startsWith('assumed-role/')) {
    return 'a session is looked up by its role, arn:…:iam::…:role/NAME';
  }
  const iam = parseIamArn(mappedArn);
  if (iam?.kind === 'role' && iam.path !== '/' && !/[*?]/.test(mappedArn)) {
    return 'roles are looked up without their path';
  }
  const known = canonicalArn(mappedArn) !== undefined;
  return known ? undefined : 'only roles, users, federated users and the root user can call';
}
