import { isUserMapping } from '../access/mapped-principals.ts';
import { mappedArn } from '../kubernetes/aws-auth.ts';
import { isChosenByCaller, templatesIn } from '../kubernetes/name-template.ts';
import { defineRule } from './rule.ts';

export const awsAuthGroupFixed = defineRule({
  id: 'aws-auth-group-fixed',
  subject: 'awsAuthMapping',
  severity: 'CRITICAL',
  title: 'Whoever assumes a role chooses its Kubernetes group',
  requires:
    'No group of an aws-auth mapping holds a template. LOW where the caller does not choose what it becomes: {{AccountID}}, {{AccessKeyID}}, {{EC2PrivateDNSName}}, and the session name of a user, who has none.',
  because:
    'The caller of AssumeRole chooses the session name, and with it the group, so it may have the power of any group that the rest of the name leaves open.',
  remedy: 'Write the names of groups out; make a mapping of its own for each group.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html',
    'https://github.com/kubernetes-sigs/aws-iam-authenticator/blob/master/pkg/server/server.go',
  ],
  controls: { owasp: ['K03'], mitre: ['T1078.004', 'T1098.006'] },

  *check({ cluster, ...mapping }) {
    const principalArn = mappedArn(mapping.mapping);
    const where = `${cluster.name} in ${cluster.region}`;
    for (const group of new Set(mapping.mapping.groups)) {
      if (templatesIn(group).length === 0) continue;
      const chosen = isChosenByCaller(group) && !isUserMapping(mapping);
      yield {
        message: chosen
          ? `Whoever assumes ${principalArn} chooses its group in ${where}: ${group}.`
          : `${principalArn} is in a group of ${where} that is not the same for everybody: ${group}.`,
        evidence: { principalArn, group },
        key: group,
        ...(!chosen && { severity: 'LOW' as const }),
      };
    }
    return undefined;
  },
});
