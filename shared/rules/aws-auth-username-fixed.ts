import { chosenUsername, usersWithinReach } from '../access/chosen-username.ts';
import { defaultUsername } from '../access/default-username.ts';
import { type Facts, unread } from '../access/facts.ts';
import { isUserMapping, mappedPrincipals } from '../access/mapped-principals.ts';
import { isNodeMapping } from '../access/node-mapping.ts';
import { mappedArn, whyNeverMatches } from '../kubernetes/aws-auth.ts';
import { isChosenByCaller } from '../kubernetes/name-template.ts';
import { isIdentityCenterRole } from '../model/arn.ts';
import type { AwsAuthMapping } from '../model/aws-auth.ts';
import { defineRule, notApplicable } from './rule.ts';

export const awsAuthUsernameFixed = defineRule({
  id: 'aws-auth-username-fixed',
  subject: 'awsAuthMapping',
  severity: 'LOW',
  title: 'Whoever assumes a mapped role chooses its username',
  requires:
    'The username of an aws-auth mapping holds no {{SessionName}} or {{SessionNameRaw}}. HIGH where it is nothing else, and where some binding names a user that it can become. The username that EKS gives access entries, lines for nodes, and roles of IAM Identity Center, which names their sessions itself, are left alone.',
  because:
    'The caller of AssumeRole chooses the session name, so it chooses the username too, and may become whatever user a binding names.',
  remedy:
    'Put the ARN of the role before the session name, arn:PARTITION:sts::ACCOUNT:assumed-role/ROLE/{{SessionName}}, or write a username without a template.',
  references: ['https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html'],
  controls: { owasp: ['K03'], mitre: ['T1078.004'] },

  *check({ cluster, ...mapping }, facts) {
    if (isNodeMapping(mapping)) return notApplicable('EKS names the users of nodes');
    if (!isOfCaller(mapping)) return undefined;
    if (isOfIdentityCenter(facts, mapping)) {
      return notApplicable('IAM Identity Center names its sessions after the user');
    }
    const { username } = mapping.mapping;
    const principalArn = mappedArn(mapping.mapping);
    const users = facts.orIncomplete(() => usersWithinReach(facts, cluster, username));
    const severity = bare.test(username) ? { severity: 'HIGH' as const } : {};
    const bound = users === unread ? [] : users;
    yield { ...chosenUsername(cluster, principalArn, username, bound), ...severity };
    return undefined;
  },
});

const bare = /^\{\{SessionName(Raw)?\}\}$/;

/** Users have no session name; the username that EKS would give names the role, whatever the session is called. */
function isOfCaller(mapping: AwsAuthMapping): boolean {
  const { username } = mapping.mapping;
  if (username === defaultUsername(mappedArn(mapping.mapping))) return false;
  if (isUserMapping(mapping) || whyNeverMatches(mapping.mapping) !== undefined) return false;
  return isChosenByCaller(username);
}

/** Told by their path, which aws-auth does not name. */
function isOfIdentityCenter(facts: Facts, mapping: AwsAuthMapping): boolean {
  const principals = mappedPrincipals(facts, mapping);
  return principals.length > 0 && principals.every(isIdentityCenterRole);
}
