import { list, type Naming, type RawStatement, type RawTrust } from './raw.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
export function naming(
  statement: RawStatement,
  caller: RawTrust['caller'],
  roleArn: string,
  coin: (what: string) => boolean,
): readonly Naming[] {
  const element = statement.Principal ?? statement.NotPrincipal ?? {};
  const byType = element === '*' ? { AWS: '*' } : element;
  const negated = statement.NotPrincipal !== undefined;
  const aws = list(byType['AWS']);
  if (aws.includes('*')) return negated ? [] : ['itself'];
  if (caller.type === 'AWS') {
    if (!negated) return namedAws(caller.arn, aws, roleArn, coin);
    const never = statement.Effect === 'Deny' && caller.permissions.boundary !== undefined;
    return never ? ['itself'] : leftOut(caller.arn, aws, roleArn, coin);
  }
  const listed = list(byType[caller.type]);
  const found =
    listed.includes(caller.name) || (caller.type === 'Federated' && listed.includes('*'));
  return found === negated ? [] : ['itself'];
}

function namedAws(
  arn: string,
  aws: readonly string[],
  roleArn: string,
  coin: (what: string) => boolean,
): readonly Naming[] {
  const ways = namesOf(arn, roleArn).filter(([name]) => aws.includes(name));
  // A role may be under way as the session that is named.
  const session = arn.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/');
  const perhaps = aws.some((name) => name !== arn && name.startsWith(`${session}/`));
  const itself: readonly Naming[] = perhaps && coin('session') ? ['itself'] : [];
  return [...ways.map(([, way]) => way), ...itself];
}

/**
 * Somebody of whom the account and the role or user are listed is left out; of whom a part is listed, perhaps.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
function leftOut(
  arn: string,
  aws: readonly string[],
  roleArn: string,
  coin: (what: string) => boolean,
): readonly Naming[] {
  const listed = namesOf(arn, roleArn).filter(([name]) => aws.includes(name));
  const session = arn.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/');
  const perhaps = aws.some((name) => name.startsWith(`${session}/`));
  if (listed.length === 0 && !perhaps) return ['itself'];
  const ways = listed.map(([, way]) => way);
  const whole =
    ways.includes('account') && ways.includes(arn.includes(':user/') ? 'itself' : 'role');
  return !whole && coin('NotPrincipal') ? ['itself'] : [];
}

/** What a principal may be called, and what calling it so means. */
function namesOf(arn: string, roleArn: string): readonly (readonly [string, Naming])[] {
  const [, partition, , , account = '', resource = ''] = arn.split(':');
  const [kind, name] = resource.split('/');
  const bare = roleArn.split(':')[1] === partition ? account : 'another partition';
  return [
    [`arn:${partition}:iam::${account}:root`, 'account'],
    [bare, 'account'],
    [arn, kind === 'role' ? 'role' : 'itself'],
    ...(kind === 'assumed-role'
      ? [[`arn:${partition}:iam::${account}:role/${name}`, 'role'] as const]
      : []),
  ];
}
