import { deleteMapping } from '../access/aws-auth-commands.ts';
import { isUserMapping } from '../access/mapped-principals.ts';
import { mappedArn, whyNeverMatches } from '../kubernetes/aws-auth.ts';
import { defineRule } from './rule.ts';

export const awsAuthNoIamUser = defineRule({
  id: 'aws-auth-no-iam-user',
  subject: 'awsAuthMapping',
  severity: 'MEDIUM',
  title: 'Mapping lets in an IAM user with long-lived keys',
  requires:
    'Nothing stands under mapUsers of aws-auth, and no user under mapRoles, where the authenticator would take one as well.',
  because:
    'Access keys of a user are good until somebody deletes them, so a copy on a laptop or in a repository opens the cluster for years. The session of a role ends within hours.',
  remedy:
    'Map a role that the person or machine assumes, by IAM Identity Center or OIDC, and take the mapping of the user out.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html',
  ],
  controls: { cis: ['5.5.1'], owasp: ['K03'], mitre: ['T1078.004'] },

  *check({ cluster, ...mapping }) {
    // What is in mapUsers and can never match is somebody whom it was meant for all the same.
    if (mapping.kind === 'role' && !isUserMapping(mapping)) return undefined;
    const principalArn = mappedArn(mapping.mapping);
    const dead = whyNeverMatches(mapping.mapping) !== undefined;
    const who = isUserMapping(mapping) ? 'an IAM user' : 'mapped as an IAM user';
    yield {
      message: `${principalArn}, ${who}, ${dead ? 'was meant to' : 'may'} enter ${cluster.name} in ${cluster.region}.`,
      evidence: { principalArn },
      ...deleteMapping(cluster, mapping),
    };
    return undefined;
  },
});
