import { isIdentityCenterRole } from '../../shared/model/arn.ts';
import type { Actor } from '../../shared/model/change.ts';
import { given } from '../../shared/wire/schema.ts';
import type { CloudTrailRecord, UserIdentity } from './cloud-trail-record.ts';
import { viaOf } from './via.ts';

/** Who made the call, in human words. What callers may make up is cut: the table keeps it with every step of a finding. */
export function actorOf(event: CloudTrailRecord): Actor {
  const { userIdentity: identity, sourceIPAddress, userAgent } = event;
  return {
    name: cut(nameOf(identity), 300),
    ...given({
      arn: cut(identity.sessionContext?.sessionIssuer?.arn ?? identity.arn, 2048),
      identityCenterUser: cut(identityCenterUserOf(identity)?.user, 200),
      invokedBy: cut(identity.invokedBy, 200),
      via: viaOf(event),
      mfa: mfaOf(identity),
      sourceIpAddress: cut(sourceIPAddress, 200),
      userAgent: cut(userAgent, 200),
    }),
    eventId: cut(event.eventID, 200),
    eventName: event.eventName,
    eventTime: event.eventTime,
    region: event.awsRegion,
  };
}

function nameOf(identity: UserIdentity): string {
  const { type, arn, accountId, userName, invokedBy, principalId } = identity;
  const issuer = identity.sessionContext?.sessionIssuer;
  const person = identityCenterUserOf(identity);
  if (person !== undefined)
    return inWords(person.user, [`permission set ${person.set}`], invokedBy);
  if (type === 'Root' || issuer?.type === 'Root') {
    return inWords('the account root user', [], invokedBy);
  }
  const noun = issuer?.type === 'IAMUser' ? 'user' : 'role';
  if (issuer?.userName !== undefined) {
    return inWords(`${noun}/${issuer.userName}`, sessionOf(arn), invokedBy);
  }
  if (userName !== undefined) return inWords(`user/${userName}`, [], invokedBy);
  return invokedBy ?? arn ?? principalId ?? (accountId && `account ${accountId}`) ?? 'unknown';
}

function sessionOf(arn: string | undefined): readonly string[] {
  return arn === undefined ? [] : [`session ${sessionName(arn)}`];
}

function inWords(who: string, details: readonly string[], invokedBy: string | undefined): string {
  const behalf = invokedBy === undefined ? [] : [`on behalf of ${invokedBy}`];
  const all = [...details, ...behalf].join(', ');
  return all === '' ? who : `${who} (${all})`;
}

/**
 * The user and the permission set behind a session of a role that IAM Identity Center keeps. The path of the role proves
 * it: anybody may give a role of their own such a name.
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
 */
function identityCenterUserOf({ arn, sessionContext }: UserIdentity) {
  const role = sessionContext?.sessionIssuer;
  if (arn === undefined || role?.arn === undefined || !isIdentityCenterRole(role.arn)) {
    return undefined;
  }
  const set = /^AWSReservedSSO_(.+)_[0-9a-f]{16}$/.exec(sessionName(role.arn))?.[1];
  return set === undefined ? undefined : { user: sessionName(arn), set };
}

function sessionName(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}

/**
 * Identity Center asks for the second factor itself, of which the session of its role knows nothing: it always says no.
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/enable-mfa.html
 */
function mfaOf(identity: UserIdentity): boolean | undefined {
  const authenticated = identity.sessionContext?.attributes?.mfaAuthenticated;
  if (authenticated === 'true') return true;
  const isSaid = authenticated === 'false' && identityCenterUserOf(identity) === undefined;
  return isSaid ? false : undefined;
}

/** At most `max` characters, the last an ellipsis where some are missing. */
export function cut<T extends string | undefined>(text: T, max: number): T {
  if (text === undefined || text.length <= max) return text;
  return `${text.slice(0, max - 1).toWellFormed()}…` as T;
}
