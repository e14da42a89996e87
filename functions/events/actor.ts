import type { Actor } from '../../shared/model/change.ts';
import type { CloudTrailRecord, UserIdentity } from './cloud-trail-record.ts';

/** Who made the call, in human words. What callers may make up is cut: the table keeps it with every step of a finding. */
export function actorOf(event: CloudTrailRecord): Actor {
  const { userIdentity: identity, sourceIPAddress, userAgent } = event;
  const arn = identity.sessionContext?.sessionIssuer?.arn ?? identity.arn;
  return {
    name: cut(nameOf(identity), 300),
    ...(arn === undefined ? {} : { arn: cut(arn, 2048) }),
    ...(sourceIPAddress === undefined ? {} : { sourceIpAddress: cut(sourceIPAddress, 200) }),
    ...(userAgent === undefined || userAgent === null ? {} : { userAgent: cut(userAgent, 200) }),
    eventId: event.eventID,
    eventName: event.eventName,
    eventTime: Date.parse(event.eventTime),
    region: event.awsRegion,
  };
}

function nameOf(identity: UserIdentity): string {
  const { type, arn, userName, invokedBy, principalId } = identity;
  if (type === 'Root') return 'the account root user';
  const role = identity.sessionContext?.sessionIssuer?.userName;
  if (role !== undefined) return roleInWords(role, identity);
  if (userName !== undefined) return `user/${userName}`;
  return invokedBy ?? arn ?? principalId ?? 'unknown';
}

function roleInWords(role: string, { arn, invokedBy }: UserIdentity): string {
  const session = arn === undefined ? [] : [`session ${arn.slice(arn.lastIndexOf('/') + 1)}`];
  const behalf = invokedBy === undefined ? [] : [`on behalf of ${invokedBy}`];
  const details = [...session, ...behalf].join(', ');
  return details === '' ? `role/${role}` : `role/${role} (${details})`;
}

/** At most `max` characters, the last an ellipsis where some are missing. */
function cut(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max - 1).toWellFormed()}…`;
}
