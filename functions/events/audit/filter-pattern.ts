import { type WatchedObjects, watchedObjects } from './watched-objects.ts';

/** The most characters that a filter pattern may have: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutSubscriptionFilter.html */
export const longestPattern = 1_024;

/**
 * What CloudWatch Logs picks from the log of a control plane, which is all that we are sent: one pattern, because a log group
 * has room for two subscriptions and one may be taken. It compares with `!=` only what every record has: whether that holds
 * of a member that is missing is not documented.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function auditFilterPattern(watched: readonly WatchedObjects[] = watchedObjects): string {
  return `{ ${all(
    is('stage', 'ResponseComplete'),
    '$.responseStatus.code < 300',
    isNot('requestURI', '*dryRun=All*'),
    any(all(isWrite, any(written(watched), tokenRequest)), impersonation),
  )} }`;
}

/** `delete` and `deletecollection`. */
const isWrite = any(
  is('verb', 'create'),
  is('verb', 'update'),
  is('verb', 'patch'),
  is('verb', 'delete*'),
);

/** But for those of the kubelet of each node, which asks for the tokens of its pods. */
const tokenRequest = all(
  is('objectRef.subresource', 'token'),
  isNot('user.username', 'system:node:*'),
);

/** By people: controllers such as those of Flux impersonate service accounts with every request. */
const impersonation = all(
  is('impersonatedUser.username', '*'),
  isNot('user.username', 'system:serviceaccount:*'),
);

/** Whatever deletes a whole collection of ConfigMaps names none. */
const wholeCollection = all(is('objectRef.resource', 'configmaps'), is('verb', 'deletecollection'));

function written(watched: readonly WatchedObjects[]): string {
  const wheres = watched.map(({ where }) =>
    all(...Object.entries(where).map(([member, value]) => is(`objectRef.${member}`, value))),
  );
  return all('$.objectRef.subresource NOT EXISTS', any(...wheres, wholeCollection));
}

function is(selector: string, value: string): string {
  return `$.${selector} = "${value}"`;
}

function isNot(selector: string, value: string): string {
  return `$.${selector} != "${value}"`;
}

function all(...conditions: readonly string[]): string {
  return conditions.length === 1 ? (conditions[0] ?? '') : `(${conditions.join(' && ')})`;
}

function any(...conditions: readonly string[]): string {
  return conditions.length === 1 ? (conditions[0] ?? '') : `(${conditions.join(' || ')})`;
}
